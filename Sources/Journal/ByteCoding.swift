/// Little-endian integers at byte offsets, whatever the alignment. Callers check the bounds.
extension UnsafeRawBufferPointer {
    func integer<T: FixedWidthInteger>(at offset: Int, as type: T.Type = T.self) -> T {
        T(littleEndian: loadUnaligned(fromByteOffset: offset, as: T.self))
    }
}

extension UnsafeMutableRawBufferPointer {
    func store<T: FixedWidthInteger>(_ value: T, at offset: Int) {
        storeBytes(of: value.littleEndian, toByteOffset: offset, as: T.self)
    }
}

/// Memory that is reused from one frame to the next. Growing it discards its contents.
struct ScratchBuffer: ~Copyable {
    private var storage: UnsafeMutableRawBufferPointer

    init(capacity: Int = 0) {
        storage = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit { storage.deallocate() }

    var capacity: Int { storage.count }

    /// The first `count` bytes. They stay in place until a larger count is requested.
    mutating func prepare(_ count: Int) -> UnsafeMutableRawBufferPointer {
        if storage.count < count {
            storage.deallocate()
            storage = .allocate(byteCount: max(count, storage.count * 2), alignment: 16)
        }
        return UnsafeMutableRawBufferPointer(rebasing: storage[..<count])
    }
}
