/// The value of one setting.
///
/// Text is bytes, because a path is bytes and the environment hands psm any of them.
package enum SettingValue: Equatable, Sendable {
    /// Not set, and without a default.
    case absent
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case text([UInt8])
    case list([[UInt8]])

    static func text(_ string: String) -> SettingValue {
        .text(Array(string.utf8))
    }

    static func list(_ strings: [String]) -> SettingValue {
        .list(strings.map { Array($0.utf8) })
    }
}

extension SettingValue {
    /// For people. A name that is not UTF-8 is shown with replacement characters.
    var display: String {
        switch self {
        case .absent: "(not set)"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): Self.display(value)
        case .text(let bytes): String(decoding: bytes, as: UTF8.self)
        case .list(let items):
            "[" + items.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ", ") + "]"
        }
    }

    /// For machines: one JSON value. A name that is not UTF-8 is shown with replacement characters.
    var json: String {
        switch self {
        case .absent: "null"
        case .bool, .integer, .number: display
        case .text(let bytes): JSONText.quoted(String(decoding: bytes, as: UTF8.self))
        case .list(let items):
            "["
                + items.map { JSONText.quoted(String(decoding: $0, as: UTF8.self)) }
                .joined(separator: ", ") + "]"
        }
    }

    /// `2.0` as `2.0` and never as `2`, so that a reader sees that a fraction is allowed.
    private static func display(_ value: Double) -> String {
        "\(value)"
    }
}

/// A value as written in its source, before it is checked against its definition.
enum RawSetting: Equatable, Sendable {
    /// A key without a value, which counts as unset.
    case absent
    case scalar([UInt8])
    case list([[UInt8]])

    /// What the user wrote, for a message.
    var display: String {
        switch self {
        case .absent: "nothing"
        case .scalar(let bytes): String(decoding: bytes, as: UTF8.self)
        case .list(let items): SettingValue.list(items).display
        }
    }
}

/// Where a value came from.
package enum SettingOrigin: Equatable, Sendable {
    case builtIn
    case file(path: String, line: Int)
    case environment(name: String)

    /// One word for machines.
    var kind: String {
        switch self {
        case .builtIn: "default"
        case .file: "file"
        case .environment: "environment"
        }
    }

    /// For people, after a value: `file, line 4`.
    var display: String {
        switch self {
        case .builtIn: "default"
        case .file(_, let line): "file, line \(line)"
        case .environment(let name): "environment, \(name)"
        }
    }

    /// For people, inside a sentence.
    var place: String {
        switch self {
        case .builtIn: "in the defaults"
        case .file(let path, let line): "in \(path), line \(line)"
        case .environment(let name): "in the environment variable \(name)"
        }
    }
}
