import Events
import Journal
import Messages
import Moments

/// Prints a part of the journal, frame by frame. Damage is reported and skipped.
final class EventPrinter {
    enum Format {
        case text
        /// One JSON object per line.
        case json
        /// The same, with everything that the journal knows about the append, and damage in its
        /// place.
        case export
    }

    private static let flushAtBytes = 256 << 10

    private let format: Format
    private let filter: EventFilter?
    private let write: ([UInt8]) throws -> Void
    private var lines = EventJSON()
    private var text = ""
    /// Whether damage was encountered.
    private(set) var hasMetDamage = false
    private var told: Set<Damage> = []

    /// - Parameter write: takes whole lines.
    init(_ format: Format, filter: EventFilter? = nil, write: @escaping ([UInt8]) throws -> Void) {
        self.format = format
        self.filter = filter
        self.write = write
    }

    /// - Returns: the first position that was not printed.
    func print(_ journal: Journal, from start: Position, upTo end: Position) throws -> Position {
        guard start < end else { return start }
        try journal.read(from: start, upTo: end, damage: { tell($0) }) { frame in
            try print(frame)
            return .continue
        }
        try flush()
        return end
    }

    /// Prints a line that is not an event.
    func printLine(_ fields: (inout EventJSON) -> Void) throws {
        lines.beginLine()
        fields(&lines)
        lines.endLine()
        try flush()
    }

    private func print(_ frame: borrowing JournalAppend) throws {
        let time = ISO8601.text(frame.journalTime)
        let nanoseconds = frame.journalTime.nanosecondsSinceEpoch
        let wallTime = frame.wallTimeNanoseconds
        let append = frame.appendPosition.rawValue
        try frame.forEachRecord { position, payload in
            if let filter, !filter.takes(payload) { return }
            if case .text = format {
                printText(payload, position, time)
            } else {
                lines.beginLine()
                lines.append("position", position.rawValue)
                lines.append("time", time)
                if case .export = format {
                    lines.append("time_ns", nanoseconds)
                    lines.append("wall_time_ns", wallTime)
                    lines.append("append", append)
                }
                if !lines.append(event: payload) { tellUndecodable(position) }
                lines.endLine()
            }
            if lines.byteCount + text.utf8.count >= Self.flushAtBytes { try flush() }
        }
    }

    private func printText(
        _ payload: UnsafeRawBufferPointer,
        _ position: Position,
        _ time: String
    ) {
        var (type, summary) = (EventType.undecodable, "\(payload.count) bytes")
        if let event = try? EventCodec.decode(payload, at: position) {
            (type, summary) = (event.typeName, event.summary)
        } else {
            tellUndecodable(position)
        }
        // Milliseconds are enough for people.
        text += Style.dim("\(position)  \(time.dropLast(7))Z") + "  " + Style.bold(type) + "  "
        text += Text.printable(summary) + "\n"
    }

    private func flush() throws {
        if lines.byteCount > 0 { try write(lines.bytes) }
        if !text.isEmpty { try write(Array(text.utf8)) }
        lines.removeAll()
        text = ""
    }

    private func tellUndecodable(_ position: Position) {
        hasMetDamage = true
        StandardError.line("psm: \(EventError.undecodable(position))")
    }

    /// Reports a piece of damage, once.
    func tell(_ damage: Damage) {
        guard told.insert(damage).inserted else { return }
        hasMetDamage = true
        StandardError.line("psm: \(damage)")
        guard case .export = format else { return }
        lines.beginLine()
        lines.append("damage", damage.reason.rawValue)
        lines.append("segment", damage.segment.rawValue)
        lines.append("first_byte", damage.bytes.lowerBound)
        lines.append("end_byte", damage.bytes.upperBound)
        lines.append("first_position", damage.positions.lowerBound.rawValue)
        lines.append("end_position", damage.positions.upperBound.rawValue)
        lines.endLine()
    }
}
