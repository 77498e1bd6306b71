package import Events
internal import Library
internal import Synchronization
package import SystemPackage
internal import Tags

/// Reads tags as psm does, and counts.
package final class CountingTagReader: TagReading {
    private let paths = Mutex<[FilePath]>([])

    package init() {}

    /// The files read since the last call.
    package func takePaths() -> [FilePath] {
        paths.withLock { paths in
            defer { paths = [] }
            return paths
        }
    }

    package func tags(at path: FilePath) -> AudioTags {
        paths.withLock { $0.append(path) }
        return TagLibReader().tags(at: path)
    }
}
