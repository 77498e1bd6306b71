internal import Journal
internal import SwiftProtobuf

/// A type of event: all that psm knows about it besides its message in `Schemas/events/v1`.
///
/// `EventType.allCases` is the only list of them. Code that depends on an event's type uses its
/// entry:
///
///     for type in EventType.allCases { print(type.name, type.family) }
///     let name = EventType.name(of: payload)
///     let (line, paths) = (event.summary, event.paths)
///
/// A class, as it is passed around for each event.
package final class EventType: Sendable {
    /// The number of its body in `Event`.
    package let number: UInt64
    /// Its name in the journal, such as `file.added`.
    package let name: String
    package let family: EventFamily
    /// Its shape in JSON.
    let message: MessageShape
    /// `"type":"name"`
    let typeField: [UInt8]
    /// One line for people that says what happened. Only for events of this type, as the next two.
    let summary: @Sendable (Event) -> String
    let paths: @Sendable (Event) -> [[UInt8]]
    /// Converts former versions to the current one; `nil` if there are none.
    let upcast: Upcasters.Upcaster?

    /// - Parameters:
    ///   - number: the tens give the family.
    ///   - body: the body of an event of this type.
    ///   - fields: by ascending number.
    ///   - paths: the absolute paths that the event is about; for a move, to and from.
    ///   - upcasters: each converts one former version. They are applied in order.
    init<Body: Message>(
        _ number: UInt64,
        _ name: String,
        _ body: @escaping @Sendable (Event) -> Body,
        fields: [FieldShape],
        summary: @escaping @Sendable (Body) -> String,
        paths: @escaping @Sendable (Body) -> [[UInt8]] = { _ in [] },
        upcasters: [Upcasters.Upcaster] = []
    ) {
        guard let family = EventFamily(rawValue: number / 10), number < Self.limit else {
            preconditionFailure("\(name) has a number of no family")
        }
        self.number = number
        self.name = name
        self.family = family
        message = MessageShape(fields)
        typeField = Array("\"type\":\"\(name)\"".utf8)
        self.summary = { summary(body($0)) }
        self.paths = { paths(body($0)) }
        let upcast: Upcasters.Upcaster = { event in
            for upcast in upcasters { upcast(&event) }
        }
        self.upcast = upcasters.isEmpty ? nil : upcast
    }

    // MARK: Which one

    /// The exclusive upper bound of numbers.
    static let limit: UInt64 = 64

    private static let byNumber: [EventType?] = {
        var table = [EventType?](repeating: nil, count: Int(limit))
        for type in allCases { table[Int(type.number)] = type }
        return table
    }()

    /// `nil` for a number without an entry.
    static func of(_ number: UInt64) -> EventType? {
        number < limit ? byNumber[Int(number)] : nil
    }

    // MARK: Names

    /// The name for an event of a later psm.
    package static let unknown = "unknown"
    /// The name for a record that is not an event.
    package static let undecodable = "undecodable"

    /// All names that a record of the journal can have: those of `allCases`, and for anything else.
    package static let names = allCases.map(\.name) + [unknown, undecodable]

    /// The name of the event type in a payload, without decoding the rest of it.
    package static func name(of payload: UnsafeRawBufferPointer) -> String {
        var wire = WireReader(payload)
        if let (number, type) = wire.tag(), type == .bytes, let type = EventType.of(number),
            wire.slice() != nil, wire.isAtEnd
        {
            return type.name
        }
        return (try? EventCodec.decode(payload, at: .zero).typeName) ?? undecodable
    }
}

extension Event {
    /// `nil` if a later psm wrote the event.
    package var type: EventType? { bodyNumber.flatMap(EventType.of) }

    /// The name of its type in the journal, such as `file.added`.
    package var typeName: String { type?.name ?? EventType.unknown }

    /// One line for people that says what happened.
    package var summary: String { type?.summary(self) ?? "an event of a later version of psm" }

    /// The absolute paths that the event is about; for a move, to and from.
    package var paths: [[UInt8]] { type?.paths(self) ?? [] }

    package init(_ body: OneOf_Body) {
        self.init()
        self.body = body
    }
}
