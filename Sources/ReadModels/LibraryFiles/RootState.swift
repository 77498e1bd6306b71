/// The `state` of a row of `library_roots`.
package enum RootState {
    package static let present = "present"
    /// The root is away: its files are kept until it returns.
    package static let unavailable = "unavailable"
}
