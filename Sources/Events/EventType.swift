internal import Journal
internal import SwiftProtobuf

/// One type of event: all that psm knows of it beside its message in `Schemas/events/v1`.
///
/// `EventType.allCases` is the one list of them. What depends on an event's type asks its entry:
///
///     for type in EventType.allCases { print(type.name, type.family) }
///     let name = EventType.name(of: payload)
///     let (line, paths) = (event.summary, event.paths)
///
/// A class, for it is passed on once for each event.
package final class EventType: Sendable {
    /// Of the body in `Event`.
    package let number: UInt64
    /// In the journal's own words, such as `file.added`.
    package let name: String
    package let family: EventFamily
    /// How it looks in JSON.
    let message: MessageShape
    /// `"type":"name"`
    let typeField: [UInt8]
    /// What happened, in a line for people. Only for events of this type, as the next two.
    let summary: @Sendable (Event) -> String
    let paths: @Sendable (Event) -> [[UInt8]]
    /// From former ways of writing it to today's; nil where there are none.
    let upcast: Upcasters.Upcaster?

    /// - Parameters:
    ///   - number: its tens say the family.
    ///   - body: where `Event` has it.
    ///   - fields: by ascending number.
    ///   - paths: the absolute paths that the event is about: of a move, to and from.
    ///   - upcasters: each knows one former way. They are applied in order.
    init<Body: Message>(
        _ number: UInt64,
        _ name: String,
        _ body: any WritableKeyPath<Event, Body> & Sendable,
        fields: [FieldShape],
        summary: @escaping @Sendable (Body) -> String,
        paths: @escaping @Sendable (Body) -> [[UInt8]] = { _ in [] },
        upcasters: [@Sendable (inout Body) -> Void] = []
    ) {
        guard let family = EventFamily(rawValue: number / 10), number < Self.limit else {
            preconditionFailure("\(name) has a number of no family")
        }
        self.number = number
        self.name = name
        self.family = family
        message = MessageShape(fields)
        typeField = Array("\"type\":\"\(name)\"".utf8)
        self.summary = { summary($0[keyPath: body]) }
        self.paths = { paths($0[keyPath: body]) }
        let upcast: Upcasters.Upcaster = { event in
            for upcast in upcasters { upcast(&event[keyPath: body]) }
        }
        self.upcast = upcasters.isEmpty ? nil : upcast
    }

    // MARK: Which one

    /// What a number is less than.
    static let limit: UInt64 = 64

    private static let byNumber: [EventType?] = {
        var table = [EventType?](repeating: nil, count: Int(limit))
        for type in allCases { table[Int(type.number)] = type }
        return table
    }()

    /// nil for a number that has no entry.
    static func of(_ number: UInt64) -> EventType? {
        number < limit ? byNumber[Int(number)] : nil
    }

    // MARK: Names

    /// Written by a later psm.
    package static let unknown = "unknown"
    /// Not an event at all.
    package static let undecodable = "undecodable"

    /// What a record of the journal can be called: all of `allCases`, and what is none of them.
    package static let names = allCases.map(\.name) + [unknown, undecodable]

    /// The type of the event that a payload holds, without decoding the rest of it.
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
    /// nil where it was written by a later psm.
    package var type: EventType? { bodyNumber.flatMap(EventType.of) }

    /// Its name in the journal's own words, such as `file.added`.
    package var typeName: String { type?.name ?? EventType.unknown }

    /// What happened, in a line for people.
    package var summary: String { type?.summary(self) ?? "an event of a later version of psm" }

    /// The absolute paths that the event is about: of a move, to and from.
    package var paths: [[UInt8]] { type?.paths(self) ?? [] }

    package init(_ body: OneOf_Body) {
        self.init()
        self.body = body
    }
}
