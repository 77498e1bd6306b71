import FileIO
import SystemPackage

/// The end of the journal, as a writer keeps it open between two appends.
struct OpenTail {
    var file: any OpenFile
    private var fileInode: UInt64
    private let headFile: any OpenFile
    private let headInode: UInt64
    /// The content of the head file.
    var record: HeadRecord

    init(file: any OpenFile, headFile: any OpenFile, record: HeadRecord) throws(JournalError) {
        self.file = file
        self.headFile = headFile
        self.record = record
        fileInode = try io { () throws(FileError) in try file.metadata().inode }
        headInode = try io { () throws(FileError) in try headFile.metadata().inode }
    }

    /// Whether no other process appended, crashed during an append, or replaced the files. Checked
    /// under the append lock before each append: two stats and one read.
    func isCurrent(_ files: JournalFiles) throws(JournalError) -> Bool {
        let found = try io { () throws(FileError) in
            let fileSystem = files.fileSystem
            return (
                head: try fileSystem.metadata(at: files.headPath, followSymlinks: true),
                segment: try fileSystem.metadata(at: file.path, followSymlinks: true)
            )
        }
        guard found.head?.inode == headInode, found.segment?.inode == fileInode,
            found.segment?.sizeBytes == record.offset
        else { return false }
        return try HeadFile.read(headFile) == record
    }

    mutating func moveToSegment(_ newFile: any OpenFile) throws(JournalError) {
        let inode = try io { () throws(FileError) in try newFile.metadata().inode }
        file.close()
        file = newFile
        fileInode = inode
    }

    /// Stores where the journal now ends.
    mutating func storeHead(_ next: HeadRecord) throws(JournalError) {
        var next = next
        next.sequence = record.sequence + 1
        try HeadFile.store(next, in: headFile)
        record = next
    }

    func close() {
        file.close()
        headFile.close()
    }
}

/// Opens the tail for writing and recovers what a crash left there. Requires the append lock.
struct TailOpening {
    private static let copyBytes = 1 << 20
    private static let blockBytes = 4_096
    private static let tornNameLimit = 1000

    let files: JournalFiles
    let options: JournalOptions
    let wallTimeNanoseconds: Int64
    private(set) var notices: [JournalNotice] = []

    init(files: JournalFiles, options: JournalOptions, wallTimeNanoseconds: Int64) {
        self.files = files
        self.options = options
        self.wallTimeNanoseconds = wallTimeNanoseconds
    }

    /// - Returns: `nil` if there is no journal and `creating` is false.
    mutating func open(creating: Bool) throws(JournalError) -> OpenTail? {
        let stored = try HeadFile.read(files)
        let segments = try files.segments()
        let recovery = Recovery(files: files, stored: stored)
        guard let found = try recovery.tail(segments: segments) else {
            return creating ? try create() : nil
        }
        if let stored, stored.position < found.record.position {
            notices.append(
                .recoveredBeyondHead(positions: stored.position..<found.record.position)
            )
        }
        for (segment, bytes) in found.beyondHead { try secure(bytes, of: segment) }
        var record = found.record
        let file: any OpenFile
        switch found.ending {
        case .clean:
            file = try openClean(record.segment)
        case .torn:
            do throws(JournalError) {
                file = try cutTorn(at: record)
            } catch {
                // What the disk cannot read cannot be kept aside, and nothing is cut off unkept.
                guard error.isUnreadable else { throw error }
                file = try abandon(&record)
            }
        case .sealed:
            file = try beginSegment(&record)
        case .blocked:
            file = try abandon(&record)
        }
        return try opened(file, record, stored: stored)
    }

    /// Syncs the file once, as a failed frame may have been truncated here: if power loss undid
    /// that, the next write could be mixed with it. Also syncs the directory: the sync that was to
    /// make the segment's name durable may have failed.
    private func openClean(_ segment: Position) throws(JournalError) -> any OpenFile {
        try io { () throws(FileError) in
            let file = try files.fileSystem.open(files.segmentPath(segment), .readWrite)
            if options.sync == .everyAppend {
                try file.synchronizeData()
                try files.fileSystem.synchronizeDirectory(files.directory)
            }
            return file
        }
    }

    /// Leaves the last segment as it is, and goes on in a new one.
    private mutating func abandon(_ record: inout HeadRecord) throws(JournalError) -> any OpenFile {
        notices.append(
            .segmentAbandoned(path: files.segmentPath(record.segment), position: record.position)
        )
        return try beginSegment(&record)
    }

    /// Starts a segment at the record's position and points the record at it.
    func beginSegment(_ record: inout HeadRecord) throws(JournalError) -> any OpenFile {
        let now = JournalTime(nanosecondsSinceEpoch: wallTimeNanoseconds)
        let header = SegmentHeader(
            journalID: record.journalID,
            firstPosition: record.position,
            journalTime: max(record.time, now),
            predecessorDigest: record.digest
        )
        let (file, chain) = try SegmentFile.create(header, files)
        record.segment = record.position
        record.offset = Int64(SegmentHeader.byteCount)
        record.chain = chain
        record.digest = .beginning(of: header)
        return file
    }

    private func create() throws(JournalError) -> OpenTail {
        if options.sync == .everyAppend {
            try io { () throws(FileError) in
                try files.fileSystem.synchronizeAncestors(of: files.directory)
            }
        }
        var record = HeadRecord(
            journalID: options.makeID(),
            position: .zero,
            segment: .zero,
            offset: 0,
            chain: 0,
            time: JournalTime(nanosecondsSinceEpoch: wallTimeNanoseconds)
        )
        let file = try beginSegment(&record)
        return try opened(file, record, stored: nil)
    }

    /// Opens the tail with an accurate head, whatever the head file holds.
    private func opened(
        _ file: any OpenFile,
        _ record: HeadRecord,
        stored: HeadRecord?
    ) throws(JournalError) -> OpenTail {
        let headFile = try io { () throws(FileError) in
            try files.fileSystem.open(files.headPath, .create)
        }
        var tail = try OpenTail(file: file, headFile: headFile, record: record)
        if stored.map({ !$0.isSamePlace(as: record) }) ?? true { try tail.storeHead(record) }
        return tail
    }

    /// Makes frames beyond the head durable before the head moves past them: writes the same bytes
    /// again and syncs them. A sync alone is not enough, as an earlier failed one may have left the
    /// pages marked clean.
    private func secure(_ range: Range<Int64>, of segment: Position) throws(JournalError) {
        guard options.sync == .everyAppend else { return }
        try io { () throws(FileError) in
            let file = try files.fileSystem.open(files.segmentPath(segment), .readWrite)
            defer { file.close() }
            var offset = range.lowerBound
            var pieceBytes = Self.copyBytes
            while offset < range.upperBound {
                let count = Int(min(Int64(pieceBytes), range.upperBound - offset))
                var bytes = [UInt8](repeating: 0, count: count)
                do throws(FileError) {
                    guard try file.read(into: &bytes, atOffset: offset) == count else {
                        // It was longer a moment ago.
                        throw FileError(operation: .synchronize, path: file.path, errno: .ioError)
                    }
                    try file.writeAll(bytes, atOffset: offset)
                } catch {
                    guard error.isUnreadable else { throw error }
                    // What the disk cannot read is damage, and stays; what is around it is made
                    // durable in pieces of the size in which a disk loses data.
                    if pieceBytes > Self.blockBytes {
                        pieceBytes = Self.blockBytes
                        continue
                    }
                }
                offset += Int64(count)
            }
            try file.synchronizeData()
        }
    }

    /// Copies the torn bytes to a separate file, syncs it, and only then truncates the segment.
    private mutating func cutTorn(at record: HeadRecord) throws(JournalError) -> any OpenFile {
        let (file, kept, sizeBytes) = try io { () throws(FileError) in
            let path = files.segmentPath(record.segment)
            let file = try files.fileSystem.open(path, .readWrite)
            let size = try file.metadata().sizeBytes
            var bytes = [UInt8](repeating: 0, count: Int(size - record.offset))
            let count = try file.read(into: &bytes, atOffset: record.offset)
            bytes.removeLast(bytes.count - count)
            let kept = try keep(bytes, of: record)
            try file.truncate(toSizeBytes: record.offset)
            try file.synchronizeData()
            return (file, kept, Int64(count))
        }
        notices.append(
            .tornTailKept(path: kept, sizeBytes: sizeBytes, position: record.position)
        )
        return file
    }

    private func keep(_ bytes: [UInt8], of record: HeadRecord) throws(FileError) -> FilePath {
        var attempt = 0
        while true {
            let path = files.tornPath(
                record.segment,
                offsetBytes: record.offset,
                attempt: attempt
            )
            do throws(FileError) {
                let file = try files.fileSystem.open(path, .createNew)
                defer { file.close() }
                try file.writeAll(bytes, atOffset: 0)
                try file.synchronize()
                try files.fileSystem.synchronizeDirectory(files.directory)
                return path
            } catch {
                attempt += 1
                guard error.errno == .fileExists, attempt < Self.tornNameLimit else { throw error }
            }
        }
    }
}
