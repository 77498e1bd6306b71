internal import Synchronization
package import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A thread of one's own for one piece of work.
package final class WorkerThread: Sendable {
    /// Walks, tags and event buffers need little stack; the default is 8 MiB of address space.
    private static let stackBytes = 1024 * 1024

    /// `nil` once joined.
    private let thread: Mutex<pthread_t?>

    /// Runs `body` on a new thread, which ends with it.
    ///
    /// - Throws: the error of pthread_create(3).
    package init(_ body: @escaping @Sendable () -> Void) throws(Errno) {
        let start = Unmanaged.passRetained(ThreadStart(body: body))
        var thread = pthread_t()
        let result = Self.withSignalsBlocked {
            withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { room in
                guard let attributes = room.baseAddress else { return ENOMEM }
                pthread_attr_init(attributes)
                defer { pthread_attr_destroy(attributes) }
                pthread_attr_setstacksize(attributes, Self.stackBytes)
                return pthread_create(&thread, attributes, runThread, start.toOpaque())
            }
        }
        guard result == 0 else {
            start.release()
            throw Errno(rawValue: result)
        }
        self.thread = Mutex(thread)
    }

    deinit {
        // A thread that was never joined must free its own stack.
        if let thread = thread.withLock({ $0 }) { pthread_detach(thread) }
    }

    /// Waits until the thread has ended. A second call returns at once.
    package func join() {
        let thread = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        if let thread { pthread_join(thread, nil) }
    }

    /// A new thread inherits the mask; signals are for the main thread, but for those of its own
    /// faults: blocked, they end the process without a word.
    private static func withSignalsBlocked<R>(_ body: () -> R) -> R {
        var all = sigset_t()
        var previous = sigset_t()
        sigfillset(&all)
        for fault in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT] { sigdelset(&all, fault) }
        pthread_sigmask(SIG_SETMASK, &all, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        return body()
    }
}

private final class ThreadStart: Sendable {
    let body: @Sendable () -> Void

    init(body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}

/// A global function, so that it inherits no actor: it runs on a thread that Swift did not create.
private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue().body()
    return nil
}
