/// The type of a setting: which values it allows.
package enum SettingType: Equatable, Sendable {
    case bool
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    /// One of the values. `notYet` has names that users know and psm does not support yet.
    case choice([String], notYet: [String] = [])
    case path
    case pathList
    /// Glob patterns.
    case patternList
    /// File name extensions, with or without the dot.
    case extensionList

    /// Completes "it must be …".
    var allowed: String {
        switch self {
        case .bool: "true or false"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let values, _): "one of: " + values.joined(separator: ", ")
        case .path: "the path of a folder"
        case .pathList: "a list of folders"
        case .patternList: "a list of patterns such as \"*.tmp\""
        case .extensionList: "a list of file name extensions such as \"mp3\""
        }
    }
}

/// One setting: the single source of its parsing, its listing, its schema and its documentation.
package struct SettingDefinition: Sendable {
    package let key: SettingKey
    package let type: SettingType
    let builtIn: SettingValue
    /// Whether it enters a row or a published file, so that everyone who works on a data folder must
    /// use the same value.
    let isShared: Bool
    /// One sentence for the user.
    let doc: String

    package init(
        _ key: SettingKey,
        _ type: SettingType,
        default builtIn: SettingValue,
        isShared: Bool = false,
        _ doc: String
    ) {
        self.key = key
        self.type = type
        self.builtIn = builtIn
        self.isShared = isShared
        self.doc = doc
    }
}

extension SettingDefinition {
    /// Why a raw value is not a value of this setting.
    enum Refusal: Error, Equatable {
        /// Completes "it must be …".
        case mustBe(String)
        case notYet(String)
    }

    /// The typed value of `raw`. Paths are returned as written.
    func parse(_ raw: RawSetting) throws(Refusal) -> SettingValue {
        switch (type, raw) {
        case (_, .absent): return builtIn
        case (.path, .scalar(let bytes)):
            try checkPath(bytes)
            return .text(bytes)
        case (.pathList, _), (.patternList, _), (.extensionList, _):
            return .list(try parseList(raw))
        case (_, .scalar(let bytes)):
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw .mustBe(type.allowed)
            }
            return try parse(text)
        case (_, .list):
            throw .mustBe(type.allowed)
        }
    }

    private func parse(_ text: String) throws(Refusal) -> SettingValue {
        switch type {
        case .bool:
            switch text.lowercased() {
            case "true", "1", "yes", "on": return .bool(true)
            case "false", "0", "no", "off": return .bool(false)
            default: break
            }
        case .integer(let range):
            if let value = Int(text), range.contains(value) { return .integer(value) }
        case .number(let range):
            if let value = Double(text), range.contains(value) { return .number(value) }
        case .choice(let values, let notYet):
            let lowered = text.lowercased()
            if values.contains(lowered) { return .text(lowered) }
            if notYet.contains(lowered) {
                throw .notYet(
                    "psm does not support “\(lowered)” yet; use one of: "
                        + values.joined(separator: ", ") + "."
                )
            }
        case .path, .pathList, .patternList, .extensionList: break
        }
        throw .mustBe(type.allowed)
    }

    private func parseList(_ raw: RawSetting) throws(Refusal) -> [[UInt8]] {
        let items: [[UInt8]] =
            switch raw {
            case .list(let items): items
            case .scalar(let item): [item]
            case .absent: []
            }
        var parsed: [[UInt8]] = []
        for item in items {
            switch type {
            case .pathList: try checkPath(item)
            case .extensionList:
                parsed.append(try parseExtension(item))
                continue
            default:
                guard !item.isEmpty, !item.contains(0),
                    String(validating: item, as: UTF8.self) != nil
                else { throw .mustBe(type.allowed) }
            }
            parsed.append(item)
        }
        return parsed
    }

    private func checkPath(_ bytes: [UInt8]) throws(Refusal) {
        guard !bytes.isEmpty, !bytes.contains(0) else { throw .mustBe(type.allowed) }
        if bytes.first == UInt8(ascii: "~"), bytes.count > 1, bytes[1] != UInt8(ascii: "/") {
            throw .mustBe("a path that begins with ~/, or the full path of the user's folder")
        }
    }

    private func parseExtension(_ bytes: [UInt8]) throws(Refusal) -> [UInt8] {
        let name = bytes.first == UInt8(ascii: ".") ? bytes.dropFirst() : bytes[...]
        // The limit of the path filter, which compares an extension in one machine word.
        let longestBytes = 8
        let separators = [0, UInt8(ascii: "/"), UInt8(ascii: ".")]
        guard let text = String(validating: name, as: UTF8.self),
            (1...longestBytes).contains(name.count), !name.contains(where: separators.contains)
        else { throw .mustBe(type.allowed) }
        return Array(text.lowercased().utf8)
    }
}
