import Glibc
import SystemPackage

/// Starts the one thread that blocks in the kernel.
enum WatchThread {
    /// Walks and event buffers need little; the default is 8 MiB of address space.
    private static let stackBytes = 512 * 1024

    /// Runs `body` on a thread of its own, which ends with it.
    ///
    /// - Throws: the error of pthread_create(3).
    static func start(_ body: @escaping @Sendable () -> Void) throws(Errno) {
        let start = Unmanaged.passRetained(ThreadStart(body: body))
        let result = withSignalsBlocked {
            withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { room in
                guard let attributes = room.baseAddress else { return ENOMEM }
                pthread_attr_init(attributes)
                defer { pthread_attr_destroy(attributes) }
                pthread_attr_setstacksize(attributes, stackBytes)
                let detached = Int32(PTHREAD_CREATE_DETACHED)
                pthread_attr_setdetachstate(attributes, detached)
                var thread = pthread_t()
                return pthread_create(&thread, attributes, runThread, start.toOpaque())
            }
        }
        guard result == 0 else {
            start.release()
            throw Errno(rawValue: result)
        }
    }

    /// A new thread inherits the mask, and signals are for the threads that wait for them.
    private static func withSignalsBlocked<R>(_ body: () -> R) -> R {
        var all = sigset_t()
        var previous = sigset_t()
        sigfillset(&all)
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

/// Top level, so that it inherits no actor: it runs on a thread that Swift did not make.
private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue().body()
    return nil
}
