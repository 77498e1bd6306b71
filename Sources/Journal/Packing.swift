import FileIO
import SystemPackage

/// What packing did.
package struct PackReport: Sendable {
    package struct Segment: Sendable {
        package let firstPosition: Position
        package let sizeBytesBefore: Int64
        package let sizeBytes: Int64
        package let records: Int
    }

    package var packed: [Segment] = []
    /// Sealed segments left to pack, as the limit was reached.
    package var remaining = 0
    /// Segments left unchanged because they are damaged; one piece of damage for each.
    package var damage: [Damage] = []

    package init() {}
}

/// Packs sealed segments, one after the other. Requires the maintenance lock.
struct Packing {
    private let files: JournalFiles
    private let head: HeadRecord

    /// - Parameter head: read after recovery.
    init(files: JournalFiles, head: HeadRecord) throws(JournalError) {
        self.files = files
        self.head = head
        try secureHead()
        try removeLeftovers()
    }

    func pack(limit: Int) throws(JournalError) -> PackReport {
        var report = PackReport()
        let segments = try files.segments().filter { $0 <= head.segment }
        for (segment, next) in zip(segments, segments.dropFirst()) {
            guard let opened = try SegmentFile.open(segment, files) else { continue }
            defer { opened.file.close() }
            if opened.isPacked { continue }
            if let piece = opened.headerDamage(in: head.journalID, endingAt: next) {
                report.damage.append(piece)
            } else if report.packed.count >= limit {
                report.remaining += 1
            } else if let header = opened.header {
                switch try pack(opened, header, endingAt: next) {
                case .success(let packed): report.packed.append(packed)
                case .failure(let failure): report.damage.append(failure.damage)
                }
            }
        }
        return report
    }

    private func pack(
        _ opened: SegmentFile,
        _ header: SegmentHeader,
        endingAt end: Position
    ) throws(JournalError) -> Result<PackReport.Segment, SegmentPacker.DamagedSegment> {
        let path = files.packingPath(opened.first)
        let target = try io { () throws(FileError) in try files.fileSystem.open(path, .createNew) }
        defer { target.close() }
        var packer = SegmentPacker(opened, header, end: end, into: target)
        do throws(JournalError) {
            let footer: SegmentFooter
            switch try packer.pack(header) {
            case .success(let written): footer = written
            case .failure(let failure):
                try? files.fileSystem.remove(path)
                return .failure(failure)
            }
            if let failure = try successorDamage(of: opened, endingAt: end, footer) {
                try? files.fileSystem.remove(path)
                return .failure(failure)
            }
            try checkCopy(at: path, of: opened, footer)
            try io { () throws(FileError) in
                try files.fileSystem.rename(path, to: opened.file.path)
                try files.fileSystem.synchronizeDirectory(files.directory)
            }
            let sizeBytes = try io { () throws(FileError) in try target.metadata().sizeBytes }
            return .success(
                PackReport.Segment(
                    firstPosition: opened.first,
                    sizeBytesBefore: opened.sizeBytes,
                    sizeBytes: sizeBytes,
                    records: footer.firstPosition.distance(to: footer.endPosition)
                )
            )
        } catch {
            try? files.fileSystem.remove(path)
            throw error
        }
    }

    /// Damage if the next segment names another digest than that of these records.
    private func successorDamage(
        of opened: SegmentFile,
        endingAt end: Position,
        _ footer: SegmentFooter
    ) throws(JournalError) -> SegmentPacker.DamagedSegment? {
        guard let next = try SegmentFile.open(end, files) else { return nil }
        defer { next.file.close() }
        guard let named = next.header?.predecessorDigest, named.isKnown, named != footer.digest
        else { return nil }
        return SegmentPacker.DamagedSegment(
            damage: opened.damage(0..<opened.sizeBytes, end..<end, .digest)
        )
    }

    /// Reads the copy back: it replaces the original only if it has the same content.
    private func checkCopy(
        at path: FilePath,
        of opened: SegmentFile,
        _ footer: SegmentFooter
    ) throws(JournalError) {
        guard let copy = try SegmentFile.open(opened.first, files, at: path) else {
            throw .damaged(path, "the packed copy is missing")
        }
        defer { copy.file.close() }
        let report = try Verifier.verify(copy, endingAt: footer.endPosition, files, head)
        guard report.isClean, report.digest == footer.digest.rawValue else {
            throw .damaged(path, "the packed copy differs from the original")
        }
    }

    /// An append never syncs the head. After power loss an old head might point into the original
    /// of a packed segment, so the head is synced before anything is replaced.
    private func secureHead() throws(JournalError) {
        try io { () throws(FileError) in
            let file = try files.fileSystem.open(files.headPath, .readWrite)
            defer { file.close() }
            try file.synchronize()
            try files.fileSystem.synchronizeDirectory(files.directory)
        }
    }

    private func removeLeftovers() throws(JournalError) {
        try io { () throws(FileError) in
            for segment in try files.packingLeftovers() {
                try files.fileSystem.remove(files.packingPath(segment))
            }
        }
    }
}
