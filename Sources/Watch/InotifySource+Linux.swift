#if os(Linux) && !PSM_PORTABLE
internal import FileIO
internal import Inotify
internal import Synchronization
package import SystemPackage
internal import Threads

/// A ``HintSource``: hints from the kernel, by inotify(7). One watch a directory, one thread for
/// all of them.
///
/// A fresh directory is watched first and hinted afterwards, so that whoever lists it on that hint
/// finds all that came before the watch. An overflow of the kernel's queue becomes hints for all
/// roots. What cannot be watched is polled: beyond the watch limit, and on file systems of which
/// the kernel does not hear what others do to them. A root that is not there is waited for, and its
/// return is a hint; so is its going.
package final class InotifySource: HintSource {
    package struct Options: Sendable {
        /// Whether links to directories are part of the tree.
        package var followSymlinks = false
        /// How often what cannot be watched, and each root's identity, is looked at.
        package var pollInterval = Duration.seconds(60)
        /// Whether what cannot be watched is polled.
        package var pollsUnwatched = true
        /// The name of the file system at a path whose changes by others the kernel does not hear
        /// of; `nil` where it hears of all.
        package var silentType: @Sendable (FilePath) -> String? = { path in
            let type = try? FileSystemType(of: path)
            return type.flatMap { $0.isSilent ? $0.name : nil }
        }
        /// How long a created file must be still to be hinted without having been closed.
        var stillness = Duration.seconds(10)
        /// How long the second half of a rename may be behind the first.
        var renameGap = Duration.milliseconds(10)
        /// How long after trouble everything is looked at once more.
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
    ///   - filter: what of them is library.
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
