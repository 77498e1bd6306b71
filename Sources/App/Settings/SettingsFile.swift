import SystemPackage
import Yams

/// The settings file: YAML, with sections as mappings.
///
/// An empty file, an empty section and a key without a value set nothing.
package struct SettingsFile: Sendable {
    /// A longer file is no settings file.
    static let maximumBytes = 1 << 20

    let path: FilePath
    let bytes: [UInt8]

    private var name: String { path.string }

    /// The settings in the file, by key.
    func read(_ table: SettingsTable) throws(SettingsError) -> [SettingKey: SourcedSetting] {
        guard bytes.count <= Self.maximumBytes else {
            throw .unreadableFile(
                path: name,
                reason: "it is longer than \(Self.maximumBytes) bytes, too long for a settings file"
            )
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let valid = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
            let line = 1 + valid.utf8.count { $0 == 0x0A }
            throw .malformedFile(
                path: name,
                line: line,
                column: 1,
                problem: "the line is not UTF-8; save the file in that encoding"
            )
        }
        guard let root = try compose(text) else { return [:] }
        var settings: [SettingKey: SourcedSetting] = [:]
        try collect(root, table, under: [], line: 1, into: &settings)
        return settings
    }

    private func compose(_ text: String) throws(SettingsError) -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw malformed(error)
        } catch {
            throw malformed(line: 1, column: 1, "\(error)")
        }
    }

    private func malformed(_ error: YamlError) -> SettingsError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            malformed(line: mark.line, column: mark.column, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            malformed(
                line: context.mark.line,
                column: context.mark.column,
                "a key occurs here more than once: "
                    + duplicates.sorted().joined(separator: ", ")
            )
        case .reader(let problem, let offset, _, let yaml):
            malformed(
                line: 1 + yaml.utf8.prefix(offset ?? 0).count { $0 == 0x0A },
                column: 1,
                problem
            )
        default:
            malformed(line: 1, column: 1, "\(error)")
        }
    }

    private func malformed(line: Int, column: Int, _ problem: String) -> SettingsError {
        .malformedFile(path: name, line: line, column: column, problem: problem)
    }

    /// Walks down to the leaves. The depth is bounded by libyaml's own limit.
    private func collect(
        _ node: Node,
        _ table: SettingsTable,
        under parents: [String],
        line: Int,
        into settings: inout [SettingKey: SourcedSetting]
    ) throws(SettingsError) {
        let key = parents.joined(separator: ".")
        if case .mapping(let mapping) = node, table.definition(named: key) == nil {
            for (child, value) in mapping {
                let childLine = child.mark?.line ?? line
                guard case .scalar(let scalar) = child else {
                    throw malformed(
                        line: childLine,
                        column: child.mark?.column ?? 1,
                        "a setting's name must be plain text"
                    )
                }
                try collect(
                    value,
                    table,
                    under: parents + [scalar.string],
                    line: childLine,
                    into: &settings
                )
            }
            return
        }
        let origin = SettingOrigin.file(path: name, line: line)
        if parents.isEmpty || table.sections.contains(key) {
            if isNull(node) { return }
            throw malformed(
                line: line,
                column: node.mark?.column ?? 1,
                parents.isEmpty
                    ? "settings are written as “section:” with “key: value” lines below it"
                    : "\(key) is a section: write its settings below it as “key: value” lines"
            )
        }
        guard let definition = table.definition(named: key) else {
            if let reason = table.reasonUnavailable(key) {
                throw .unavailable(key: key, reason: reason, origin: origin)
            }
            let nearest = table.nearest(to: key).rawValue
            throw .unknownKey(key: key, nearest: nearest, origin: origin)
        }
        settings[definition.key] = SourcedSetting(
            raw: try raw(node, of: definition, origin: origin),
            origin: origin
        )
    }

    private func isNull(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node else { return false }
        return scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    private func raw(
        _ node: Node,
        of definition: SettingDefinition,
        origin: SettingOrigin
    ) throws(SettingsError) -> RawSetting {
        // An unquoted ~ is null in YAML, but anyone who types it means a path.
        if definition.type == .path, case .scalar(let scalar) = node, scalar.string == "~" {
            return .scalar([UInt8(ascii: "~")])
        }
        if isNull(node) { return .absent }
        switch node {
        case .scalar(let scalar): return .scalar(Array(scalar.string.utf8))
        case .sequence(let sequence):
            var items: [[UInt8]] = []
            for item in sequence {
                guard case .scalar(let scalar) = item else {
                    throw wrong(definition, "a list of lists or sections", origin)
                }
                items.append(Array(scalar.string.utf8))
            }
            return .list(items)
        case .mapping: throw wrong(definition, "a section", origin)
        case .alias: throw wrong(definition, "an alias", origin)
        }
    }

    private func wrong(
        _ definition: SettingDefinition,
        _ value: String,
        _ origin: SettingOrigin
    ) -> SettingsError {
        .wrongValue(
            key: definition.key.rawValue,
            value: value,
            allowed: definition.type.allowed,
            origin: origin
        )
    }
}
