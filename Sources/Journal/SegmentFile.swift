import FileIO
import SystemPackage

/// A segment that is open for reading, with its header parsed.
struct SegmentFile {
    let first: Position
    let file: any OpenFile
    let sizeBytes: Int64
    /// `nil` if unreadable.
    let header: SegmentHeader?
    /// The chain that the first frame must have.
    let chain: UInt64?
    /// The footer of a packed segment, if readable.
    let footer: SegmentFooter?

    /// Whether it was packed. If so, it is sealed and ends with a footer.
    var isPacked: Bool { header?.isPacked ?? (footer != nil) }
    /// Where the frames end, in bytes.
    var framesEnd: Int64 {
        let footerBytes = isPacked ? Int64(SegmentFooter.byteCount) : 0
        return max(min(sizeBytes, Int64(SegmentHeader.byteCount)), sizeBytes - footerBytes)
    }

    /// Where the frames end that are before `head`, in bytes.
    func framesEnd(upTo head: HeadRecord) -> Int64 {
        // A segment packed since the head was read ends where its frames do.
        first == head.segment && !isPacked ? min(head.offset, framesEnd) : framesEnd
    }

    /// The damage to the header, if any.
    ///
    /// - Parameter end: where the positions in this segment end.
    func headerDamage(in journal: JournalID, endingAt end: Position) -> Damage? {
        guard let header else {
            let bytes = 0..<min(Int64(SegmentHeader.byteCount), sizeBytes)
            return damage(bytes, first..<first, .segmentHeader)
        }
        guard header.journalID != journal else { return nil }
        return damage(0..<sizeBytes, first..<max(first, end), .foreignSegment)
    }

    func damage(
        _ bytes: Range<Int64>,
        _ positions: Range<Position>,
        _ reason: Damage.Reason
    ) -> Damage {
        Damage(path: file.path, segment: first, bytes: bytes, positions: positions, reason: reason)
    }

    /// The damage to report for a frame that extends past the first position of the next segment.
    /// It loses nothing, as that segment has those positions.
    func overlap(at offset: Int64, _ header: FrameHeader, _ end: Position) -> Damage {
        damage(offset..<offset + Int64(header.frameBytes), end..<end, .outOfOrder)
    }

    /// - Parameter path: where the file is, if not at the segment's own path.
    /// - Returns: `nil` if the file does not exist.
    /// - Throws: `JournalError.newerFormat`, `.io`.
    static func open(
        _ first: Position,
        _ files: JournalFiles,
        at path: FilePath? = nil
    ) throws(JournalError) -> SegmentFile? {
        let path = path ?? files.segmentPath(first)
        let file: any OpenFile
        do throws(FileError) {
            file = try files.fileSystem.open(path, .read)
        } catch {
            if error.isNotFound { return nil }
            throw .io(error)
        }
        let sizeBytes = try io { () throws(FileError) in try file.metadata().sizeBytes }
        let parsed = try readHeader(of: file)
        switch parsed {
        case .newer(let version):
            throw .newerFormat(path, version: version)
        case .header(let header, let chain) where header.firstPosition == first:
            return SegmentFile(
                first: first,
                file: file,
                sizeBytes: sizeBytes,
                header: header,
                chain: chain,
                footer: header.isPacked ? try SegmentFooter.read(file, sizeBytes) : nil
            )
        case .header, .invalid:
            return SegmentFile(
                first: first,
                file: file,
                sizeBytes: sizeBytes,
                header: nil,
                chain: nil,
                footer: try SegmentFooter.read(file, sizeBytes)
            )
        }
    }

    private static func readHeader(
        of file: any OpenFile
    ) throws(JournalError) -> SegmentHeader.Parsed {
        var bytes = [UInt8](repeating: 0, count: SegmentHeader.byteCount)
        let count = try io { () throws(FileError) in
            do throws(FileError) {
                return try file.read(into: &bytes, atOffset: 0)
            } catch {
                // The frames behind it may be readable.
                guard error.isUnreadable else { throw error }
                return 0
            }
        }
        return bytes.withUnsafeBytes { bytes in
            SegmentHeader.parse(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        }
    }

    /// - Throws: `JournalError.foreignJournal`.
    func checkBelongs(to id: JournalID) throws(JournalError) {
        guard let header, header.journalID != id else { return }
        throw .foreignJournal(file.path, expected: id, found: header.journalID)
    }

    /// Creates a segment that holds only its header: as a temporary file, synced, then renamed, so
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
            // Left by a crash, and unused: the caller holds the append lock.
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
