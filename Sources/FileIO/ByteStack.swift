/// A stack of bytes, at an address that is stable between two appends.
///
/// A walk passes views of its path to a visitor while the walk itself is being mutated; an array
/// would be borrowed for that long.
struct ByteStack: ~Copyable {
    private(set) var pointer: UnsafeMutableRawPointer
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 4096) {
        self.capacity = capacity
        pointer = .allocate(byteCount: capacity, alignment: 1)
    }

    deinit { pointer.deallocate() }

    /// Valid until the next mutation.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: pointer, count: count) }

    mutating func append(_ more: UnsafeRawBufferPointer) {
        guard let source = more.baseAddress else { return }
        reserve(more.count)
        (pointer + count).copyMemory(from: source, byteCount: more.count)
        count += more.count
    }

    mutating func append(_ byte: UInt8) {
        reserve(1)
        pointer.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    mutating func truncate(to newCount: Int) {
        precondition(newCount <= count, "a stack only shrinks by truncation")
        count = newCount
    }

    private mutating func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 1)
        larger.copyMemory(from: pointer, byteCount: count)
        pointer.deallocate()
        pointer = larger
    }
}
