/// The JSON schema of the settings file, generated from the table. `Schemas/config.schema.json` is
/// the golden copy, for editors; a test compares the two.
package enum SettingsSchema {
    package static func json(_ table: SettingsTable = .standard) -> String {
        let root = Section(table.definitions)
        var text = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "psm settings",
              "description": "The settings file of psm, Playlist Sync Matcher.",

            """
        text += root.body(indent: "  ") + "\n}\n"
        return text
    }

    /// Settings and sections in the order in which they first appear in the table.
    private struct Section {
        private enum Member {
            case setting(SettingDefinition)
            case section(Section)
        }

        private var names: [String] = []
        private var members: [String: Member] = [:]

        init(_ definitions: [SettingDefinition]) {
            for definition in definitions {
                insert(definition, at: definition.key.rawValue.split(separator: ".")[...])
            }
        }

        private mutating func insert(
            _ definition: SettingDefinition,
            at path: ArraySlice<Substring>
        ) {
            guard let first = path.first else { return }
            let name = String(first)
            if members[name] == nil { names.append(name) }
            if path.count == 1 {
                members[name] = .setting(definition)
            } else {
                var section = Section([])
                if case .section(let existing) = members[name] { section = existing }
                section.insert(definition, at: path.dropFirst())
                members[name] = .section(section)
            }
        }

        /// The lines inside an object schema's braces.
        func body(indent: String) -> String {
            var lines = [
                "\(indent)\"type\": [\"object\", \"null\"],",
                "\(indent)\"additionalProperties\": false,",
                "\(indent)\"properties\": {",
            ]
            let inner = indent + "  "
            for (index, name) in names.enumerated() {
                let comma = index == names.count - 1 ? "" : ","
                let content =
                    switch members[name] {
                    case .section(let section): section.body(indent: inner + "  ")
                    case .setting(let definition):
                        SettingsSchema.lines(of: definition, indent: inner + "  ")
                    case nil: ""
                    }
                lines.append("\(inner)\(JSONText.quoted(name)): {")
                lines.append(content)
                lines.append("\(inner)}\(comma)")
            }
            lines.append("\(indent)}")
            return lines.joined(separator: "\n")
        }
    }

    private static func lines(of definition: SettingDefinition, indent: String) -> String {
        var fields = ["\"description\": \(JSONText.quoted(definition.doc))"]
        switch definition.type {
        case .bool:
            fields.append("\"type\": [\"boolean\", \"null\"]")
        case .integer(let range):
            fields.append("\"type\": [\"integer\", \"null\"]")
            fields.append("\"minimum\": \(range.lowerBound)")
            fields.append("\"maximum\": \(range.upperBound)")
        case .number(let range):
            fields.append("\"type\": [\"number\", \"null\"]")
            fields.append("\"minimum\": \(range.lowerBound)")
            fields.append("\"maximum\": \(range.upperBound)")
        case .choice(let values, _):
            let names = values.map(JSONText.quoted).joined(separator: ", ")
            fields.append("\"enum\": [\(names), null]")
        case .path:
            fields.append("\"type\": [\"string\", \"null\"]")
        case .pathList, .patternList, .extensionList:
            fields.append("\"type\": [\"array\", \"string\", \"null\"]")
            fields.append("\"items\": {\"type\": \"string\", \"minLength\": 1}")
        }
        if definition.builtIn != .absent {
            fields.append("\"default\": \(definition.builtIn.json)")
        }
        return fields.map { indent + $0 }.joined(separator: ",\n")
    }
}
