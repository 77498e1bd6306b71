import CLZ4

/// Records to the bytes of a frame, and back.
enum FrameCodec {
    struct Block {
        var isCompressed: Bool
        var storedBytes: Int
        var checksum: UInt32
    }

    /// Puts the block of `records` behind the room for a header at the front of `frame`, which
    /// holds at least `FrameHeader.byteCount + records.count` bytes.
    static func encode(
        _ records: UnsafeRawBufferPointer,
        into frame: UnsafeMutableRawBufferPointer
    ) -> Block {
        let room = UnsafeMutableRawBufferPointer(rebasing: frame[FrameHeader.byteCount...])
        // One byte less than the records have: what does not shrink is stored as it is.
        let compressed = LZ4_compress_default(
            records.assumingMemoryBound(to: CChar.self).baseAddress,
            room.assumingMemoryBound(to: CChar.self).baseAddress,
            Int32(records.count),
            Int32(records.count - 1)
        )
        let isCompressed = compressed > 0
        if !isCompressed { room.copyMemory(from: records) }
        let storedBytes = isCompressed ? Int(compressed) : records.count
        return Block(
            isCompressed: isCompressed,
            storedBytes: storedBytes,
            checksum: CRC32C.checksum(UnsafeRawBufferPointer(rebasing: room[..<storedBytes]))
        )
    }

    enum Decoded {
        case records(UnsafeRawBufferPointer)
        case damaged(Damage.Reason)
    }

    /// Checks a block and gives its records: in place, or expanded into `scratch`.
    static func decode(
        _ block: UnsafeRawBufferPointer,
        _ header: FrameHeader,
        into scratch: inout ScratchBuffer
    ) -> Decoded {
        guard CRC32C.checksum(block) == header.storedChecksum else { return .damaged(.checksum) }
        var records = block
        if header.isCompressed {
            let expanded = scratch.prepare(header.recordBytes)
            let count = LZ4_decompress_safe(
                block.assumingMemoryBound(to: CChar.self).baseAddress,
                expanded.assumingMemoryBound(to: CChar.self).baseAddress,
                Int32(block.count),
                Int32(expanded.count)
            )
            guard Int(count) == header.recordBytes else { return .damaged(.records) }
            records = UnsafeRawBufferPointer(expanded)
        }
        guard RecordCursor.isWellFormed(records, count: header.recordCount) else {
            return .damaged(.records)
        }
        return .records(records)
    }
}
