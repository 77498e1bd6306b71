/// One line of `psm config`.
package struct ListedSetting: Equatable, Sendable {
    package let definition: SettingDefinition
    /// Paths are absolute here.
    package let value: SettingValue
    package let origin: SettingOrigin

    package static func == (left: ListedSetting, right: ListedSetting) -> Bool {
        left.definition.key == right.definition.key && left.value == right.value
            && left.origin == right.origin
    }
}

/// What `psm config` prints.
package struct SettingsListing {
    let settings: [ListedSetting]

    package init(_ settings: Settings) {
        self.settings = settings.listing
    }

    /// `key = value  (origin)`, one per line; the origins of short values are aligned.
    package func text() -> String {
        let widestColumn = 60
        let assignments = settings.map { "\($0.definition.key.rawValue) = \($0.value.display)" }
        let width = min(assignments.map(\.count).max() ?? 0, widestColumn)
        var text = ""
        for (setting, assignment) in zip(settings, assignments) {
            let gap = String(repeating: " ", count: max(0, width - assignment.count) + 2)
            text += assignment + gap + "(\(setting.origin.display))\n"
        }
        return text
    }

    /// One object: `{"library.paths": {"value": […], "origin": "file", "path": …, "line": 4}, …}`.
    /// With origin `environment`: `variable`.
    package func json() -> String {
        let members = settings.map { setting -> String in
            var fields = [
                "\"value\": \(setting.value.json)",
                "\"origin\": \(JSONText.quoted(setting.origin.kind))",
            ]
            switch setting.origin {
            case .builtIn: break
            case .file(let path, let line):
                fields.append("\"path\": \(JSONText.quoted(path))")
                fields.append("\"line\": \(line)")
            case .environment(let name):
                fields.append("\"variable\": \(JSONText.quoted(name))")
            }
            let key = JSONText.quoted(setting.definition.key.rawValue)
            return "  \(key): {\(fields.joined(separator: ", "))}"
        }
        return "{\n" + members.joined(separator: ",\n") + "\n}\n"
    }
}
