#if os(Linux) && !PSM_PORTABLE
import FileIO
import Inotify

/// The kernel's notifier as the watcher sees it: ``Inotify``, or in tests one that loses events or
/// runs out of watches.
protocol WatchNotifier: Sendable {
    func add(path: [UInt8], mask: UInt32) throws(FileError) -> Int32
    func remove(_ watch: Int32)
    func read(
        timeoutMilliseconds: Int?,
        into handler: (InotifyEvent) -> Void
    ) throws(FileError) -> Bool
    func takeMountChange() -> Bool
    func interrupt()
}

extension Inotify: WatchNotifier {}
#endif
