#if os(Linux) && !PSM_PORTABLE
internal import FileIO
internal import Inotify
internal import Synchronization
package import SystemPackage
internal import Threads

/// A ``HintSource``: hints from the kernel, by inotify(7). One watch a directory, one thread for
/// all of them.
///
/// A new directory is watched first and hinted afterwards, so that whoever lists it on that hint
/// finds everything that came before the watch. An overflow of the kernel's queue becomes hints for
/// all roots. What cannot be watched is polled: directories beyond the watch limit, and file
/// systems on which inotify does not report the changes of other machines. The source waits for
/// roots that are unavailable, and hints a root when it becomes unavailable and when it returns.
package final class InotifySource: HintSource {
    package struct Options: Sendable {
        /// Whether symbolic links to directories are followed.
        package var followSymlinks = false
        /// How often unwatchable directories and the identity of each root are checked.
        package var pollInterval = Duration.seconds(60)
        /// Whether unwatchable directories are polled.
        package var pollsUnwatched = true
        /// The type of the file system at a path if inotify misses changes made by other machines;
        /// `nil` if it reports them all.
        package var silentType: @Sendable (FilePath) -> String? = { path in
            let type = try? FileSystemType(of: path)
            return type.flatMap { $0.isSilent ? $0.name : nil }
        }
        /// How long a created file must stay unchanged to be hinted without having been closed.
        var stillness = Duration.seconds(10)
        /// How long after the first half of a rename the second may come.
        var renameGap = Duration.milliseconds(10)
        /// How long after trouble everything is checked once more.
        var recheckDelay = Duration.seconds(1)
        var polledLimit = 256
        var unclosedLimit = 4_096
        var halfMoveLimit = 1_024

        package init() {}
    }

    private let roots: [FilePath]
    private let filter: PathFilter
    private let options: Options
    private let makeNotifier: @Sendable () throws(FileError) -> any WatchNotifier
    private let thread = SourceThread()
    private let notifier = Mutex<(any WatchNotifier)?>(nil)

    /// - Parameters:
    ///   - roots: absolute; they must not overlap. They need not exist.
    ///   - filter: decides which of their files belong to the library.
    package convenience init(
        roots: [FilePath],
        filter: PathFilter,
        options: Options = Options()
    ) {
        self.init(roots: roots, filter: filter, options: options) { () throws(FileError) in
            try Inotify()
        }
    }

    init(
        roots: [FilePath],
        filter: PathFilter,
        options: Options,
        makeNotifier: @escaping @Sendable () throws(FileError) -> any WatchNotifier
    ) {
        self.roots = roots
        self.filter = filter
        self.options = options
        self.makeNotifier = makeNotifier
    }

    /// Watches every directory beneath the roots and returns once it does. 50,000 directories take
    /// a few tenths of a second.
    package func start(into queue: HintQueue) throws(WatchError) {
        let notifier = try makeNotifierOrExplain()
        let isReady = Doorbell()
        try thread.start { [self] in
            let watcher = InotifyWatcher(
                roots: roots,
                filter: filter,
                options: options,
                notifier: notifier,
                queue: queue,
                isStopping: { self.thread.isStopping }
            )
            watcher.registerAll()
            isReady.ring()
            watcher.follow()
        }
        self.notifier.withLock { $0 = notifier }
        if thread.isStopping { notifier.interrupt() }
        isReady.wait(until: nil)
    }

    package func stop() {
        thread.stop { notifier.withLock { $0?.interrupt() } }
        notifier.withLock { $0 = nil }
    }

    private func makeNotifierOrExplain() throws(WatchError) -> any WatchNotifier {
        do {
            return try makeNotifier()
        } catch {
            throw .notifierUnavailable(error.errno)
        }
    }
}
#endif
