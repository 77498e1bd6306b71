import Digests

/// The 64 bytes before a frame's records. All integers are little-endian.
///
/// ```
///  0   4  magic F0 'p' 's' 'm'
///  4   1  format version: 1, one append; 2, packed: whole appends after a table of them
///  5   1  flags: bit 0, the block is stored as it is, not compressed
///  6   2  size of this header, 64
///  8   8  first position
/// 16   8  journal time, nanoseconds
/// 24   8  wall time, nanoseconds
/// 32   4  count of records
/// 36   4  bytes of the records before compression
/// 40   4  bytes of the block as stored
/// 44   4  CRC-32C of the block as stored
/// 48   8  chain: digest of the header before this one in the segment (XXH64)
/// 56   4  journal tag: CRC-32C of the journal's id
/// 60   4  CRC-32C of the 60 bytes above
/// ```
struct FrameHeader: Hashable, Sendable {
    static let byteCount = 64
    static let magic: [UInt8] = [0xF0, 0x70, 0x73, 0x6D]
    /// The latest version that is understood.
    static let version: UInt8 = 2
    private static let packedVersion: UInt8 = 2
    private static let storedFlag: UInt8 = 1
    /// Limit on a frame's records before compression, hence on what reading one may allocate.
    static let recordLimitBytes = 64 << 20
    /// LZ4 cannot shrink by more than this.
    private static let ratioLimit = 255

    var isCompressed: Bool
    /// Whether it holds a table of appends, see `FrameContents`.
    var isPacked = false
    var firstPosition: Position
    var journalTime: JournalTime
    var wallTimeNanoseconds: Int64
    var recordCount: Int
    var recordBytes: Int
    var storedBytes: Int
    var storedChecksum: UInt32
    var chain: UInt64
    var journalTag: UInt32

    var endPosition: Position { firstPosition.advanced(by: recordCount) }
    /// Bytes of the whole frame.
    var frameBytes: Int { Self.byteCount + storedBytes }

    enum Parsed {
        case header(FrameHeader)
        /// Valid by its checksum, but of a later format.
        case newer(version: Int)
        case invalid
    }

    /// - Parameter bytes: at least `byteCount` of them.
    static func parse(_ bytes: UnsafeRawBufferPointer, tag: UInt32) -> Parsed {
        guard bytes[0] == magic[0], bytes[1] == magic[1], bytes[2] == magic[2],
            bytes[3] == magic[3]
        else { return .invalid }
        let covered = UnsafeRawBufferPointer(rebasing: bytes[..<60])
        guard CRC32C.checksum(covered) == bytes.integer(at: 60, as: UInt32.self),
            bytes.integer(at: 56, as: UInt32.self) == tag
        else { return .invalid }
        guard bytes[4] <= version else { return .newer(version: Int(bytes[4])) }
        let header = FrameHeader(
            isCompressed: bytes[5] & storedFlag == 0,
            isPacked: bytes[4] == packedVersion,
            firstPosition: Position(bytes.integer(at: 8)),
            journalTime: JournalTime(nanosecondsSinceEpoch: bytes.integer(at: 16)),
            wallTimeNanoseconds: bytes.integer(at: 24),
            recordCount: Int(bytes.integer(at: 32, as: UInt32.self)),
            recordBytes: Int(bytes.integer(at: 36, as: UInt32.self)),
            storedBytes: Int(bytes.integer(at: 40, as: UInt32.self)),
            storedChecksum: bytes.integer(at: 44),
            chain: bytes.integer(at: 48),
            journalTag: tag
        )
        return header.isPlausible ? .header(header) : .invalid
    }

    /// Whether the sizes are possible. Checked before anything is allocated by them.
    private var isPlausible: Bool {
        guard recordCount > 0, recordCount <= recordBytes, recordBytes <= Self.recordLimitBytes
        else { return false }
        guard isCompressed else { return storedBytes == recordBytes }
        return storedBytes < recordBytes && recordBytes <= storedBytes * Self.ratioLimit
    }

    func write(to bytes: UnsafeMutableRawBufferPointer) {
        bytes.copyBytes(from: Self.magic)
        bytes[4] = isPacked ? Self.packedVersion : 1
        bytes[5] = isCompressed ? 0 : Self.storedFlag
        bytes.store(UInt16(Self.byteCount), at: 6)
        bytes.store(firstPosition.rawValue, at: 8)
        bytes.store(journalTime.nanosecondsSinceEpoch, at: 16)
        bytes.store(wallTimeNanoseconds, at: 24)
        bytes.store(UInt32(recordCount), at: 32)
        bytes.store(UInt32(recordBytes), at: 36)
        bytes.store(UInt32(storedBytes), at: 40)
        bytes.store(storedChecksum, at: 44)
        bytes.store(chain, at: 48)
        bytes.store(journalTag, at: 56)
        let covered = UnsafeRawBufferPointer(rebasing: bytes[..<60])
        bytes.store(CRC32C.checksum(covered), at: 60)
    }

    /// The next frame's `chain`. As this header holds its own chain and the checksum of its block,
    /// the digest covers the whole segment up to here.
    static func digest(of headerBytes: UnsafeRawBufferPointer) -> UInt64 {
        XXHash64.hash(UnsafeRawBufferPointer(rebasing: headerBytes[..<byteCount]))
    }
}
