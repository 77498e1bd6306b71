internal import Synchronization

/// A value that is computed on another thread.
///
/// ```
/// let digest = Background { try computeDigest() }
/// try otherWork()
/// print(try digest.value())
/// ```
package final class Background<Value: Sendable>: Sendable {
    private let result: ResultBox<Value>
    /// `nil` if no thread could be started.
    private let thread: WorkerThread?

    /// Starts at once, on a new thread, or on the caller's if none can be started.
    ///
    /// - Parameter bell: rung when the value is ready.
    package init(ringing bell: Doorbell? = nil, _ body: @escaping @Sendable () throws -> Value) {
        let result = ResultBox<Value>()
        self.result = result
        let work: @Sendable () -> Void = {
            result.compute(body)
            bell?.ring()
        }
        thread = try? WorkerThread(work)
        if thread == nil { work() }
    }

    /// Whether the computation has finished.
    package var isDone: Bool { result.isThere }

    /// Waits for the value. Only one thread may call it.
    ///
    /// - Throws: what the computation threw.
    package func value() throws -> Value {
        thread?.join()
        return try result.get()
    }
}

private final class ResultBox<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)

    func compute(_ body: () throws -> Value) {
        let value = Result { try body() }
        result.withLock { $0 = value }
    }

    var isThere: Bool { result.withLock { $0 != nil } }

    func get() throws -> Value {
        guard let result = result.withLock({ $0 }) else {
            preconditionFailure("a thread that was waited for has left its result")
        }
        return try result.get()
    }
}
