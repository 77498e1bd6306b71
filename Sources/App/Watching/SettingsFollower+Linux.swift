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

    init(file: FilePath?, others: FilePath, bell: Doorbell) {
        self.file = file
        self.others = others
        self.bell = bell
    }

    func start() {
        guard let inotify else { return }
        let folder = file.map { $0.removingLastComponent() }
        let fileWatch = folder.flatMap { try? inotify.add(path: $0.bytes, mask: Self.fileMask) }
        let othersWatch = try? inotify.add(path: others.bytes, mask: Self.othersMask)
        let name = file?.lastComponent.map { Array($0.string.utf8) } ?? []
        let thread = try? WorkerThread { [self] in
            follow(inotify, fileWatch, name: name, othersWatch)
        }
        self.thread.withLock { $0 = thread }
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

    private func follow(
        _ inotify: Inotify,
        _ fileWatch: Int32?,
        name: [UInt8],
        _ othersWatch: Int32?
    ) {
        while !isStopping.load(ordering: .acquiring) {
            var (file, others) = (false, false)
            let isRead = try? inotify.read(timeoutMilliseconds: nil) { event in
                if event.watch == fileWatch, event.name.elementsEqual(name) { file = true }
                if event.watch == othersWatch { others = true }
            }
            guard isRead != nil else { return }
            if file { hasFileMoved.store(true, ordering: .releasing) }
            if others { haveOthersMoved.store(true, ordering: .releasing) }
            if file || others { bell.ring() }
        }
    }
}
#endif
