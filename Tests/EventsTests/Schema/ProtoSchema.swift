import Foundation
import Testing

/// `Schemas/events/v1/*.proto`, as far as they go: messages of plain fields, enumerations, one
/// `oneof`. Every copy of the schema is compared with these files, and with nothing that was made
/// from them.
struct ProtoSchema {
    struct Field: Sendable {
        let number: UInt64
        let name: String
        /// A scalar of protocol buffers, a message, or an enumeration.
        let type: String
        let isRepeated: Bool
    }

    private(set) var messages: [String: [Field]] = [:]
    /// The names of an enumeration's values, by their numbers.
    private(set) var enumerations: [String: [String]] = [:]

    /// An event: a body in the envelope.
    struct Body: Sendable, CustomTestStringConvertible {
        let field: Field
        /// `file.added` for `file_added`.
        var eventName: String {
            field.name.replacing("_", with: ".", maxReplacements: 1)
        }
        var testDescription: String { eventName }
    }

    /// Throws where it meets something that it does not know.
    static let events: Result<ProtoSchema, any Error> = Result {
        let files = try FileManager.default.contentsOfDirectory(
            at: Golden.events,
            includingPropertiesForKeys: nil
        )
        var schema = ProtoSchema()
        for file in files where file.pathExtension == "proto" {
            try schema.read(String(contentsOf: file, encoding: .utf8))
        }
        return schema
    }

    /// All events, in the order in which the schema names them.
    static let bodies: [Body] = ((try? events.get())?.messages["Event"] ?? []).map(Body.init)

    func fields(of message: String) throws -> [Field] {
        try #require(messages[message], "There is no message \(message).")
    }
}

// MARK: Reading

extension ProtoSchema {
    struct UnknownStatement: Error {
        let text: String
    }

    private mutating func read(_ text: String) throws {
        let code = text.split(separator: "\n").map { line in
            line.prefix(upTo: line.firstRange(of: "//")?.lowerBound ?? line.endIndex)
        }
        // What is open, from the outside in: "message Event", "oneof body".
        var open: [String] = []
        for statement in Self.statements(in: code.joined(separator: " ")) {
            switch statement {
            case .begin(let head): open.append(head)
            case .end: open.removeLast()
            case .line(let line): try add(line, in: open.first)
            }
        }
    }

    private enum Statement {
        case begin(String)
        case line(String)
        case end
    }

    private static func statements(in code: String) -> [Statement] {
        var statements: [Statement] = []
        var words = ""
        for character in code {
            guard "{};".contains(character) else {
                words.append(character)
                continue
            }
            let text = words.split(separator: " ").joined(separator: " ")
            words = ""
            switch character {
            case "{": statements.append(.begin(text))
            case ";": statements.append(.line(text))
            default: statements.append(.end)
            }
        }
        return statements
    }

    /// - Parameter block: the outermost that it stands in.
    private mutating func add(_ line: String, in block: String?) throws {
        guard let block else { return }
        let head = block.split(separator: " ").map(String.init)
        var words = line.split(separator: " ").map(String.init)
        guard head.count == 2, let number = words.last.flatMap({ UInt64($0) }) else {
            throw UnknownStatement(text: line)
        }
        if head[0] == "enum", words.count == 3 {
            let names = enumerations[head[1], default: []]
            guard number == UInt64(names.count) else { throw UnknownStatement(text: line) }
            enumerations[head[1]] = names + [words[0]]
            return
        }
        let isRepeated = words.first == "repeated"
        if isRepeated { words.removeFirst() }
        guard head[0] == "message", words.count == 4, words[2] == "=" else {
            throw UnknownStatement(text: line)
        }
        let field = Field(number: number, name: words[1], type: words[0], isRepeated: isRepeated)
        messages[head[1], default: []].append(field)
    }
}
