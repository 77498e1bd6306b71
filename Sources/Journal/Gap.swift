/// A piece of the journal that cannot be read any more, as it is recorded in the journal itself.
package struct Gap: Hashable, Sendable {
    /// First position of the segment, which is its name.
    package var segment: Position
    /// Byte offsets within the segment; empty where bytes are absent rather than wrong.
    package var bytes: Range<Int64>
    /// The positions that are lost; empty where none is.
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

    /// By what a gap is known again: by the positions that it lost, or else by its bytes.
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

/// How a gap becomes a record and is known again, for the journal does not know what records mean.
package struct GapCoding: Sendable {
    package var encode: @Sendable (Gap) -> [UInt8]
    /// `nil` where the payload is any other record. It is asked of many.
    package var decode: @Sendable (UnsafeRawBufferPointer) -> Gap?

    package init(
        encode: @escaping @Sendable (Gap) -> [UInt8],
        decode: @escaping @Sendable (UnsafeRawBufferPointer) -> Gap?
    ) {
        self.encode = encode
        self.decode = decode
    }
}
