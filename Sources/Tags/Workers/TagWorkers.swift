internal import Synchronization
package import SystemPackage
package import Threads

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Reads tags in worker processes: whatever a file does to the one that reads it, psm goes on.
///
/// Workers stay for the next files, until `rest` is called.
///
/// ```swift
/// let workers = TagWorkers()
/// try workers.read([TagRequest(path: path, followSymlinks: false)], .never) { _, reading in
///     print(reading.content)
/// }
/// workers.rest()
/// ```
package final class TagWorkers: TagReader {
    package struct Settings: Sendable {
        /// nil for the one that belongs to this psm.
        package var executable: FilePath?
        /// How many there are at most.
        package var limit = 16
        /// How long a worker may wait for a device, or for anything else, over one file.
        package var patience = Duration.seconds(30)
        /// How much CPU time one may use over one file, should its own timer not end it.
        package var cpuPatience = Duration.seconds(TagLimits().cpuSeconds + 2)
        /// Called once if the system has nothing to confine workers with.
        package var whenUnconfined: @Sendable () -> Void = {}

        package init() {}
    }

    private struct Idle: Sendable {
        var workers: [TagWorker] = []
        /// Killed, but held by the kernel.
        var stuck: [pid_t] = []
    }

    private let settings: Settings
    private let idle = Mutex(Idle())
    private let isUnconfined = Atomic(false)

    package init(_ settings: Settings = Settings()) {
        self.settings = settings
    }

    deinit { rest() }

    package func read(
        _ requests: [TagRequest],
        _ cancellation: Cancellation,
        _ body: (Int, TagReading) -> Void
    ) throws {
        if requests.isEmpty { return }
        let workers = idle.withLock { idle in
            idle.stuck.removeAll { TagWorker.reaped($0, within: .zero) != nil }
            defer { idle.workers = [] }
            // Somebody may have killed one meanwhile.
            return idle.workers.filter { worker in
                if TagWorker.reaped(worker.process, within: .zero) == nil { return true }
                worker.hangUp()
                return false
            }
        }
        var dispatch = TagDispatch(requests, settings, workers)
        defer {
            idle.withLock { idle in
                idle.workers += dispatch.workers
                idle.stuck += dispatch.stuck
            }
            if dispatch.isUnconfined, !isUnconfined.exchange(true, ordering: .relaxed) {
                settings.whenUnconfined()
            }
        }
        try dispatch.run(cancellation, body)
    }

    /// Those that are there.
    var processes: [pid_t] { idle.withLock { $0.workers.map(\.process) } }

    /// Lets all workers go.
    package func rest() {
        idle.withLock { idle in
            // They have nothing to lose.
            idle.stuck += TagWorker.end(idle.workers, within: .milliseconds(100))
            idle.workers = []
            idle.stuck.removeAll { TagWorker.reaped($0, within: .zero) != nil }
        }
    }
}
