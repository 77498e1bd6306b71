#if os(Linux) && !PSM_PORTABLE
import FileIO
import Glibc
import Inotify
import SystemPackage

/// Serves ``JournalFollower``: the kernel tells of each change of the head file. Where the
/// journal's directory does not exist yet, its nearest existing parent is watched instead.
struct HeadWatch: Sendable {
    private static let depthLimit = 64

    private let directory: FilePath
    /// `nil` where the kernel's limit on instances is reached: then it polls.
    private let inotify: Inotify?

    init(directory: FilePath) {
        self.directory = directory
        inotify = try? Inotify()
    }

    func interrupt() {
        inotify?.interrupt()
    }

    /// Watches the head and its directory, or the nearest directory there is. Watching again
    /// what is watched already is cheap and changes nothing.
    func arm() -> Bool {
        guard let inotify else { return false }
        let fileMask = UInt32(IN_MODIFY | IN_DELETE_SELF | IN_MOVE_SELF)
        let directoryMask = UInt32(IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF)
        let headPath = directory.appending("head").bytes
        let isHeadWatched = (try? inotify.add(path: headPath, mask: fileMask)) != nil
        var directory = directory
        for _ in 0..<Self.depthLimit {
            let path = directory.isEmpty ? FilePath(".").bytes : directory.bytes
            if (try? inotify.add(path: path, mask: directoryMask)) != nil { return true }
            guard !directory.isEmpty, directory.removeLastComponent() else { break }
        }
        return isHeadWatched
    }

    /// Returns at the latest after `milliseconds`.
    ///
    /// - Parameter isWatching: what `arm` said.
    func wait(milliseconds: Int, isWatching: Bool) {
        guard let inotify, isWatching else {
            // Interrupts are looked for between two short sleeps.
            usleep(UInt32(min(milliseconds, 50)) * 1000)
            return
        }
        do {
            _ = try inotify.read(timeoutMilliseconds: milliseconds) { _ in }
        } catch {
            usleep(50_000)
        }
    }
}
#endif
