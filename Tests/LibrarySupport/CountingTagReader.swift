internal import FileIO
internal import Synchronization
package import SystemPackage
package import Tags
package import Threads

/// Reads tags as another reader does, and counts.
package final class CountingTagReader: TagReader {
    private let reader: any TagReader
    private let paths = Mutex<[FilePath]>([])

    package init(_ reader: any TagReader = DirectTagReader()) {
        self.reader = reader
    }

    /// The files read since the last call.
    package func takePaths() -> [FilePath] {
        paths.withLock { paths in
            defer { paths = [] }
            return paths
        }
    }

    package func read(
        _ requests: [TagRequest],
        _ cancellation: Cancellation,
        _ body: (Int, TagReading) -> Void
    ) throws {
        paths.withLock { $0 += requests.map { FilePath(bytes: $0.path) } }
        try reader.read(requests, cancellation, body)
    }
}
