/// A piece of the journal that is no longer readable, as recorded in the journal itself.
package struct Gap: Hashable, Sendable {
    /// First position of the segment, which is its name.
    package var segment: Position
    /// Byte offsets within the segment; empty if bytes are missing rather than wrong.
    package var bytes: Range<Int64>
    /// The lost positions; empty if there are none.
    package var positions: Range<Position>
    /// For people.
    package var reason: String

    package init(
        segment: Position,
        bytes: Range<Int64>,
        positions: Range<Position>,
        reason: String
    ) {
        self.segment = segment
        self.bytes = bytes
        self.positions = positions
        self.reason = reason
    }

    package init(_ damage: Damage) {
        self.init(
            segment: damage.segment,
            bytes: damage.bytes,
            positions: damage.positions,
            reason: damage.reason.rawValue
        )
    }

    /// What identifies a gap: the positions that it lost, or else its bytes.
    struct Key: Hashable {
        let segment: Position
        let positions: Range<Position>?
        let bytes: Range<Int64>?
    }

    var key: Key {
        positions.isEmpty
            ? Key(segment: segment, positions: nil, bytes: bytes)
            : Key(segment: segment, positions: positions, bytes: nil)
    }
}

/// How a gap is encoded as a record and recognised again: the journal itself treats records as
/// opaque bytes.
package struct GapCoding: Sendable {
    package var encode: @Sendable (Gap) -> [UInt8]
    /// Returns `nil` for any other record. It is called for many, so it must be fast.
    package var decode: @Sendable (UnsafeRawBufferPointer) -> Gap?

    package init(
        encode: @escaping @Sendable (Gap) -> [UInt8],
        decode: @escaping @Sendable (UnsafeRawBufferPointer) -> Gap?
    ) {
        self.encode = encode
        self.decode = decode
    }
}
