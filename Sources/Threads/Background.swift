internal import Dispatch
internal import Synchronization

/// A value that another core computes meanwhile.
package final class Background<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let group = DispatchGroup()

    /// Starts at once.
    package init(_ body: @escaping @Sendable () throws -> Value) {
        DispatchQueue.global().async(group: group) { [self] in
            let value = Result { try body() }
            result.withLock { $0 = value }
        }
    }

    /// Waits for it.
    ///
    /// - Throws: what the computation threw.
    package func value() throws -> Value {
        group.wait()
        guard let result = result.withLock({ $0 }) else {
            preconditionFailure("the group is left once there is a result")
        }
        return try result.get()
    }
}
