/// The name of an object's member, held by value so that comparing it does not allocate.
///
/// Names of more than 16 bytes differ from all shorter ones, but not reliably from each other: psm
/// looks for no name that long.
package struct JSONKey: Equatable {
    static let longestBytes = 16

    private let front: UInt64
    private let back: UInt64
    private let byteCount: Int

    package init(_ bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { JSONKey($0) }
    }

    package init(_ name: StaticString) {
        precondition(name.utf8CodeUnitCount <= Self.longestBytes)
        self.init(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    private init(_ bytes: UnsafeRawBufferPointer) {
        front = Self.word(bytes, at: 0)
        back = Self.word(bytes, at: 8)
        byteCount = bytes.count
    }

    /// Up to eight bytes, padded with zeros.
    private static func word(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
        if bytes.count >= offset + 8 {
            return bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        }
        var word: UInt64 = 0
        var index = bytes.count
        while index > offset {
            index -= 1
            word = word << 8 | UInt64(bytes[index])
        }
        return UInt64(littleEndian: word)
    }
}

/// One step on the path from a JSON document's root to a value.
package enum JSONStep {
    case member(StaticString)
    case element(Int)

    package func description(first: Bool) -> String {
        switch self {
        case .member(let name): (first ? "" : ".") + "\(name)"
        case .element(let index): "[\(index)]"
        }
    }
}
