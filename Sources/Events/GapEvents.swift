package import Journal
internal import SwiftProtobuf

extension GapCoding {
    /// Gaps as `journal.gap` events.
    package static let events = GapCoding(
        encode: { Event.journalGap($0).encoded },
        decode: { payload in
            guard payload.mayBeGap,
                case .journalGap(let event) =
                    try? EventCodec.decode(payload, at: .zero).body
            else { return nil }
            return Gap(event)
        }
    )
}

extension Gap {
    package init(_ event: JournalGap) {
        let bytes = (Int64(clamping: event.firstByte), Int64(clamping: event.endByte))
        let first = Position(event.firstPosition)
        self.init(
            segment: Position(event.segment),
            bytes: bytes.0..<max(bytes.0, bytes.1),
            positions: first..<max(first, Position(event.endPosition)),
            reason: event.reason
        )
    }
}

extension UnsafeRawBufferPointer {
    /// Gaps are searched for among millions of other events, so this checks only the first two
    /// bytes: the body's number in `Event`, as a tag of the wire format.
    fileprivate var mayBeGap: Bool {
        count >= 2 && self[0] == 0xC2 && self[1] == 0x02
    }
}

extension Event {
    package static func journalGap(_ gap: Gap) -> Event {
        Event(.journalGap(JournalGap(gap)))
    }
}

extension Event {
    /// A message without required fields can always be serialised.
    fileprivate var encoded: [UInt8] { (try? serializedBytes()) ?? [] }

    package static func encodedClockRepair(reached: JournalTime, clock: JournalTime) -> [UInt8] {
        journalClockRepaired(reached: reached, clock: clock).encoded
    }

    package static func journalClockRepaired(reached: JournalTime, clock: JournalTime) -> Event {
        var event = JournalClockRepaired()
        event.reachedNs = reached.nanosecondsSinceEpoch
        event.clockNs = clock.nanosecondsSinceEpoch
        return Event(.journalClockRepaired(event))
    }
}

extension JournalGap {
    init(_ gap: Gap) {
        self.init()
        segment = gap.segment.rawValue
        firstByte = UInt64(clamping: gap.bytes.lowerBound)
        endByte = UInt64(clamping: gap.bytes.upperBound)
        firstPosition = gap.positions.lowerBound.rawValue
        endPosition = gap.positions.upperBound.rawValue
        reason = gap.reason
    }
}
