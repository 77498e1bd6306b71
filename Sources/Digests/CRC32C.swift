import CCRC32C

/// CRC-32C (Castagnoli), as iSCSI, ext4 and LevelDB use it: detects every burst of up to 32 bits.
///
/// Source: RFC 3720, appendix B.4. The check value of "123456789" is E3069283.
package enum CRC32C {
    private static let isAccelerated = psm_crc32c_is_accelerated() != 0

    package static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        guard isAccelerated, let start = bytes.baseAddress else { return portable(bytes) }
        return ~psm_crc32c_accelerated(~0, start, bytes.count)
    }

    /// Eight bytes per step by eight tables, for processors without the instruction.
    package static func portable(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        tables.withUnsafeBufferPointer { tables in
            var crc: UInt32 = ~0
            var offset = 0
            while offset + 8 <= bytes.count {
                let word =
                    UInt64(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    ) ^ UInt64(crc)
                crc = 0
                for index in 0..<8 {
                    let byte = Int(truncatingIfNeeded: word >> UInt64(index * 8)) & 0xFF
                    crc ^= tables[(7 - index) * 256 + byte]
                }
                offset += 8
            }
            while offset < bytes.count {
                crc = tables[Int((crc ^ UInt32(bytes[offset])) & 0xFF)] ^ (crc >> 8)
                offset += 1
            }
            return ~crc
        }
    }

    /// Table `n`, at `n * 256`, is the remainder of a byte followed by `n` zero bytes.
    private static let tables: [UInt32] = {
        let reversedPolynomial: UInt32 = 0x82F6_3B78
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var crc = UInt32(byte)
            for _ in 0..<8 {
                crc = (crc >> 1) ^ (crc & 1 == 1 ? reversedPolynomial : 0)
            }
            tables[byte] = crc
        }
        for index in 256..<tables.count {
            let previous = tables[index - 256]
            tables[index] = (previous >> 8) ^ tables[Int(previous & 0xFF)]
        }
        return tables
    }()
}
