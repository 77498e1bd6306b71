import Digests
import FileIO
import SystemPackage

/// The 64 bytes at the front of a segment. All integers are little-endian.
///
/// ```
///  0   8  magic 89 'P' 'S' 'M' 'J' 0D 0A 1A
///  8   2  format version: 1, as it was appended to; 2, packed, with a footer
/// 10   2  size of this header, 64
/// 12   4  generation: 0 as written, raised when the segment is packed again
/// 16  16  journal id
/// 32   8  first position, as in the name
/// 40   8  journal time when the segment was begun, nanoseconds
/// 48   8  logical digest of the segment before it; 0: not known, or there is none
/// 56   4  zero
/// 60   4  CRC-32C of the 60 bytes above
/// ```
struct SegmentHeader: Hashable, Sendable {
    static let byteCount = 64
    private static let packedVersion: UInt16 = 2
    private static let magic: [UInt8] = [0x89, 0x50, 0x53, 0x4D, 0x4A, 0x0D, 0x0A, 0x1A]

    var isPacked = false
    var generation: UInt32 = 0
    var journalID: JournalID
    var firstPosition: Position
    var journalTime: JournalTime
    var predecessorDigest = LogicalDigest.unknown

    enum Parsed {
        case header(SegmentHeader, chain: UInt64)
        case newer(version: Int)
        case invalid
    }

    static func parse(_ bytes: UnsafeRawBufferPointer) -> Parsed {
        guard bytes.count >= byteCount, bytes[..<8].elementsEqual(magic) else { return .invalid }
        let covered = UnsafeRawBufferPointer(rebasing: bytes[..<60])
        guard CRC32C.checksum(covered) == bytes.integer(at: 60, as: UInt32.self) else {
            return .invalid
        }
        let version = bytes.integer(at: 8, as: UInt16.self)
        guard version <= Self.packedVersion else { return .newer(version: Int(version)) }
        let header = SegmentHeader(
            isPacked: version == packedVersion,
            generation: bytes.integer(at: 12),
            journalID: JournalID(bigEndianAt: 16, in: bytes),
            firstPosition: Position(bytes.integer(at: 32)),
            journalTime: JournalTime(nanosecondsSinceEpoch: bytes.integer(at: 40)),
            predecessorDigest: LogicalDigest(rawValue: bytes.integer(at: 48))
        )
        return .header(header, chain: FrameHeader.digest(of: bytes))
    }

    /// The header's bytes, and the chain that the first frame holds.
    func encoded() -> (bytes: [UInt8], chain: UInt64) {
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        let chain = bytes.withUnsafeMutableBytes { bytes in
            bytes.copyBytes(from: Self.magic)
            bytes.store(isPacked ? Self.packedVersion : 1, at: 8)
            bytes.store(UInt16(Self.byteCount), at: 10)
            bytes.store(generation, at: 12)
            journalID.store(bigEndianAt: 16, in: bytes)
            bytes.store(firstPosition.rawValue, at: 32)
            bytes.store(journalTime.nanosecondsSinceEpoch, at: 40)
            bytes.store(predecessorDigest.rawValue, at: 48)
            let covered = UnsafeRawBufferPointer(rebasing: bytes[..<60])
            bytes.store(CRC32C.checksum(covered), at: 60)
            return FrameHeader.digest(of: UnsafeRawBufferPointer(bytes))
        }
        return (bytes, chain)
    }
}

extension JournalID {
    /// Big-endian, so that the bytes in a file read like the id that is printed.
    init(bigEndianAt offset: Int, in bytes: UnsafeRawBufferPointer) {
        self.init(
            high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
        )
    }

    func store(bigEndianAt offset: Int, in bytes: UnsafeMutableRawBufferPointer) {
        bytes.storeBytes(of: high.bigEndian, toByteOffset: offset, as: UInt64.self)
        bytes.storeBytes(of: low.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
    }

    /// Four bytes in each frame, so that a frame of another journal is never mistaken for ours.
    var tag: UInt32 {
        withUnsafeTemporaryAllocation(byteCount: 16, alignment: 8) { bytes in
            store(bigEndianAt: 0, in: bytes)
            return CRC32C.checksum(UnsafeRawBufferPointer(bytes))
        }
    }
}

/// The paths of a journal's files, and the file system they are on.
struct JournalFiles: Sendable {
    static let segmentSuffix = ".journal"
    private static let packingSuffix = ".packing"
    private static let damageMarkSuffix = ".rot"
    private static let digits = 20

    let directory: FilePath
    let fileSystem: any FileSystem
    let headPath: FilePath
    let appendLockPath: FilePath
    let decisionLockPath: FilePath
    let maintenanceLockPath: FilePath

    init(directory: FilePath, fileSystem: any FileSystem) {
        self.directory = directory
        self.fileSystem = fileSystem
        headPath = directory.appending("head")
        appendLockPath = directory.appending("append.lock")
        decisionLockPath = directory.appending("decision.lock")
        maintenanceLockPath = directory.appending("maintenance.lock")
    }

    func segmentPath(_ first: Position) -> FilePath {
        directory.appending(Self.stem(first) + Self.segmentSuffix)
    }

    /// A segment that is being packed. A leftover can be deleted.
    func packingPath(_ first: Position) -> FilePath {
        directory.appending(Self.stem(first) + Self.packingSuffix)
    }

    /// The first positions of the segments whose packing was interrupted.
    func packingLeftovers() throws(FileError) -> [Position] {
        try fileSystem.list(directory).compactMap {
            Self.firstPosition(ofFileNamed: $0, suffix: Self.packingSuffix)
        }
    }

    /// An empty file that marks the segment as damaged.
    func damageMarkPath(_ first: Position) -> FilePath {
        directory.appending(Self.stem(first) + Self.damageMarkSuffix)
    }

    /// The first positions of the segments marked as damaged.
    func damageMarks() throws(JournalError) -> [Position] {
        try io { () throws(FileError) in
            try fileSystem.list(directory).compactMap {
                Self.firstPosition(ofFileNamed: $0, suffix: Self.damageMarkSuffix)
            }
        }
    }

    func tornPath(_ first: Position, offsetBytes: Int64, attempt: Int) -> FilePath {
        let name = "\(Self.stem(first)).torn-\(offsetBytes)"
        return directory.appending(attempt == 0 ? name : "\(name)-\(attempt)")
    }

    /// The damage to report for a missing segment.
    func missing(_ segment: Position, _ positions: Range<Position>) -> Damage {
        Damage(
            path: segmentPath(segment),
            segment: segment,
            bytes: 0..<0,
            positions: positions,
            reason: .missing
        )
    }

    /// The first positions of all segments, ascending; empty if there is no journal.
    func segments() throws(JournalError) -> [Position] {
        let names: [[UInt8]]
        do throws(FileError) {
            names = try fileSystem.list(directory)
        } catch {
            // A file in the directory's place hides a journal: it is not an empty one.
            if error.errno == .noSuchFileOrDirectory { return [] }
            throw .io(error)
        }
        return names.compactMap {
            Self.firstPosition(ofFileNamed: $0, suffix: Self.segmentSuffix)
        }.sorted()
    }

    private static func stem(_ first: Position) -> String {
        let number = String(first.rawValue)
        return String(repeating: "0", count: digits - number.count) + number
    }

    private static func firstPosition(ofFileNamed name: [UInt8], suffix: String) -> Position? {
        guard name.count == digits + suffix.utf8.count,
            name[digits...].elementsEqual(suffix.utf8),
            name[..<digits].allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let text = String(decoding: name[..<digits], as: UTF8.self)
        return UInt64(text).map(Position.init(rawValue:))
    }
}
