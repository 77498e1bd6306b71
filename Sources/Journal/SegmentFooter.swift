import Digests
import FileIO

/// The 96 bytes at the end of a packed segment. All integers are little-endian.
///
/// ```
///  0   4  magic F0 'p' 's' 'f'
///  4   1  format version, 2
///  5   3  zero
///  8   8  first position
/// 16   8  end position: the one after its last
/// 24   8  journal time of its first append, nanoseconds
/// 32   8  journal time of its last append, nanoseconds
/// 40   8  count of appends
/// 48   8  count of frames
/// 56   8  bytes of the records before compression, tables left out
/// 64   8  chain: digest of the last frame's header
/// 72   8  logical digest of the segment before it, as in its header
/// 80   8  logical digest of all up to its end
/// 88   4  journal tag: CRC-32C of the journal's id
/// 92   4  CRC-32C of the 92 bytes above
/// ```
struct SegmentFooter: Hashable, Sendable {
    static let byteCount = 96
    private static let magic: [UInt8] = [0xF0, 0x70, 0x73, 0x66]
    private static let version: UInt8 = 2
    private static let checksumOffset = 92

    var firstPosition: Position
    var endPosition: Position
    var firstTime: JournalTime
    var lastTime: JournalTime
    var appendCount: Int
    var frameCount: Int
    var recordBytes: Int64
    var chain: UInt64
    var predecessorDigest: LogicalDigest
    var digest: LogicalDigest
    var journalTag: UInt32

    static func parse(_ bytes: UnsafeRawBufferPointer) -> SegmentFooter? {
        guard bytes.count == byteCount, bytes[..<4].elementsEqual(magic), bytes[4] == version
        else { return nil }
        let covered = UnsafeRawBufferPointer(rebasing: bytes[..<checksumOffset])
        guard CRC32C.checksum(covered) == bytes.integer(at: checksumOffset, as: UInt32.self)
        else { return nil }
        return SegmentFooter(
            firstPosition: Position(bytes.integer(at: 8)),
            endPosition: Position(bytes.integer(at: 16)),
            firstTime: JournalTime(nanosecondsSinceEpoch: bytes.integer(at: 24)),
            lastTime: JournalTime(nanosecondsSinceEpoch: bytes.integer(at: 32)),
            appendCount: Int(clamping: bytes.integer(at: 40, as: UInt64.self)),
            frameCount: Int(clamping: bytes.integer(at: 48, as: UInt64.self)),
            recordBytes: bytes.integer(at: 56),
            chain: bytes.integer(at: 64),
            predecessorDigest: LogicalDigest(rawValue: bytes.integer(at: 72)),
            digest: LogicalDigest(rawValue: bytes.integer(at: 80)),
            journalTag: bytes.integer(at: 88)
        )
    }

    func encoded() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        bytes.withUnsafeMutableBytes { bytes in
            bytes.copyBytes(from: Self.magic)
            bytes[4] = Self.version
            bytes.store(firstPosition.rawValue, at: 8)
            bytes.store(endPosition.rawValue, at: 16)
            bytes.store(firstTime.nanosecondsSinceEpoch, at: 24)
            bytes.store(lastTime.nanosecondsSinceEpoch, at: 32)
            bytes.store(UInt64(appendCount), at: 40)
            bytes.store(UInt64(frameCount), at: 48)
            bytes.store(recordBytes, at: 56)
            bytes.store(chain, at: 64)
            bytes.store(predecessorDigest.rawValue, at: 72)
            bytes.store(digest.rawValue, at: 80)
            bytes.store(journalTag, at: 88)
            let covered = UnsafeRawBufferPointer(rebasing: bytes[..<Self.checksumOffset])
            bytes.store(CRC32C.checksum(covered), at: Self.checksumOffset)
        }
        return bytes
    }

    /// The footer at the end of a file; `nil` if there is none.
    static func read(_ file: any OpenFile, _ sizeBytes: Int64) throws(JournalError)
        -> SegmentFooter?
    {
        let offset = sizeBytes - Int64(byteCount)
        guard offset >= Int64(SegmentHeader.byteCount) else { return nil }
        var bytes = [UInt8](repeating: 0, count: byteCount)
        let count = try io { () throws(FileError) in
            do throws(FileError) {
                return try file.read(into: &bytes, atOffset: offset)
            } catch {
                guard error.isUnreadable else { throw error }
                return 0
            }
        }
        return bytes.withUnsafeBytes { bytes in
            parse(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        }
    }
}
