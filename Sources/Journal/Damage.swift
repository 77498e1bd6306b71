package import SystemPackage

/// Corruption: bytes before the head that differ from what was written there.
///
/// A torn append beyond the head is not damage.
package struct Damage: Hashable, Sendable {
    package enum Reason: String, Sendable {
        case segmentHeader = "the segment header is unreadable"
        case foreignSegment = "the segment belongs to another journal"
        case frameHeader = "a frame header is unreadable"
        case checksum = "a frame does not match its checksum"
        case records = "a frame's records cannot be decoded"
        case cutShort = "the file ends inside a frame"
        case unreadable = "the disk cannot read the bytes"
        case missing = "the frames are missing"
        case outOfOrder = "a frame is out of order"
        case chain = "a frame does not follow the one before it"
        case footer = "the segment footer is unreadable"
        case digest = "the records do not match their digest"
        case predecessor = "the segment does not follow the one before it"
    }

    package let path: FilePath
    /// First position of the segment, which is its name.
    package let segment: Position
    /// Byte offsets within the segment; empty if bytes are missing rather than wrong.
    package let bytes: Range<Int64>
    /// Positions that it makes unreadable; empty if none is lost.
    package let positions: Range<Position>
    package let reason: Reason
}

extension Damage: CustomStringConvertible {
    package var description: String {
        let place = "\(path.string), bytes \(bytes.lowerBound) to \(bytes.upperBound)"
        let lost =
            positions.isEmpty
            ? "no position is lost"
            : "positions \(positions.lowerBound) to \(positions.upperBound) (exclusive) are lost"
        return "\(place): \(reason.rawValue); \(lost)."
    }
}
