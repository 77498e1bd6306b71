import CLZ4
import Digests

/// Encodes records as the bytes of a frame, and decodes them.
enum FrameCodec {
    struct Block {
        var isCompressed: Bool
        var storedBytes: Int
        var checksum: UInt32
    }

    enum Effort {
        /// LZ4, while an append waits.
        case fast
        /// LZ4-HC at this level, when nobody waits. Both decompress the same way and as fast.
        case high(level: Int32)
    }

    /// Writes the block of `records` into `frame`, after room for a header. `frame` holds at least
    /// `FrameHeader.byteCount + records.count` bytes.
    static func encode(
        _ records: UnsafeRawBufferPointer,
        into frame: UnsafeMutableRawBufferPointer,
        _ effort: Effort = .fast
    ) -> Block {
        let room = UnsafeMutableRawBufferPointer(rebasing: frame[FrameHeader.byteCount...])
        // The limit is one byte less than the records: what does not shrink is stored uncompressed.
        let compressed = compress(records, into: room, limitBytes: records.count - 1, effort)
        let isCompressed = compressed > 0
        if !isCompressed { room.copyMemory(from: records) }
        let storedBytes = isCompressed ? Int(compressed) : records.count
        return Block(
            isCompressed: isCompressed,
            storedBytes: storedBytes,
            checksum: CRC32C.checksum(UnsafeRawBufferPointer(rebasing: room[..<storedBytes]))
        )
    }

    /// - Returns: the bytes used; 0 if `limitBytes` do not suffice.
    private static func compress(
        _ bytes: UnsafeRawBufferPointer,
        into room: UnsafeMutableRawBufferPointer,
        limitBytes: Int,
        _ effort: Effort
    ) -> Int32 {
        let source = bytes.assumingMemoryBound(to: CChar.self).baseAddress
        let target = room.assumingMemoryBound(to: CChar.self).baseAddress
        let (count, limit) = (Int32(bytes.count), Int32(limitBytes))
        return switch effort {
        case .fast: LZ4_compress_default(source, target, count, limit)
        case .high(let level): LZ4_compress_HC(source, target, count, limit, level)
        }
    }

    enum Decoded {
        case contents(FrameContents)
        case damaged(Damage.Reason)
    }

    /// Decodes a block that may be unavailable.
    static func decode(
        _ block: StoredBlock,
        _ header: FrameHeader,
        into scratch: inout ScratchBuffer
    ) -> Decoded {
        switch block {
        case .bytes(let bytes): decode(bytes, header, into: &scratch)
        case .damaged(let reason): .damaged(reason)
        }
    }

    /// Checks a block and returns its contents: in place, or decompressed into `scratch`.
    static func decode(
        _ block: UnsafeRawBufferPointer,
        _ header: FrameHeader,
        into scratch: inout ScratchBuffer
    ) -> Decoded {
        guard CRC32C.checksum(block) == header.storedChecksum else { return .damaged(.checksum) }
        var contents = block
        if header.isCompressed {
            let expanded = scratch.prepare(header.recordBytes)
            let count = LZ4_decompress_safe(
                block.assumingMemoryBound(to: CChar.self).baseAddress,
                expanded.assumingMemoryBound(to: CChar.self).baseAddress,
                Int32(block.count),
                Int32(expanded.count)
            )
            guard Int(count) == header.recordBytes else { return .damaged(.records) }
            contents = UnsafeRawBufferPointer(expanded)
        }
        let frame = FrameContents(header: header, block: contents)
        return frame.isWellFormed ? .contents(frame) : .damaged(.records)
    }
}
