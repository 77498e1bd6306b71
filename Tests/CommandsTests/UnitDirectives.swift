import Testing

/// A unit as systemd reads it: sections, each with its directives.
///
/// Source: systemd.syntax(7), systemd.unit(5).
struct UnitDirectives {
    private(set) var sections: [String] = []
    private var entries: [(section: String, key: String, value: String)] = []

    struct Malformed: Error {
        let text: String
    }

    init(_ text: String) throws {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("["), line.hasSuffix("]") {
                sections.append(String(line.dropFirst().dropLast()))
                continue
            }
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let section = sections.last else {
                throw Malformed(text: String(line))
            }
            entries.append((section, parts[0], parts[1]))
        }
    }

    func keys(_ section: String) -> [String] {
        entries.filter { $0.section == section }.map(\.key)
    }

    func values(_ section: String, _ key: String) -> [String] {
        entries.filter { $0.section == section && $0.key == key }.map(\.value)
    }

    /// Of a directive that is there once.
    func value(_ section: String, _ key: String) throws -> String {
        let values = values(section, key)
        try #require(values.count == 1, "\(key)")
        return values[0]
    }

    /// The words of a value, without quotes, backslashes and doubled percent signs.
    static func words(_ value: Substring) throws -> [String] {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        var rest = value
        while let character = rest.popFirst() {
            switch character {
            case "\"":
                isQuoted.toggle()
                word = word ?? ""
            case "\\":
                guard let next = rest.popFirst() else { throw Malformed(text: String(value)) }
                word = (word ?? "") + (next == "t" ? "\t" : String(next))
            case "%":
                guard rest.popFirst() == "%" else { throw Malformed(text: String(value)) }
                word = (word ?? "") + "%"
            case " " where !isQuoted:
                if let word { words.append(word) }
                word = nil
            default:
                word = (word ?? "") + String(character)
            }
        }
        if isQuoted { throw Malformed(text: String(value)) }
        if let word { words.append(word) }
        return words
    }
}
