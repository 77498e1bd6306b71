internal import Synchronization

/// A value that another core computes meanwhile.
package final class Background<Value: Sendable>: Sendable {
    private let result: ResultBox<Value>
    /// Nil where there was no thread left.
    private let thread: WorkerThread?

    /// Starts at once, on a thread of its own; on the caller's where there is none left.
    ///
    /// - Parameter bell: rung when the value is there.
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

    /// Whether there is nothing to wait for any more.
    package var isDone: Bool { result.isThere }

    /// Waits for it. To be called by one thread.
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
