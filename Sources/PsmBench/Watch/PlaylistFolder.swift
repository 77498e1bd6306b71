import FileIO
import Glibc
import Inotify
import SystemPackage

/// The folder that psm writes playlists to, watched for a line.
struct PlaylistFolder: ArrivalSight {
    private let directory: FilePath
    private let notifier: Inotify

    init(_ directory: FilePath) throws {
        self.directory = directory
        notifier = try Inotify()
        let mask = UInt32(IN_MOVED_TO) | UInt32(IN_CLOSE_WRITE)
        _ = try notifier.add(path: directory.bytes, mask: mask)
    }

    /// Waits until a playlist that is written from now on names `file`.
    ///
    /// - Returns: when that was seen; nil where it was not before `end`.
    func wait(
        for file: FilePath,
        until end: ContinuousClock.Instant
    ) throws -> ContinuousClock.Instant? {
        let wanted = file.bytes
        while ContinuousClock.now < end {
            let left = Int((end - .now) / .milliseconds(1))
            var names: [FilePath] = []
            _ = try notifier.read(timeoutMilliseconds: left) { event in
                names.append(FilePath(bytes: Array(event.name)))
            }
            for name in names where name.extension == "m3u" {
                // One that is replaced at this moment is told again.
                guard let text = try? Files.read(directory.pushing(name)) else { continue }
                let lines = text.split(separator: UInt8(ascii: "\n"))
                if lines.contains(where: { $0.elementsEqual(wanted) }) { return .now }
            }
        }
        return nil
    }
}
