#if os(Linux) && !PSM_PORTABLE
import FileIO
import Glibc
import Inotify
import SystemPackage

/// What one thread does with an inotify instance: registers directories, turns events into hints,
/// and looks again at what the kernel does not watch. Only that thread ever touches it. Serves
/// ``InotifySource``.
///
/// Registering is in `InotifyRegistration+Linux.swift`, events in `InotifyEvents+Linux.swift`,
/// roots that come and go in `InotifyRoots+Linux.swift`.
final class InotifyWatcher {
    typealias Options = InotifySource.Options

    struct Root {
        let path: FilePath
        let bytes: [UInt8]
        let filter: PathFilter
        /// Its watch; `nil` while it is unavailable, or on a silent file system.
        var watch: Int32?
        /// Whether it is on a file system without reports, and therefore polled.
        var isSilent = false
        /// The watch on the nearest directory above that exists, while the root itself doesn't.
        var anchor: Anchor?
        /// Which directory it is: a mount over it makes it another one.
        var identity: Identity?
        /// What is mounted at it and below it.
        var mounts: Set<MountTable.Mount> = []

        struct Anchor {
            let watch: Int32
            /// The entry that is waited for.
            let name: [UInt8]
        }

        struct Identity: Equatable {
            let device: UInt64
            let inode: UInt64
        }
    }

    /// The first half of a rename, waiting for the second.
    struct HalfMove {
        let from: FileHint
        let since: ContinuousClock.Instant
    }

    let options: Options
    let notifier: any WatchNotifier
    let queue: HintQueue
    let isStopping: () -> Bool

    var roots: [Root]
    var table = WatchTable()
    /// Whether directories left their places, so that nothing may lead to some watches any more.
    var mayHaveUnreachable = false
    /// Those that left a place, and may have no other.
    var left: Set<Int32> = []
    /// The symbolic links that are followed.
    var links = FollowedLinks()
    /// The hints of this round of events.
    var hints: [FileHint] = []
    var moves: [HintMove] = []
    var halfMoves: [UInt32: HalfMove] = [:]
    /// Created and not closed yet, with the ctime they had when last looked at.
    var unclosed: [FilePath: Int64] = [:]
    /// Subtrees that the kernel does not watch now, but may watch later.
    var polled: Set<FilePath> = []
    /// Subtrees whose changes the kernel does not report.
    var silent: Set<FilePath> = []
    /// What the watch limit left out, as far as it was found since the last notice.
    var shortage: Shortage?
    var hasToldShortage = false
    var hasOverflowed = false
    /// Roots with directories that were uncovered by an unmount.
    var uncovered: Set<Int> = []

    struct Shortage {
        let directory: FilePath
        /// Directories without a watch.
        var missingCount: Int
    }

    /// Events were lost, or a root changed its state: there may have been a gap between a look and
    /// a watch, so everything is registered and checked once more when it is quieter.
    var nextRecheck: ContinuousClock.Instant?
    private var nextPoll: ContinuousClock.Instant
    private var nextStillnessCheck: ContinuousClock.Instant?

    init(
        roots: [FilePath],
        filter: PathFilter,
        options: Options,
        notifier: any WatchNotifier,
        queue: HintQueue,
        isStopping: @escaping () -> Bool
    ) {
        self.roots = roots.map { root in
            Root(path: root, bytes: root.bytes, filter: filter.scoped(to: root))
        }
        self.options = options
        self.notifier = notifier
        self.queue = queue
        self.isStopping = isStopping
        nextPoll = .now + options.pollInterval
    }

    /// Watches everything there is, and reports how much that is.
    func registerAll() {
        for index in roots.indices { registerRoot(index, isFirst: true) }
        flush()
        tellShortage()
        queue.offer(.watching(directories: table.count))
    }

    /// Follows the kernel until the source is stopped.
    func follow() {
        while !isStopping() {
            do throws(FileError) {
                let timeout = timeoutMilliseconds()
                _ = try notifier.read(timeoutMilliseconds: timeout) { self.handle($0) }
            } catch {
                queue.offer(.failed(.readFailed(error.errno)))
                return
            }
            if hasOverflowed { recoverFromOverflow() }
            if notifier.takeMountChange() { checkMounts() }
            for root in uncovered { registerRoot(root, isFirst: false) }
            uncovered = []
            dropUnreachable()
            lookAgain(at: .now)
            flush()
            tellShortage()
        }
    }

    /// Remembers to look at a created file that may never be closed: a hard link whose other name
    /// was removed at once looks just like it.
    func awaitClose(of path: FilePath, ctime: Int64) {
        guard unclosed.count < options.unclosedLimit else {
            hints.append(.file(path))
            return
        }
        unclosed[path] = ctime
        if nextStillnessCheck == nil { nextStillnessCheck = .now + options.stillness }
    }

    /// Looks at `directory` every interval from now on.
    func poll(_ directory: FilePath) {
        guard options.pollsUnwatched else { return }
        guard polled.count < options.polledLimit else {
            polled = Set(roots.map(\.path))
            return
        }
        polled.insert(directory)
    }

    /// Reports a shortage of watches once, until there are enough.
    private func tellShortage() {
        defer { shortage = nil }
        guard let shortage, !hasToldShortage else { return }
        hasToldShortage = true
        queue.offer(
            .watchLimitReached(
                WatchShortage(
                    directory: shortage.directory,
                    watchedCount: table.count,
                    neededCount: table.count + shortage.missingCount,
                    limit: InotifyLimit.watches
                )
            )
        )
    }

    func flush() {
        guard !hints.isEmpty || !moves.isEmpty else { return }
        links.somethingChanged(at: .now)
        queue.offer(hints, moves: moves)
        hints.removeAll(keepingCapacity: hints.count < 4_096)
        moves.removeAll(keepingCapacity: moves.count < 4_096)
    }
}

// MARK: - Time

extension InotifyWatcher {
    private func timeoutMilliseconds() -> Int {
        let now = ContinuousClock.now
        var next = nextPoll
        if let nextStillnessCheck { next = min(next, nextStillnessCheck) }
        if let nextRecheck { next = min(next, nextRecheck) }
        if let check = links.nextCheck { next = min(next, check) }
        if let oldest = halfMoves.values.map(\.since).min() {
            next = min(next, oldest + options.renameGap)
        }
        let wait = (next - now).components
        // Rounded up: waking before the time would only mean waiting again.
        return max(0, Int(wait.seconds) * 1_000 + Int(wait.attoseconds / 1_000_000_000_000_000) + 1)
    }

    /// Does what is due by the clock.
    private func lookAgain(at now: ContinuousClock.Instant) {
        if !halfMoves.isEmpty {
            for (cookie, half) in halfMoves where half.since + options.renameGap <= now {
                halfMoves[cookie] = nil
                hints.append(half.from)
            }
        }
        if let check = nextStillnessCheck, check <= now {
            checkUnclosed()
            nextStillnessCheck = unclosed.isEmpty ? nil : now + options.stillness
        }
        if let recheck = nextRecheck, recheck <= now { recheckRoots() }
        if nextPoll <= now {
            nextPoll = now + options.pollInterval
            checkRoots()
            pollSilent()
            pollUnwatched()
            checkLinks()
        }
        if let check = links.nextCheck, check <= now { checkLinks() }
    }

    /// A file that has not changed since the last look counts as finished.
    private func checkUnclosed() {
        for (path, ctime) in unclosed {
            guard let status = FileStatus(linkAt: path.bytes) else {
                unclosed[path] = nil
                continue
            }
            if status.ctimeNanoseconds == ctime {
                unclosed[path] = nil
                hints.append(.file(path))
            } else {
                unclosed[path] = status.ctimeNanoseconds
            }
        }
    }

    /// Hints the unwatched directories, and tries to watch them again: the limit may have been
    /// raised.
    private func pollUnwatched() {
        guard !polled.isEmpty else { return }
        let directories = polled
        polled = []
        for (index, root) in roots.enumerated() {
            if directories.contains(where: { $0.starts(with: root.path) }) {
                registerRoot(index, isFirst: false)
            }
        }
        // After the registration: what it watched from then on, the hint finds.
        hints += directories.map { .directory($0) }
        if polled.isEmpty {
            hasToldShortage = false
            queue.offer(.watching(directories: table.count))
        }
    }

    /// Hints the subtrees whose changes the kernel does not report. If another file system has been
    /// mounted there since, it is watched again.
    private func pollSilent() {
        for directory in silent {
            hints.append(.directory(directory))
            if options.silentType(directory) != nil { continue }
            silent.remove(directory)
            guard let index = roots.firstIndex(where: { directory.starts(with: $0.path) }) else {
                continue
            }
            roots[index].isSilent = false
            registerRoot(index, isFirst: false)
        }
    }
}

/// What lstat(2) says that ``FileMetadata`` doesn't: the number of names.
struct FileStatus {
    let isRegular: Bool
    let isDirectory: Bool
    let isSymbolicLink: Bool
    let linkCount: Int
    let ctimeNanoseconds: Int64

    /// `nil` if nothing is there, or psm may not look at it.
    init?(linkAt path: [UInt8]) {
        var status = stat()
        let result = FilePath(bytes: path).withPlatformString { lstat($0, &status) }
        guard result == 0 else { return nil }
        isRegular = status.st_mode & S_IFMT == S_IFREG
        isDirectory = status.st_mode & S_IFMT == S_IFDIR
        isSymbolicLink = status.st_mode & S_IFMT == S_IFLNK
        linkCount = Int(status.st_nlink)
        ctimeNanoseconds =
            Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec)
    }
}
#endif
