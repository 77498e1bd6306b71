package import FileIO
package import Threads

/// A file whose tags are wanted.
package struct TagRequest: Sendable, Equatable {
    /// Absolute.
    package var path: [UInt8]
    package var followSymlinks: Bool

    package init(path: [UInt8], followSymlinks: Bool) {
        self.path = path
        self.followSymlinks = followSymlinks
    }
}

/// What came of a request.
package struct TagReading: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        /// The file was read; `error` in the tags says what is wrong with it, because a broken file
        /// belongs to the library like any other.
        case tags(FileTags)
        /// It has moving pictures, and is no music, whatever its name says.
        case film
        /// A call failed, or took too long, so nothing is known of the content. A clause:
        /// `cannot be read: Input/output error`.
        case unread(String)
        /// There is no file at the path any more.
        case missing
    }

    package var content: Content
    /// The file as it was just before it was read; nil if that is not known.
    package var metadata: FileMetadata?

    package init(_ content: Content, metadata: FileMetadata?) {
        self.content = content
        self.metadata = metadata
    }
}

/// Reads the tags of audio files.
///
/// ```swift
/// try reader.read(requests, cancellation) { index, reading in
///     if case .tags(let tags) = reading.content { print(requests[index].path, tags.title) }
/// }
/// ```
package protocol TagReader: Sendable {
    /// Reads the files and gives what came of each, in any order.
    ///
    /// - Throws: `TagWorkerError` if nothing can be read at all, `CancellationError`.
    func read(
        _ requests: [TagRequest],
        _ cancellation: Cancellation,
        _ body: (Int, TagReading) -> Void
    ) throws

    /// Frees what is only needed while files are read.
    func rest()
}

extension TagReader {
    package func rest() {}
}
