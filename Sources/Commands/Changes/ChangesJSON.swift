import FoundationEssentials
import Projection
import Queries

/// A path for machines: text, and its bytes too if it is not UTF-8.
struct PathJSON {
    let text: String
    let base64: String?

    init(_ bytes: [UInt8]) {
        text = String(decoding: bytes, as: UTF8.self)
        let isText = String(validating: bytes, as: UTF8.self) != nil
        base64 = isText ? nil : Data(bytes).base64EncodedString()
    }
}

/// `added`, `changed`, `moved` and `removed`, as `scan --since` and `journal diff` print them.
///
/// A path that is not UTF-8 is shown with replacement characters, and `base64` has its bytes, keyed
/// by place, such as `added[0]` or `moved[2].from`: different names may look the same.
struct LibraryChangesJSON: Encodable {
    struct Change: Encodable {
        let path: String
        let tags: [String: TagJSON]
    }

    struct Move: Encodable {
        let from: String
        let to: String
    }

    let added: [String]
    let changed: [Change]
    let moved: [Move]
    let removed: [String]
    let base64: [String: String]?

    init(_ changes: LibraryChanges) {
        var base64: [String: String] = [:]
        func text(_ path: [UInt8], _ place: @autoclosure () -> String) -> String {
            let json = PathJSON(path)
            if let encoded = json.base64 { base64[place()] = encoded }
            return json.text
        }
        added = changes.added.enumerated().map { text($1, "added[\($0)]") }
        changed = changes.changed.enumerated().map { number, change in
            let tags = change.tags.map { ($0.name, TagJSON(from: $0.old, to: $0.new)) }
            return Change(
                path: text(change.path, "changed[\(number)].path"),
                tags: Dictionary(uniqueKeysWithValues: tags)
            )
        }
        moved = changes.moved.enumerated().map { number, move in
            Move(
                from: text(move.from, "moved[\(number)].from"),
                to: text(move.to, "moved[\(number)].to")
            )
        }
        removed = changes.removed.enumerated().map { text($1, "removed[\($0)]") }
        self.base64 = base64.isEmpty ? nil : base64
    }
}

/// A tag's value before and after; null if there is none.
struct TagJSON: Encodable {
    let from: ColumnValue
    let to: ColumnValue

    private enum CodingKeys: CodingKey {
        case from, to
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try Self.encode(from, .from, in: &container)
        try Self.encode(to, .to, in: &container)
    }

    private static func encode(
        _ value: ColumnValue,
        _ key: CodingKeys,
        in container: inout KeyedEncodingContainer<CodingKeys>
    ) throws {
        switch value {
        case .null: try container.encodeNil(forKey: key)
        case .integer(let number): try container.encode(number, forKey: key)
        case .real(let number): try container.encode(number, forKey: key)
        case .text(let text): try container.encode(text, forKey: key)
        case .blob(let bytes): try container.encode(PathJSON(bytes).text, forKey: key)
        }
    }
}
