import ReadModels
import Synchronization

/// The playlist files that were rendered last, so that a file that has just been decided on is not
/// rendered once more to be written.
///
/// A file is known by what it holds, so one that was never decided on does no harm.
final class RenderedFiles: Sendable {
    /// Shared, as a projector and its publisher are made anew for each piece of work.
    static let latest = RenderedFiles()

    private struct Entry {
        let key: PlaylistKey
        let digest: UInt64
        let file: M3UWriter.File
    }

    private let limitBytes: Int
    private let entries = Mutex<[Entry]>([])

    init(limitBytes: Int = 1 << 20) {
        self.limitBytes = limitBytes
    }

    func keep(_ file: M3UWriter.File, of key: PlaylistKey, digest: UInt64) {
        entries.withLock { entries in
            entries.removeAll { $0.key == key }
            entries.append(Entry(key: key, digest: digest, file: file))
            var sizeBytes = entries.reduce(0) { $0 + $1.file.bytes.count }
            while sizeBytes > limitBytes { sizeBytes -= entries.removeFirst().file.bytes.count }
        }
    }

    /// Gives the file away: it is wanted once.
    func take(of key: PlaylistKey, digest: UInt64, sizeBytes: Int64) -> M3UWriter.File? {
        entries.withLock { entries in
            let index = entries.firstIndex {
                $0.key == key && $0.digest == digest && Int64($0.file.bytes.count) == sizeBytes
            }
            return index.map { entries.remove(at: $0).file }
        }
    }
}
