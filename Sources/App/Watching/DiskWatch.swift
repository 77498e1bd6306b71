import FileIO
import Journal
import Library
import Messages
import Moments
import SystemPackage
import Threads
import Watch

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Collects hints about the library's folders while this process holds the watch lock of the data
/// folder.
final class DiskWatch {
    /// The result of one turn of the watcher's loop.
    struct Findings {
        var hints: [FileHint] = []
        var renames: [HintMove] = []
        var notices: [WatchNotice] = []
        /// Whether watching began in this turn, so that earlier changes must be scanned for.
        var hasBegun = false
    }

    let queue: HintQueue
    let application: Application
    let polls: Bool
    /// The command line of this process, for people.
    private let command: String
    private let lock: WatchLock
    private var sources: [any HintSource] = []
    private var start = Duty()
    /// What the lock file says while this process holds it; it lists the polled folders.
    private var description: WatchLock.Holder?

    /// - Parameter polls: whether everything is polled, not only what inotify cannot watch.
    init(application: Application, command: String, polls: Bool, bell: Doorbell) {
        self.application = application
        self.command = command
        self.polls = polls || Self.alwaysPolls
        let watch = application.settings.library.watch
        queue = HintQueue(
            quiet: .seconds(watch.debounceSeconds),
            maximumDelay: .seconds(max(watch.maxDelaySeconds, watch.debounceSeconds)),
            roots: application.settings.library.roots,
            bell: bell
        )
        lock = WatchLock(dataDirectory: application.dataDirectory, bell: bell)
        start.request()
    }

    /// Takes the watch lock, or starts a thread that waits for it.
    ///
    /// - Returns: the process that watches; nil if it is now this one.
    func open() throws -> WatchLock.Holder? {
        try lock.acquire()
    }

    func close() {
        stopSources()
        lock.release()
    }

    /// When `turn` has something to do even if nothing rings the bell.
    func deadline(takesHints: Bool) -> ContinuousClock.Instant? {
        guard case .held = lock.current else { return nil }
        return [start.deadline, takesHints ? queue.nextDeadline : nil].compactMap { $0 }.min()
    }

    /// Starts watching once the lock is held, and returns what is due.
    ///
    /// - Parameter takesHints: whether to take hints from the queue.
    /// - Throws: `FileError` if waiting for the lock failed.
    func turn(takesHints: Bool) throws -> Findings {
        var findings = Findings()
        switch lock.current {
        case .waiting: return findings
        case .failed(let error): throw error
        case .held: break
        }
        if start.isDue(at: .now) { findings.hasBegun = begin() }
        findings.notices = queue.takeNotices()
        note(findings.notices)
        if takesHints { (findings.hints, findings.renames) = queue.takeDue() }
        return findings
    }
}

// MARK: Sources

extension DiskWatch {
    /// - Returns: whether every change is hinted at from now on.
    private func begin() -> Bool {
        start.begin()
        stopSources()
        describe()
        do throws(WatchError) {
            for source in try makeSources() {
                try source.start(into: queue)
                sources.append(source)
            }
            start.succeed()
            return true
        } catch {
            stopSources()
            let pause = start.fail(at: .now)
            application.tell(
                .failed(what: "The folders cannot be watched: \(error).", retry: pause)
            )
            return false
        }
    }

    /// Ignores temporary names, besides everything that does not belong to the library.
    var filter: PathFilter {
        application.filter(ignoring: application.settings.library.watch.ignorePatterns)
    }

    private func stopSources() {
        for source in sources { source.stop() }
        sources = []
    }

    private func note(_ notices: [WatchNotice]) {
        var polled = description?.polled ?? []
        for notice in notices {
            switch notice {
            case .failed: start.request()
            case .silentFileSystem(let directory, let type):
                polled.append("\(directory.string) (\(type))")
            case .watchLimitReached(let shortage):
                polled.append("\(shortage.directory.string) (watch limit)")
            case .unwatchable(let directory, _): polled.append(directory.string)
            case .watching, .queueOverflowed, .resumed, .rootUnavailable, .rootReturned: break
            }
        }
        if polled != description?.polled {
            description?.polled = polled
            if let description { lock.describe(description) }
        }
    }

    private func describe() {
        let roots = application.settings.library.roots
        let holder = WatchLock.Holder(
            pid: getpid(),
            command: command,
            since: ISO8601.text(.now()),
            polled: polls ? roots.map(\.string) : []
        )
        description = holder
        lock.describe(holder)
    }
}
