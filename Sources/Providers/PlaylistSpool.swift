internal import Digests
internal import Events
package import FileIO
package import Messages
internal import SwiftProtobuf
internal import SystemPackage

/// The playlists of a snapshot, in order, each id once.
///
/// They wait in a temporary file, for there may be a million: in memory are the last few, and some
/// forty bytes of each id.
///
/// ```
/// var playlists = PlaylistSpool()
/// playlists.append(PlaylistSnapshot(described: described, items: items))
/// try playlists.forEach { print($0.described.name) }
/// ```
package struct PlaylistSpool: Sendable {
    /// How many bytes are in memory before they go to the file.
    private static let bufferBytes = 128 << 10

    private var file: (any OpenFile)?
    private var fileBytes = 0
    private var buffer: [UInt8] = []
    private var indexes: [IDDigest: UInt32] = [:]
    /// Why not all of them could be kept.
    package private(set) var failure: FileError?

    private let makeFile: @Sendable () throws(FileError) -> any OpenFile

    /// - Parameter makeFile: makes the temporary file, once there is something to put into it.
    package init(
        makeFile: @escaping @Sendable () throws(FileError) -> any OpenFile = TemporaryFile.create
    ) {
        self.makeFile = makeFile
    }

    package init(_ playlists: some Sequence<PlaylistSnapshot>) {
        self.init()
        for playlist in playlists { append(playlist) }
    }

    package var count: Int { indexes.count }

    /// The index of the playlist with this id.
    package func index(of id: String) -> Int? {
        indexes[IDDigest(id)].map { Int($0) }
    }

    /// If there is no room for it, this and all others are dropped, and `failure` says why.
    ///
    /// - Precondition: none has its id.
    package mutating func append(_ playlist: PlaylistSnapshot) {
        let id = IDDigest(playlist.described.playlistID)
        let earlier = indexes.updateValue(UInt32(count), forKey: id)
        precondition(earlier == nil, "each id once")
        var record = PlaylistRestored()
        record.playlist = playlist.described
        record.items = playlist.items ?? []
        guard failure == nil else { return }
        // Its text is valid, and no field is required, so nothing can be missing.
        guard let bytes: [UInt8] = try? record.serializedBytes() else {
            preconditionFailure("a playlist can be encoded")
        }
        withUnsafeBytes(of: UInt32(bytes.count).littleEndian) { buffer.append(contentsOf: $0) }
        buffer.append(playlist.items == nil ? 0 : 1)
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferBytes { flush() }
    }

    private mutating func flush() {
        do throws(FileError) {
            if file == nil { file = try makeFile() }
            try file?.writeAll(buffer, atOffset: Int64(fileBytes))
            fileBytes += buffer.count
        } catch {
            failure = error
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// - Throws: `PlaylistSpoolError` if they cannot be read, and what `body` throws.
    package func forEach(_ body: (PlaylistSnapshot) throws -> Void) throws {
        if let failure { throw PlaylistSpoolError(reason: failure) }
        var piece: [UInt8] = []
        var start = 0
        while start < fileBytes {
            // What of a record was left, and what comes next.
            let count = min(Self.bufferBytes, fileBytes - start)
            piece += try bytes(count, from: start)
            start += count
            piece.removeFirst(try Self.decode(piece, body))
        }
        _ = try Self.decode(buffer, body)
    }

    private func bytes(_ count: Int, from start: Int) throws(PlaylistSpoolError) -> [UInt8] {
        guard let file else { return [] }
        do throws(FileError) {
            var bytes = [UInt8](repeating: 0, count: count)
            let read = try file.read(into: &bytes, atOffset: Int64(start))
            if read == count { return bytes }
            throw FileError(operation: .read, path: file.path, errno: .ioError)
        } catch {
            throw PlaylistSpoolError(reason: error)
        }
    }

    private static let headBytes = 5

    /// Decodes the records that are there as a whole.
    ///
    /// - Returns: how many bytes they have.
    private static func decode(
        _ bytes: [UInt8],
        _ body: (PlaylistSnapshot) throws -> Void
    ) throws -> Int {
        var start = 0
        while start + headBytes <= bytes.count {
            let size = bytes[start..<start + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
            let end = start + headBytes + size
            if end > bytes.count { break }
            let record = try PlaylistRestored(
                serializedBytes: Array(bytes[(start + headBytes)..<end])
            )
            let hasItems = bytes[start + 4] != 0
            try body(
                PlaylistSnapshot(
                    described: record.playlist,
                    items: hasItems ? record.items : nil
                )
            )
            start = end
        }
        return start
    }
}

extension PlaylistSpool: ExpressibleByArrayLiteral {
    package init(arrayLiteral playlists: PlaylistSnapshot...) {
        self.init(playlists)
    }
}

extension PlaylistSpool: Equatable {
    /// Whether both have the same playlists; compares bytes.
    package static func == (left: PlaylistSpool, right: PlaylistSpool) -> Bool {
        guard left.count == right.count, left.failure == right.failure else { return false }
        return left.allBytes() == right.allBytes()
    }

    /// nil if they cannot be read.
    private func allBytes() -> [UInt8]? {
        (try? bytes(fileBytes, from: 0)).map { $0 + buffer }
    }
}

/// What was put aside cannot be read again.
package struct PlaylistSpoolError: ReportableError {
    let reason: FileError

    package var exitStatus: ExitStatus { .inputOutput }

    package var description: String {
        "The playlists in the temporary file cannot be read again. \(reason) Import the file again."
    }
}

/// An id in sixteen bytes: of a billion, no two are likely to have the same.
private struct IDDigest: Hashable {
    let first: UInt64
    let second: UInt64

    init(_ id: String) {
        first = XXHash64.hash(id)
        second = XXHash64.hash(id, seed: 0x9E37_79B9_7F4A_7C15)
    }
}
