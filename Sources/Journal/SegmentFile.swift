import FileIO
import SystemPackage

/// A segment that is open for reading, with its header looked at.
struct SegmentFile {
    let first: Position
    let file: any OpenFile
    let sizeBytes: Int64
    /// `nil`: unreadable.
    let header: SegmentHeader?
    /// What the first frame's chain must be.
    let chain: UInt64?

    /// - Returns: `nil` where the file is not there.
    /// - Throws: `JournalError.newerFormat`, `.io`.
    static func open(
        _ first: Position,
        _ files: JournalFiles,
        _ mode: OpenMode = .read
    ) throws(JournalError) -> SegmentFile? {
        let path = files.segmentPath(first)
        let file: any OpenFile
        do throws(FileError) {
            file = try files.fileSystem.open(path, mode)
        } catch {
            if error.isNotFound { return nil }
            throw .io(error)
        }
        let sizeBytes = try io { () throws(FileError) in try file.metadata().sizeBytes }
        var bytes = [UInt8](repeating: 0, count: SegmentHeader.byteCount)
        let count = try io { () throws(FileError) in try file.read(into: &bytes, atOffset: 0) }
        let parsed = bytes.withUnsafeBytes { bytes in
            SegmentHeader.parse(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        }
        switch parsed {
        case .newer(let version):
            throw .newerFormat(path, version: version)
        case .header(let header, let chain) where header.firstPosition == first:
            return SegmentFile(
                first: first,
                file: file,
                sizeBytes: sizeBytes,
                header: header,
                chain: chain
            )
        case .header, .invalid:
            return SegmentFile(
                first: first,
                file: file,
                sizeBytes: sizeBytes,
                header: nil,
                chain: nil
            )
        }
    }

    /// - Throws: `JournalError.foreignJournal`.
    func checkBelongs(to id: JournalID) throws(JournalError) {
        guard let header, header.journalID != id else { return }
        throw .foreignJournal(file.path, expected: id, found: header.journalID)
    }

    /// Makes a segment that holds only its header: beside, synced, then renamed into place, so
    /// that a segment's header is never torn.
    static func create(
        _ header: SegmentHeader,
        _ files: JournalFiles
    ) throws(JournalError) -> (file: any OpenFile, chain: UInt64) {
        let path = files.segmentPath(header.firstPosition)
        let temporary = files.directory.appending("segment.tmp")
        let (bytes, chain) = header.encoded()
        let file = try io { () throws(FileError) in
            let fileSystem = files.fileSystem
            // Left by a crash, and held by nobody: this is under the append lock.
            if try fileSystem.metadata(at: temporary, followSymlinks: false) != nil {
                try fileSystem.remove(temporary)
            }
            let made = try fileSystem.open(temporary, .createNew)
            try made.writeAll(bytes, atOffset: 0)
            try made.synchronize()
            made.close()
            try fileSystem.rename(temporary, to: path)
            try fileSystem.synchronizeDirectory(files.directory)
            return try fileSystem.open(path, .readWrite)
        }
        return (file, chain)
    }
}
