internal import Formats
package import SystemPackage

/// A playlist file, in any of the given formats.
///
/// ```
/// let snapshot = try PlaylistFile("playlists.json").snapshot()
/// print(snapshot.playlists?.count ?? 0)
/// ```
package struct PlaylistFile: Provider {
    /// How much of a file the formats see to recognise it.
    package static let headBytes = 4_096

    private let path: FilePath

    private let formats: [any ImportFormat]

    package init(_ path: FilePath, formats: [any ImportFormat] = ImportFormatList.standard) {
        self.path = path
        self.formats = formats
    }

    /// Reads the whole file.
    package func snapshot() throws(PlaylistFileError) -> AccountSnapshot {
        do throws(PlaylistFileProblem) {
            return try read()
        } catch {
            throw PlaylistFileError(path: path.string, problem: error)
        }
    }

    private func read() throws(PlaylistFileProblem) -> AccountSnapshot {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        } catch {
            throw .unreadable(reason: "\(error)")
        }
        defer { try? file.close() }
        let head = try Self.head(of: file)
        let isBlank = head.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard !isBlank || head.count == Self.headBytes else { throw .empty }
        for format in formats where format.recognises(head: head) {
            let snapshot = try format.read(ByteSource(head: head, file: file))
            if let failure = snapshot.playlists?.failure { throw .noRoom(failure) }
            return snapshot
        }
        throw .unrecognised(known: formats.map(\.title))
    }

    private static func head(
        of file: FileDescriptor
    ) throws(PlaylistFileProblem) -> [UInt8] {
        let source = ByteSource(head: [], file: file)
        let head = UnsafeMutableRawBufferPointer.allocate(byteCount: headBytes, alignment: 1)
        defer { head.deallocate() }
        var filled = 0
        while filled < headBytes {
            let rest = UnsafeMutableRawBufferPointer(rebasing: head[filled...])
            let count: Int
            do throws(Errno) {
                count = try source.read(into: rest)
            } catch {
                throw PlaylistFileProblem(error)
            }
            guard count > 0 else { break }
            filled += count
        }
        return Array(head.prefix(filled))
    }
}
