#if os(Linux) && !PSM_PORTABLE
import FileIO
import Glibc
import Inotify
import Synchronization
import SystemPackage
import Threads

/// Rings when the settings file changes, or when another watcher does. Serves `SettingsReload`.
///
/// The folder of the file is watched: editors put a new file in its place.
final class SettingsFollower: Sendable {
    private let file: FilePath?
    private let others: FilePath
    private let own: [UInt8]
    private let bell: Doorbell
    /// nil where the kernel's limit on instances is reached: then SIGHUP is left.
    private let inotify = try? Inotify()
    private let thread = Mutex<WorkerThread?>(nil)
    private let isStopping = Atomic(false)
    private let hasFileMoved = Atomic(false)
    private let haveOthersMoved = Atomic(false)

    private static let fileMask = UInt32(
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE
    )
    private static let othersMask = UInt32(IN_MODIFY | IN_DELETE)

    /// - Parameter own: the name of the file of this watcher among the others.
    init(file: FilePath?, others: FilePath, own: [UInt8], bell: Doorbell) {
        self.file = file
        self.others = others
        self.own = own
        self.bell = bell
    }

    func start() {
        guard let inotify else { return }
        // The file may be a link; both ends may change.
        var files: [Int32: Set<[UInt8]>] = [:]
        for file in Set([file, file?.resolvingLinks()].compactMap(\.self)) {
            let folder = file.removingLastComponent().bytes
            guard let watch = try? inotify.add(path: folder, mask: Self.fileMask),
                let name = file.lastComponent
            else { continue }
            files[watch, default: []].insert(Array(name.string.utf8))
        }
        let othersWatch = try? inotify.add(path: others.bytes, mask: Self.othersMask)
        let thread = try? WorkerThread { [self, files] in follow(inotify, files, othersWatch) }
        self.thread.withLock { $0 = thread }
        // What changed before it was watched is seen by looking once.
        hasFileMoved.store(true, ordering: .releasing)
        bell.ring()
    }

    func stop() {
        isStopping.store(true, ordering: .releasing)
        inotify?.interrupt()
        thread.withLock(\.self)?.join()
    }

    /// What changed since the last call.
    func takeMove() -> (file: Bool, others: Bool) {
        (
            hasFileMoved.exchange(false, ordering: .acquiringAndReleasing),
            haveOthersMoved.exchange(false, ordering: .acquiringAndReleasing)
        )
    }

    private func follow(_ inotify: Inotify, _ files: [Int32: Set<[UInt8]>], _ othersWatch: Int32?) {
        while !isStopping.load(ordering: .acquiring) {
            var (file, others) = (false, false)
            let isRead = try? inotify.read(timeoutMilliseconds: nil) { event in
                // The kernel's queue overflowed: anything may have changed.
                if event.watch < 0 { (file, others) = (true, true) }
                if files[event.watch]?.contains([UInt8](event.name)) == true { file = true }
                if event.watch == othersWatch, !event.name.elementsEqual(own) { others = true }
            }
            guard isRead != nil else { return }
            if file { hasFileMoved.store(true, ordering: .releasing) }
            if others { haveOthersMoved.store(true, ordering: .releasing) }
            if file || others { bell.ring() }
        }
    }
}
#endif
