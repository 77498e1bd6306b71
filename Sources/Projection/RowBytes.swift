internal import Digests

/// The bytes of one row, in a buffer that is reused for the next: a digest reads every row of every
/// table.
package struct RowBytes: ~Copyable {
    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 4_096, alignment: 8)
    private var count = 0

    package init() {}

    deinit { memory.deallocate() }

    package var digest: UInt64 {
        XXHash64.hash(UnsafeRawBufferPointer(rebasing: memory[..<count]))
    }

    package mutating func removeAll() {
        count = 0
    }

    mutating func append(_ word: UInt64) {
        reserve(8)
        memory.storeBytes(of: word.littleEndian, toByteOffset: count, as: UInt64.self)
        count += 8
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        reserve(bytes.count)
        UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
        count += bytes.count
    }

    private mutating func reserve(_ byteCount: Int) {
        guard count + byteCount > memory.count else { return }
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: (count + byteCount) * 2,
            alignment: 8
        )
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
        memory.deallocate()
        memory = larger
    }
}
