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

/// Hears what happens to the library's folders, while this process is the one that watches them for
/// the data folder.
final class DiskWatch {
    /// What a turn of the watcher's loop found out.
    struct Findings {
        var hints: [FileHint] = []
        var notices: [WatchNotice] = []
        /// From here on, so everything before that is to be looked for.
        var hasBegun = false
    }

    let queue: HintQueue
    let application: Application
    let polls: Bool
    /// How this process was called, for people.
    private let command: String
    private let lock: WatchLock
    private var sources: [any HintSource] = []
    private var start = Duty()
    /// Where there is one: the folders that are polled are in it.
    private var description: WatchLock.Holder?

    /// - Parameter polls: whether everything is polled, and not only what the kernel does not tell.
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

    /// Takes the watch over, or leaves a thread waiting for it.
    ///
    /// - Returns: who watches, where it is not this process.
    func open() throws -> WatchLock.Holder? {
        try lock.acquire()
    }

    func close() {
        stopSources()
        lock.release()
    }

    /// When there is something to do without having been woken for it.
    func deadline(takesHints: Bool) -> ContinuousClock.Instant? {
        guard case .held = lock.current else { return nil }
        return [start.deadline, takesHints ? queue.nextDeadline : nil].compactMap { $0 }.min()
    }

    /// Begins to watch, once it may, and gives what is due.
    ///
    /// - Parameter takesHints: else they stay where they are.
    /// - Throws: `FileError` where the lock cannot be had.
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
        if takesHints { findings.hints = queue.takeHints() }
        return findings
    }
}

// MARK: Sources

extension DiskWatch {
    /// - Returns: whether every change is hinted from here on.
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

    /// Passes over names that appear for a moment only, besides what is not library anyway.
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
