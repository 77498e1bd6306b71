/// Whether somebody wants the work under way to end early. Long work asks between its pieces, so
/// that what it did so far is whole.
package struct Cancellation: Sendable {
    private let ask: @Sendable () -> Bool

    package static let never = Cancellation { false }

    /// - Parameter isRequested: asked often, by any thread, so it must be cheap.
    package init(_ isRequested: @escaping @Sendable () -> Bool) {
        ask = isRequested
    }

    package var isRequested: Bool { ask() }

    /// - Throws: `CancellationError` where it is requested.
    package func check() throws {
        if isRequested { throw CancellationError() }
    }
}
