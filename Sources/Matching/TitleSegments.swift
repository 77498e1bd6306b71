/// A title cut at its brackets and at " - ".
struct TitleSegment {
    enum Kind {
        case main
        case bracket
        case dash
    }

    var kind: Kind
    var range: Range<Int>
}

enum TitleSegments {
    static let maximumCount = 16

    /// Visits the segments of folded `bytes`, in order; at least one where there are any bytes.
    @inline(__always)
    static func forEach(in bytes: Words.Bytes, _ visit: (TitleSegment) -> Void) {
        var start = 0
        var depth = 0
        var count = 0
        var isAfterDash = false
        var hasWords = false

        func close(at end: Int) {
            guard end > start, count < maximumCount else { return }
            let kind: TitleSegment.Kind = depth > 0 ? .bracket : isAfterDash ? .dash : .main
            count += 1
            visit(TitleSegment(kind: kind, range: start..<end))
        }

        for position in bytes.indices {
            switch bytes[position] {
            case UInt8(ascii: "("), UInt8(ascii: "["):
                close(at: position)
                depth += 1
                start = position + 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"):
                close(at: position)
                depth = max(0, depth - 1)
                start = position + 1
            case UInt8(ascii: ";") where depth > 0:
                close(at: position)
                start = position + 1
            case UInt8(ascii: "-") where depth > 0 && isDash(bytes, position):
                // "(feat. X - Remix)".
                close(at: position)
                start = position + 1
            case UInt8(ascii: "-") where isDash(bytes, position):
                close(at: position)
                // "Song (Live) - Remastered": what a dash precedes counts only after a name.
                hasWords = hasWords || Words.hasWord(bytes, 0..<position)
                isAfterDash = hasWords
                start = position + 1
            default: break
            }
        }
        close(at: bytes.count)
    }

    /// The same as a list.
    static func cut(_ bytes: Words.Bytes) -> [TitleSegment] {
        var segments: [TitleSegment] = []
        forEach(in: bytes) { segments.append($0) }
        return segments
    }

    /// A hyphen with a space on a side; on the other one it may have been forgotten.
    private static func isDash(_ bytes: Words.Bytes, _ position: Int) -> Bool {
        position > 0 && position + 1 < bytes.count
            && (bytes[position - 1] == UInt8(ascii: " ")
                || bytes[position + 1] == UInt8(ascii: " "))
    }
}
