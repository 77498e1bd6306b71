import Testing

@testable import Events

/// Payloads made from the `.proto` files alone.
struct ProtoPayload {
    let schema: ProtoSchema

    init() throws {
        schema = try ProtoSchema.events.get()
    }

    /// One for each field of an event, with this field and no other; fields of the messages in it
    /// count as its own. Beside each the names on the way to it, as in
    /// `file_added.tags.title`.
    func eachField(of body: ProtoSchema.Body) throws -> [(path: String, payload: [UInt8])] {
        try eachField(of: body.field.type).map {
            (body.field.name + $0.path, EventJSONReader.field(body.field.number, $0.bytes))
        }
    }

    /// With every field.
    func full(_ body: ProtoSchema.Body) throws -> [UInt8] {
        EventJSONReader.field(body.field.number, try full(body.field.type))
    }

    /// Without any.
    func empty(_ body: ProtoSchema.Body) -> [UInt8] {
        EventJSONReader.field(body.field.number, [])
    }

    private func eachField(of message: String) throws -> [(path: String, bytes: [UInt8])] {
        try schema.fields(of: message).flatMap { field in
            let path = "." + field.name
            if schema.messages[field.type] == nil { return [(path, try scalar(field))] }
            return try eachField(of: field.type).map {
                (path + $0.path, EventJSONReader.field(field.number, $0.bytes))
            }
        }
    }

    private func full(_ message: String) throws -> [UInt8] {
        try schema.fields(of: message).sorted { $0.number < $1.number }.flatMap { field in
            schema.messages[field.type] == nil
                ? try scalar(field)
                : EventJSONReader.field(field.number, try full(field.type))
        }
    }

    /// The field with a value that is not its default.
    private func scalar(_ field: ProtoSchema.Field) throws -> [UInt8] {
        switch field.type {
        case "string", "bytes":
            return EventJSONReader.field(field.number, Array(field.name.utf8))
        case "fixed64", "sfixed64":
            let value = withUnsafeBytes(of: field.number.littleEndian) { Array($0) }
            return EventJSONReader.varint(field.number << 3 | 1) + value
        case "bool": return EventJSONReader.varint(field.number << 3) + [1]
        case "uint32", "uint64": break
        default:
            try #require(schema.enumerations[field.type] != nil, "no such type: \(field.type)")
        }
        return EventJSONReader.varint(field.number << 3) + [1]
    }
}
