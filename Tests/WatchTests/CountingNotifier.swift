import FileIO
import Glibc
import Inotify
import Synchronization
import SystemPackage
import TestSupport
import Threads

@testable import Watch

/// Counts how often the watcher went round its loop, and knows what it watches. With nothing to
/// hear from the kernel, each round is one look at what is polled.
final class CountingNotifier: WatchNotifier {
    private let notifier: Inotify
    private let rounds = Atomic(0)
    private let paths = Mutex<Set<FilePath>>([])
    private let watches = Mutex<Set<Int32>>([])

    init(_ notifier: Inotify) {
        self.notifier = notifier
    }

    func isWatching(_ path: FilePath) -> Bool { paths.withLock { $0.contains(path) } }

    /// How many directories the kernel watches.
    var watchCount: Int { watches.withLock { $0.count } }

    /// Returns once the watcher has gone round `count` times from beginning to end.
    func waitForRounds(_ count: Int) throws {
        // The one under way does not count.
        let end = rounds.load(ordering: .acquiring) + count + 1
        try Patience.wait("\(count) rounds") { rounds.load(ordering: .acquiring) >= end }
    }

    func add(path: [UInt8], mask: UInt32) throws(FileError) -> Int32 {
        let watch = try notifier.add(path: path, mask: mask)
        paths.withLock { _ = $0.insert(FilePath(bytes: path)) }
        watches.withLock { _ = $0.insert(watch) }
        return watch
    }

    func remove(_ watch: Int32) {
        watches.withLock { _ = $0.remove(watch) }
        notifier.remove(watch)
    }

    func takeMountChange() -> Bool { notifier.takeMountChange() }

    func interrupt() { notifier.interrupt() }

    func read(
        timeoutMilliseconds: Int?,
        into handler: (InotifyEvent) -> Void
    ) throws(FileError) -> Bool {
        // All that the rounds before this one found is offered.
        rounds.wrappingAdd(1, ordering: .acquiringAndReleasing)
        return try notifier.read(timeoutMilliseconds: timeoutMilliseconds) { event in
            if event.mask & UInt32(IN_IGNORED) != 0 {
                watches.withLock { _ = $0.remove(event.watch) }
            }
            handler(event)
        }
    }
}

/// A folder that a source watches with a ``CountingNotifier``. Nobody takes its hints but the test.
final class CountedWatch {
    let root: FilePath
    let notifier: CountingNotifier
    let queue: HintQueue
    private let source: InotifySource

    init(_ options: InotifySource.Options) throws {
        var template = Array("/tmp/psm-watch-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        root = FilePath(platformString: template)
        notifier = CountingNotifier(try Inotify())
        queue = HintQueue(quiet: .zero, roots: [root], bell: Doorbell())
        source = InotifySource(roots: [root], filter: PathFilter(), options: options) {
            [notifier] in notifier
        }
        try source.start(into: queue)
    }

    deinit {
        source.stop()
        try? TreeChanges.remove(root)
    }

    /// Takes hints until no more come.
    func settle() throws {
        var quietRounds = 0
        try Patience.wait("quiet") {
            quietRounds = queue.takeHints().isEmpty ? quietRounds + 1 : 0
            usleep(20_000)
            return quietRounds > 20
        }
    }

    /// Takes hints until they say that each of the paths is to be looked at: by itself, or with all of
    /// a directory.
    func waitForLooks(at paths: FilePath...) throws {
        var missing = paths
        try Patience.wait("looks at \(paths)") {
            for hint in queue.takeHints() {
                missing.removeAll { path in
                    if case .directory(let directory) = hint { return path.starts(with: directory) }
                    return path == hint.path
                }
            }
            return missing.isEmpty
        }
    }

    /// Takes hints until one of them is about `path`.
    func waitForHint(_ path: FilePath) throws {
        try Patience.wait("a hint for \(path)") {
            queue.takeHints().contains { $0.path == path }
        }
    }
}
