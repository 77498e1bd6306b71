/// Settings in environment variables: `PSM__LIBRARY__WATCH__DEBOUNCE_SECONDS=5`.
///
/// Two underscores stand for the dot between sections. Lists are JSON arrays of strings, or one
/// plain value. An empty variable counts as unset, because shells and containers may have no other
/// way to unset one; an empty list is `[]`.
enum SettingsEnvironment {
    static let prefix = "PSM__"

    /// The settings in the environment, by key.
    static func read(
        _ environment: [String: [UInt8]],
        _ table: SettingsTable
    ) throws(SettingsError) -> [SettingKey: SourcedSetting] {
        var settings: [SettingKey: SourcedSetting] = [:]
        let names = environment.keys.filter { $0.hasPrefix(prefix) }.sorted()
        for name in names {
            guard let bytes = environment[name], !bytes.isEmpty else { continue }
            let origin = SettingOrigin.environment(name: name)
            let dotted = name.dropFirst(prefix.count).lowercased()
                .split(separator: "__", omittingEmptySubsequences: false).joined(separator: ".")
            guard let definition = table.definition(named: dotted),
                name == definition.key.environmentName
            else {
                if let reason = table.reasonUnavailable(dotted) {
                    throw .unavailable(key: name, reason: reason, origin: origin)
                }
                let nearest = table.nearest(to: dotted).environmentName
                throw .unknownKey(key: name, nearest: nearest, origin: origin)
            }
            let raw = try raw(bytes, for: definition, origin: origin)
            settings[definition.key] = SourcedSetting(raw: raw, origin: origin)
        }
        return settings
    }

    /// A list that begins with `[` must be a JSON array: write such a folder name as `./[…`.
    private static func raw(
        _ bytes: [UInt8],
        for definition: SettingDefinition,
        origin: SettingOrigin
    ) throws(SettingsError) -> RawSetting {
        switch definition.type {
        case .pathList, .patternList, .extensionList:
            guard bytes.first(where: { $0 != 0x20 }) == UInt8(ascii: "[") else {
                return .scalar(bytes)
            }
            if let items = JSONText.strings(inArray: bytes) { return .list(items) }
            // A pattern may begin with a class of characters: `[._]*`.
            if definition.type == .patternList { return .scalar(bytes) }
            throw .wrongValue(
                key: definition.key.rawValue,
                value: String(decoding: bytes, as: UTF8.self),
                allowed: "\(definition.type.allowed), written as a JSON array of strings",
                origin: origin
            )
        default:
            return .scalar(bytes)
        }
    }
}

/// A raw value and where it comes from.
struct SourcedSetting: Equatable, Sendable {
    let raw: RawSetting
    let origin: SettingOrigin
}
