import Journal
import SwiftProtobuf
import Testing

@testable import Events

/// An event's fields stand in the `.proto`, in the generated code, in the fast path and in the list
/// of events. A field that is added to one and not to another fails here, by its name.
@Suite struct SchemaTests {
    private let payloads: ProtoPayload

    init() throws {
        payloads = try ProtoPayload()
    }

    private func general(_ payload: [UInt8]) throws -> Event {
        try Event(serializedBytes: payload)
    }

    private func type(_ body: ProtoSchema.Body) throws -> EventType {
        try #require(EventType.of(body.field.number), "\(body.eventName) has no entry.")
    }

    @Test func theListHasTheEventsOfTheSchema() {
        #expect(ProtoSchema.bodies.map(\.eventName) == EventType.allCases.map(\.name))
        #expect(ProtoSchema.bodies.map(\.field.number) == EventType.allCases.map(\.number))
        #expect(!ProtoSchema.bodies.isEmpty)
    }

    @Test(arguments: ProtoSchema.bodies)
    func anEntryIsThatOfItsBody(body: ProtoSchema.Body) throws {
        let payload = try payloads.full(body)
        let event = try general(payload)
        #expect(event.type === (try type(body)))
        #expect(event.typeName == body.eventName)
        #expect(payload.withUnsafeBytes { EventType.name(of: $0) } == body.eventName)
        #expect(payload.withUnsafeBytes { EventFamily(of: $0) } == event.type?.family)
    }

    /// What the generated code does not know of a payload, it keeps as unknown fields.
    @Test(arguments: ProtoSchema.bodies)
    func theGeneratedCodeHasEveryField(body: ProtoSchema.Body) throws {
        var known = TextFormatEncodingOptions()
        known.printUnknownFields = false
        for (path, payload) in try payloads.eachField(of: body) {
            let event = try general(payload)
            let isKnown = event.textFormatString() == event.textFormatString(options: known)
            #expect(isKnown, "\(path) is not in Sources/Events/Generated.")
            #expect(try event.serializedBytes() == payload, "\(path)")
        }
    }

    /// What it takes at all, which an event without fields shows, it takes with every field.
    @Test(arguments: ProtoSchema.bodies)
    func theFastPathHasEveryField(body: ProtoSchema.Body) throws {
        var decoder = FileEventDecoder()
        func decoded(_ payload: [UInt8]) -> Event? {
            var event = Event()
            let number = payload.withUnsafeBytes { decoder.decode($0, into: &event) }
            return number == nil ? nil : event
        }
        func encoded(_ event: Event) -> RecordBatch? {
            var batch = RecordBatch()
            return FileEventEncoder.append(event, to: &batch) ? batch : nil
        }
        let empty = payloads.empty(body)
        let isFast = decoded(empty) != nil
        #expect(isFast == (encoded(try general(empty)) != nil))
        guard isFast else { return }
        for (path, payload) in try payloads.eachField(of: body) {
            let event = try general(payload)
            #expect(decoded(payload) == event, "\(path) is not in FileEventDecoder.")
            var expected = RecordBatch()
            expected.append(payload)
            #expect(encoded(event) == expected, "\(path) is not in FileEventEncoder.")
        }
    }

    /// By number, by type, and an enumeration's values by name.
    @Test(arguments: ProtoSchema.bodies)
    func theListHasEveryField(body: ProtoSchema.Body) throws {
        try compare(try type(body).message, body.field.type, body.eventName)
    }

    private func compare(_ shape: MessageShape, _ message: String, _ path: String) throws {
        let fields = try payloads.schema.fields(of: message).sorted { $0.number < $1.number }
        let numbers = fields.map(\.number)
        #expect(shape.numbers == numbers, "\(path): the list has other fields than \(message).")
        for (field, told) in zip(fields, shape.fields) where field.number == told.number {
            let path = "\(path).\(field.name)"
            switch told.kind {
            case .number: #expect(field.type == "uint64", "\(path)")
            case .smallNumber: #expect(field.type == "uint32", "\(path)")
            case .signed: #expect(field.type == "sfixed64", "\(path)")
            case .fixed: #expect(field.type == "fixed64", "\(path)")
            case .flag: #expect(field.type == "bool", "\(path)")
            case .text, .texts: #expect(field.type == "string", "\(path)")
            case .root, .path: #expect(field.type == "bytes", "\(path)")
            case .names(let names): try compare(names, field.type, path)
            case .flattened(let inner), .object(let inner), .objects(let inner):
                try compare(inner, field.type, path)
            }
            #expect(field.isRepeated == told.isRepeated, "\(path)")
        }
    }

    /// `MISSING` of `ROOT_LOSS_CAUSE_MISSING` is told as `missing`.
    private func compare(_ names: [String], _ enumeration: String, _ path: String) throws {
        let values = try #require(payloads.schema.enumerations[enumeration], "\(path)")
        let words = enumeration.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }
        let prefix = words.joined().dropFirst() + "_"
        #expect(names.map { prefix + $0.uppercased() } == values, "\(path)")
    }

    /// A name in JSON is of one field.
    @Test(arguments: EventType.allCases)
    func namesAreOnesOwn(type: EventType) {
        let names = type.message.flattenedNames
        #expect(Set(names).count == names.count, "\(type.name)")
        #expect(Set(names).isDisjoint(with: ["position", "time", "type", "payload"]))
    }

    @Test(arguments: ProtoSchema.bodies)
    func everyFieldIsToldInJSON(body: ProtoSchema.Body) throws {
        for (path, payload) in try payloads.eachField(of: body) {
            var json = EventJSON()
            json.beginLine()
            #expect(payload.withUnsafeBytes { json.append(event: $0) }, "\(path)")
            json.endLine()
            let line = String(decoding: json.bytes, as: UTF8.self)
            #expect(!line.contains("\"payload\":"), "\(path): \(line)")
            #expect(try EventJSONReader.payload(ofLine: json.bytes) == payload, "\(path)")
        }
    }

    @Test(arguments: ProtoSchema.bodies)
    func everyEventHasASummaryAndItsPaths(body: ProtoSchema.Body) throws {
        let event = try general(try payloads.full(body))
        #expect(!event.summary.isEmpty)
        #expect(event.summary != Event().summary)
        #expect(event.paths.isEmpty == !(try type(body).message.hasPaths))
    }

    /// The golden file of an event is one of its every field.
    @Test(arguments: ProtoSchema.bodies)
    func theSampleHasEveryField(body: ProtoSchema.Body) throws {
        let sample = try #require(
            SampleEvents.all.first { $0.typeName == body.eventName },
            "SampleEvents has no \(body.eventName)."
        )
        let paths = fieldPaths(of: sample)
        // A root itself has no mount point; the events of those that have one show the field.
        for (path, _) in try payloads.eachField(of: body) where !path.hasSuffix(".mount") {
            #expect(paths.contains(path), "The sample has no \(path).")
        }
    }

    /// Of all fields that an event has, the names on the way to them: each opens a block in the
    /// message's text, or begins a line of it.
    private func fieldPaths(of event: Event) -> Set<String> {
        var (paths, open): (Set<String>, [Substring]) = ([], [])
        for line in event.textFormatString().split(separator: "\n") {
            let words = line.split(separator: " ")
            if words == ["}"] {
                open.removeLast()
            } else if words.last == "{" {
                open.append(words[0])
            } else {
                paths.insert(
                    (open + [line.prefix { $0 != ":" }.drop { $0 == " " }]).joined(separator: ".")
                )
            }
        }
        return paths
    }
}

extension FieldShape {
    fileprivate var isRepeated: Bool {
        switch kind {
        case .texts, .objects: true
        default: false
        }
    }
}

extension MessageShape {
    /// The names that stand beside one another in JSON.
    fileprivate var flattenedNames: [String] {
        fields.flatMap { field in
            if case .flattened(let inner) = field.kind { return inner.flattenedNames }
            return [field.name]
        }
    }

    /// Whether something in it is a path.
    fileprivate var hasPaths: Bool {
        fields.contains { field in
            switch field.kind {
            case .root, .path: true
            case .flattened(let inner), .object(let inner), .objects(let inner): inner.hasPaths
            default: false
            }
        }
    }
}
