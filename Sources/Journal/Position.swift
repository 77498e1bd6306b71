/// A record's place in the journal: a logical number from 0, without gaps.
///
/// A position is not a byte offset, and stays the same when segments are packed.
package struct Position: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    package init(_ rawValue: UInt64) {
        self.rawValue = rawValue
    }

    package static let zero = Position(rawValue: 0)

    /// The position `count` records later, clamped to the largest.
    package func advanced(by count: Int) -> Position {
        let (sum, overflow) = rawValue.addingReportingOverflow(UInt64(max(0, count)))
        return Position(rawValue: overflow ? .max : sum)
    }

    /// The position `count` records earlier, clamped to 0.
    package func retreated(by count: Int) -> Position {
        let back = UInt64(max(0, count))
        return Position(rawValue: rawValue > back ? rawValue - back : 0)
    }

    /// The number of records from this position up to `end`; 0 if `end` is not after it.
    package func distance(to end: Position) -> Int {
        end.rawValue > rawValue ? Int(clamping: end.rawValue - rawValue) : 0
    }
}

extension Position: Comparable {
    package static func < (left: Position, right: Position) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension Position: CustomStringConvertible {
    package var description: String { String(rawValue) }
}

/// A time of the journal's own clock: nanoseconds since 1970-01-01 UTC. It never runs backwards,
/// unless the user has a new stretch of time begun because the machine's clock was wrong.
package struct JournalTime: Hashable, Comparable, Sendable {
    package let nanosecondsSinceEpoch: Int64

    package init(nanosecondsSinceEpoch: Int64) {
        self.nanosecondsSinceEpoch = nanosecondsSinceEpoch
    }

    package static func < (left: JournalTime, right: JournalTime) -> Bool {
        left.nanosecondsSinceEpoch < right.nanosecondsSinceEpoch
    }
}

/// Where one stretch of the journal's time ends and the next begins.
package struct ClockRepair: Hashable, Sendable {
    /// Of the last record of the former stretch.
    package let position: Position
    /// The journal's time before.
    package let reached: JournalTime
    /// Where the new stretch begins.
    package let clock: JournalTime
}

/// A journal's identity: 16 random bytes from its creation, stored in every segment and the head.
package struct JournalID: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The id that `description` prints: 32 hexadecimal digits.
    package init?(_ text: String) {
        guard text.utf8.count == 32, text.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
            let high = UInt64(text.prefix(16), radix: 16),
            let low = UInt64(text.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }

    static func random() -> JournalID {
        JournalID(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
    }
}

extension JournalID: CustomStringConvertible {
    package var description: String { Self.hex(high) + Self.hex(low) }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
