/// Tells whether running work should end early. Long work checks it between steps, so that each
/// finished step is complete.
///
/// ```
/// for file in files {
///     try cancellation.check()
///     try read(file)
/// }
/// ```
package struct Cancellation: Sendable {
    private let ask: @Sendable () -> Bool

    package static let never = Cancellation { false }

    /// - Parameter isRequested: called often, from any thread, so it must be cheap.
    package init(_ isRequested: @escaping @Sendable () -> Bool) {
        ask = isRequested
    }

    package var isRequested: Bool { ask() }

    /// - Throws: `CancellationError` if cancellation was requested.
    package func check() throws {
        if isRequested { throw CancellationError() }
    }
}
