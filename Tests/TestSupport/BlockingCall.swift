internal import FileIO
internal import Foundation
internal import Synchronization
internal import SystemPackage

/// A call that may block, on a thread of its own, so that a test can see it asleep in the kernel and
/// then wake it.
///
///     let call = BlockingCall { try inotify.read(timeoutMilliseconds: nil) { _ in } }
///     try call.waitUntilAsleep()
///     inotify.interrupt()
///     #expect(try !call.value())
package final class BlockingCall<Value: Sendable>: Sendable {
    private struct State {
        /// `PID/task/TID` below `/proc`.
        var thread = ""
        var result: Result<Value, any Error>?
    }

    private let state = Mutex(State())

    package init(_ body: @escaping @Sendable () throws -> Value) {
        Thread.detachNewThread { [self] in
            let thread = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/thread-self"
            )
            state.withLock { $0.thread = thread ?? "" }
            let result = Result { try body() }
            state.withLock { $0.result = result }
        }
    }

    package var isDone: Bool { state.withLock { $0.result != nil } }

    /// Returns once the thread sleeps and went on sleeping, or once the call is done.
    ///
    /// - Throws: `Patience.Lost`.
    package func waitUntilAsleep() throws {
        var last: String?
        try Patience.wait("the call to sleep") {
            if isDone { return true }
            let seen = sleep()
            defer { last = seen }
            return seen != nil && seen == last
        }
    }

    /// What the call gave.
    ///
    /// - Throws: what the call threw; `Patience.Lost` where it does not end.
    package func value() throws -> Value {
        try Patience.wait("the call to end") { isDone }
        guard let result = state.withLock({ $0.result }) else {
            preconditionFailure("a call that is done has a result")
        }
        return try result.get()
    }

    /// How often the thread went to sleep until now; nil where it is awake.
    ///
    /// Source: proc_pid_status(5).
    private func sleep() -> String? {
        let thread = state.withLock { $0.thread }
        guard !thread.isEmpty, let status = ProcFile.read(FilePath("/proc/\(thread)/status")) else {
            return nil
        }
        let lines = String(decoding: status, as: UTF8.self).split(separator: "\n")
        guard lines.contains("State:\tS (sleeping)") else { return nil }
        return lines.first { $0.hasPrefix("voluntary_ctxt_switches:") }.map(String.init)
    }
}

/// Waiting for what another thread does, until it is certain that it never will.
package enum Patience {
    package static let limit = Duration.seconds(60)

    package struct Lost: Error {
        package let expectation: String
    }

    /// Looks again and again whether `condition` holds.
    ///
    /// - Throws: `Lost` where it does not within the limit.
    package static func wait(
        _ expectation: String,
        limit: Duration = limit,
        until condition: () throws -> Bool
    ) throws {
        let deadline = ContinuousClock.now + limit
        while try !condition() {
            guard ContinuousClock.now < deadline else { throw Lost(expectation: expectation) }
            usleep(500)
        }
    }
}
