/// The 64-bit xxHash: fast, stable across processes and versions, not cryptographic.
///
/// For comparing content and for stored keys. Swift's own `Hasher` is seeded differently in each
/// process, so it can do neither.
///
/// ```
/// let digest = XXHash64.hash("Blue Garden")
/// ```
///
/// Source: the xxHash specification, version 0.1.1, "XXH64".
package struct XXHash64: Sendable {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5
    private static let stripeBytes = 32

    private let seed: UInt64
    private var lanes: SIMD4<UInt64>
    private var pending: [UInt8] = []
    private var totalBytes: UInt64 = 0

    package init(seed: UInt64 = 0) {
        self.seed = seed
        lanes = Self.initialLanes(seed: seed)
    }

    /// The digest of `bytes`, without copying them.
    package static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
        var lanes = initialLanes(seed: seed)
        let striped = bytes.count - bytes.count % stripeBytes
        consume(UnsafeRawBufferPointer(rebasing: bytes[..<striped]), into: &lanes)
        return finish(
            lanes: lanes,
            tail: UnsafeRawBufferPointer(rebasing: bytes[striped...]),
            totalBytes: UInt64(bytes.count),
            seed: seed
        )
    }

    /// The digest of a string's UTF-8.
    package static func hash(_ text: String, seed: UInt64 = 0) -> UInt64 {
        var text = text
        return text.withUTF8 { hash(UnsafeRawBufferPointer($0), seed: seed) }
    }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        totalBytes += UInt64(bytes.count)
        var rest = bytes
        if !pending.isEmpty {
            let taken = min(Self.stripeBytes - pending.count, rest.count)
            pending.append(contentsOf: UnsafeRawBufferPointer(rebasing: rest[..<taken]))
            rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
            guard pending.count == Self.stripeBytes else { return }
            pending.withUnsafeBytes { Self.consume($0, into: &lanes) }
            pending.removeAll(keepingCapacity: true)
        }
        let striped = rest.count - rest.count % Self.stripeBytes
        Self.consume(UnsafeRawBufferPointer(rebasing: rest[..<striped]), into: &lanes)
        pending.append(contentsOf: UnsafeRawBufferPointer(rebasing: rest[striped...]))
    }

    package mutating func update(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { update($0) }
    }

    package func finalize() -> UInt64 {
        pending.withUnsafeBytes {
            Self.finish(lanes: lanes, tail: $0, totalBytes: totalBytes, seed: seed)
        }
    }

    private static func initialLanes(seed: UInt64) -> SIMD4<UInt64> {
        SIMD4(seed &+ prime1 &+ prime2, seed &+ prime2, seed, seed &- prime1)
    }

    private static func consume(_ stripes: UnsafeRawBufferPointer, into lanes: inout SIMD4<UInt64>)
    {
        // Scalar, as few processors have 64-bit vector multiplication.
        var (first, second, third, fourth) = (lanes[0], lanes[1], lanes[2], lanes[3])
        var offset = 0
        while offset < stripes.count {
            first = round(first, load64(stripes, at: offset))
            second = round(second, load64(stripes, at: offset + 8))
            third = round(third, load64(stripes, at: offset + 16))
            fourth = round(fourth, load64(stripes, at: offset + 24))
            offset += stripeBytes
        }
        lanes = SIMD4(first, second, third, fourth)
    }

    private static func finish(
        lanes: SIMD4<UInt64>,
        tail: UnsafeRawBufferPointer,
        totalBytes: UInt64,
        seed: UInt64
    ) -> UInt64 {
        var hash: UInt64
        if totalBytes >= UInt64(stripeBytes) {
            hash = rotate(lanes[0], 1) &+ rotate(lanes[1], 7)
            hash = hash &+ rotate(lanes[2], 12) &+ rotate(lanes[3], 18)
            for lane in 0..<4 {
                hash = (hash ^ round(0, lanes[lane])) &* prime1 &+ prime4
            }
        } else {
            hash = seed &+ prime5
        }
        hash = hash &+ totalBytes

        var offset = 0
        while tail.count - offset >= 8 {
            hash ^= round(0, load64(tail, at: offset))
            hash = rotate(hash, 27) &* prime1 &+ prime4
            offset += 8
        }
        if tail.count - offset >= 4 {
            let word = tail.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            hash ^= UInt64(UInt32(littleEndian: word)) &* prime1
            hash = rotate(hash, 23) &* prime2 &+ prime3
            offset += 4
        }
        while offset < tail.count {
            hash ^= UInt64(tail[offset]) &* prime5
            hash = rotate(hash, 11) &* prime1
            offset += 1
        }

        hash = (hash ^ (hash >> 33)) &* prime2
        hash = (hash ^ (hash >> 29)) &* prime3
        return hash ^ (hash >> 32)
    }

    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotate(lane &+ word &* prime2, 31) &* prime1
    }

    private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
        (value << bits) | (value >> (64 - bits))
    }

    private static func load64(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
