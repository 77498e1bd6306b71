import Foundation
import Testing

@testable import Events

/// `Schemas/journal-export/v1.schema.json` is what others read by, so it is written for them, with
/// descriptions. Apart from these it says of every event what the list of events says.
@Suite struct ExportSchemaTests {
    private let definitions: [String: Any]
    private let branches: [String]

    init() throws {
        let url = Golden.events.appending(path: "../../journal-export/v1.schema.json")
        let parsed = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
        let schema = try #require(parsed as? [String: Any])
        definitions = try #require(schema["$defs"] as? [String: Any])
        let branches = try #require(schema["oneOf"] as? [[String: String]])
        self.branches = branches.compactMap { $0["$ref"] }
    }

    @Test func everyEventIsDefined() {
        let names = EventType.allCases.map(\.name)
        #expect(Set(definitions.keys.filter { $0.contains(".") }) == Set(names))
        #expect(branches.filter { $0.contains(".") } == names.map { "#/$defs/\($0)" })
    }

    @Test(arguments: EventType.allCases)
    func everyFieldIsDefined(type: EventType) throws {
        var properties: [String: Any] = [
            "time": ["type": "string", "format": "date-time"],
            "type": ["const": type.name],
            "payload": ["$ref": "#/$defs/base64"],
        ]
        for name in ["position", "append"] { properties[name] = ["$ref": "#/$defs/u64"] }
        for name in ["time_ns", "wall_time_ns"] { properties[name] = ["$ref": "#/$defs/i64"] }
        try compare(
            type.name,
            properties.merging(self.properties(type.message)) { $1 },
            ["append", "position", "time", "time_ns", "type", "wall_time_ns"]
                + required(type.message)
        )
    }

    /// Compares a definition with what it should be.
    private func compare(
        _ name: String,
        _ properties: [String: Any],
        _ required: [String]
    ) throws {
        let definition = try #require(definitions[name] as? [String: Any], "\(name)")
        let found = try #require(definition["properties"] as? [String: Any], "\(name)")
        #expect(Set(found.keys) == Set(properties.keys), "\(name)")
        for (field, expected) in properties {
            let found = try #require(found[field], "\(name) has no \(field): \(text(expected))")
            #expect(text(found) == text(expected), "\(name).\(field)")
        }
        #expect(definition["type"] as? String == "object", "\(name)")
        #expect((definition["required"] as? [String])?.sorted() == required.sorted(), "\(name)")
        #expect(definition["additionalProperties"] as? Bool == false, "\(name)")
    }

    /// Without what it says to people.
    private func text(_ value: Any) -> String {
        var value = value
        if var object = value as? [String: Any] {
            object["description"] = nil
            value = object
        }
        let data = try? JSONSerialization.data(withJSONObject: value, options: .sortedKeys)
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    // MARK: What it should be

    private func properties(_ shape: MessageShape) throws -> [String: Any] {
        var properties: [String: Any] = [:]
        for field in shape.fields {
            switch field.kind {
            case .number, .fixed: properties[field.name] = ["$ref": "#/$defs/u64"]
            case .smallNumber: properties[field.name] = ["$ref": "#/$defs/u32"]
            case .signed: properties[field.name] = ["$ref": "#/$defs/i64"]
            case .flag: properties[field.name] = ["type": "boolean"]
            case .text: properties[field.name] = ["type": "string"]
            case .texts: properties[field.name] = ["type": "array", "items": ["type": "string"]]
            case .names(let names):
                properties[field.name] = ["anyOf": [["enum": names], ["type": "integer"]]]
            case .root, .path:
                properties[field.name] = ["type": "string"]
                properties[field.name + "_base64"] = ["$ref": "#/$defs/base64"]
            case .flattened(let inner):
                properties.merge(try self.properties(inner)) { $1 }
            case .object(let inner):
                properties[field.name] = ["$ref": try reference(to: inner, in: field)]
            case .objects(let inner):
                let items = ["$ref": try reference(to: inner, in: field)]
                properties[field.name] = ["type": "array", "items": items]
            }
        }
        return properties
    }

    /// The names that every line has.
    private func required(_ shape: MessageShape) -> [String] {
        shape.fields.filter(\.isAlways).flatMap { field in
            if case .flattened(let inner) = field.kind { return required(inner) }
            return [field.name]
        }
    }

    /// A message in another has a definition of its own; its name is the schema's.
    private func reference(to shape: MessageShape, in field: FieldShape) throws -> String {
        let properties = try properties(shape)
        let name = try #require(
            definitions.keys.first { name in
                let definition = definitions[name] as? [String: Any]
                return !name.contains(".")
                    && Set((definition?["properties"] as? [String: Any] ?? [:]).keys)
                        == Set(properties.keys)
            },
            "Nothing is defined with the fields of “\(field.name)”: \(text(properties))"
        )
        try compare(name, properties, required(shape))
        return "#/$defs/\(name)"
    }
}
