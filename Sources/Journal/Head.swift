import Digests
import FileIO
import SystemPackage

/// The end of the synced journal. Readers stop there.
package struct Head: Hashable, Sendable {
    /// The next position to write; 0 for a journal that does not exist yet.
    package let position: Position
    /// The first position of the segment that contains the head.
    package let segment: Position
    /// The offset of the next frame in that segment, in bytes.
    package let offsetBytes: Int64
    /// The journal time of the last append.
    package let time: JournalTime
}

/// The head as it is stored: one slot of the head file. All integers are little-endian.
///
/// ```
///  0   8  magic 'psmhead' 0
///  8   2  format version
/// 10   2  bytes of the slot that mean something, 96
/// 12   4  zero
/// 16   8  sequence: the valid slot with the higher one counts
/// 24  16  journal id
/// 40   8  position
/// 48   8  segment
/// 56   8  offset in it
/// 64   8  chain: digest of the last frame's header, or of the segment's
/// 72   8  journal time, nanoseconds
/// 80   8  logical digest of all before the position; 0: not known
/// 88   4  zero
/// 92   4  CRC-32C of the 92 bytes above
/// ```
///
/// Version 1 had no digest: its CRC stood at 84, over the 84 bytes above. It is still read.
///
/// Two slots, 512 bytes apart, are written in turn. If one is torn by power loss, or read in the
/// middle of a write, the other is still valid, and only one append older.
struct HeadRecord: Hashable, Sendable {
    static let byteCount = 96
    private static let checksumOffset = 92
    static let slotStrideBytes = 512
    /// Far beyond the limits of a segment and a frame.
    private static let largestOffset: Int64 = 1 << 40
    private static let magic: [UInt8] = [0x70, 0x73, 0x6D, 0x68, 0x65, 0x61, 0x64, 0x00]
    private static let version: UInt16 = 2
    private static let firstVersionChecksumOffset = 84

    var sequence: UInt64 = 0
    var journalID: JournalID
    var position: Position
    var segment: Position
    var offset: Int64
    var chain: UInt64
    var time: JournalTime
    var digest = LogicalDigest.unknown

    var head: Head {
        Head(position: position, segment: segment, offsetBytes: offset, time: time)
    }

    /// Whether both describe the same head, whatever their sequence.
    func isSamePlace(as other: HeadRecord) -> Bool {
        var copy = other
        copy.sequence = sequence
        return copy == self
    }

    static func parse(_ bytes: UnsafeRawBufferPointer) -> HeadRecord? {
        guard bytes.count >= 10, bytes[..<8].elementsEqual(magic) else { return nil }
        let found = bytes.integer(at: 8, as: UInt16.self)
        let checksumOffset = found == 1 ? firstVersionChecksumOffset : Self.checksumOffset
        guard found == version || found == 1, bytes.count >= checksumOffset + 4 else { return nil }
        let covered = UnsafeRawBufferPointer(rebasing: bytes[..<checksumOffset])
        guard CRC32C.checksum(covered) == bytes.integer(at: checksumOffset, as: UInt32.self)
        else { return nil }
        let record = HeadRecord(
            sequence: bytes.integer(at: 16),
            journalID: JournalID(bigEndianAt: 24, in: bytes),
            position: Position(bytes.integer(at: 40)),
            segment: Position(bytes.integer(at: 48)),
            offset: bytes.integer(at: 56),
            chain: bytes.integer(at: 64),
            time: JournalTime(nanosecondsSinceEpoch: bytes.integer(at: 72)),
            digest: LogicalDigest(rawValue: found == 1 ? 0 : bytes.integer(at: 80))
        )
        return record.isPlausible ? record : nil
    }

    /// Whether a writer could have stored it.
    private var isPlausible: Bool {
        let offsets = Int64(SegmentHeader.byteCount)...Self.largestOffset
        return sequence < 1 << 63 && position >= segment && offsets.contains(offset)
    }

    func write(to bytes: UnsafeMutableRawBufferPointer) {
        bytes.copyBytes(from: Self.magic)
        bytes.store(Self.version, at: 8)
        bytes.store(UInt16(Self.byteCount), at: 10)
        bytes.store(UInt32(0), at: 12)
        bytes.store(sequence, at: 16)
        journalID.store(bigEndianAt: 24, in: bytes)
        bytes.store(position.rawValue, at: 40)
        bytes.store(segment.rawValue, at: 48)
        bytes.store(offset, at: 56)
        bytes.store(chain, at: 64)
        bytes.store(time.nanosecondsSinceEpoch, at: 72)
        bytes.store(digest.rawValue, at: 80)
        bytes.store(UInt32(0), at: 88)
        let covered = UnsafeRawBufferPointer(rebasing: bytes[..<Self.checksumOffset])
        bytes.store(CRC32C.checksum(covered), at: Self.checksumOffset)
    }
}

/// The file `head`. It may be deleted: a scan of the last segment recovers it.
///
/// It is never synced. After power loss it may be older than the journal (the next writer takes
/// over what lies beyond it) but never newer, since it is written after the frame is synced.
enum HeadFile {
    /// `nil` if it is missing or has no valid slot.
    static func read(_ files: JournalFiles) throws(JournalError) -> HeadRecord? {
        let file: any OpenFile
        do throws(FileError) {
            file = try files.fileSystem.open(files.headPath, .read)
        } catch {
            if error.isNotFound { return nil }
            throw .io(error)
        }
        defer { file.close() }
        return try read(file)
    }

    static func read(_ file: any OpenFile) throws(JournalError) -> HeadRecord? {
        // As long as the file, so that one read is enough.
        let byteCount = HeadRecord.slotStrideBytes + HeadRecord.byteCount
        var slots = [UInt8](repeating: 0, count: byteCount)
        let count = try io { () throws(FileError) in try file.read(into: &slots, atOffset: 0) }
        return slots.withUnsafeBytes { slots in
            var newest: HeadRecord?
            for start in [0, HeadRecord.slotStrideBytes] where start < count {
                let end = min(count, start + HeadRecord.slotStrideBytes)
                let slot = UnsafeRawBufferPointer(rebasing: slots[start..<end])
                guard let record = HeadRecord.parse(slot) else { continue }
                if record.sequence >= newest?.sequence ?? 0 { newest = record }
            }
            return newest
        }
    }

    /// Writes the slot that the sequence selects, with one pwrite and hence one notification.
    static func store(_ record: HeadRecord, in file: any OpenFile) throws(JournalError) {
        var slot = [UInt8](repeating: 0, count: HeadRecord.byteCount)
        slot.withUnsafeMutableBytes { record.write(to: $0) }
        let offset = Int64(record.sequence & 1) * Int64(HeadRecord.slotStrideBytes)
        try io { () throws(FileError) in try file.writeAll(slot, atOffset: offset) }
    }
}
