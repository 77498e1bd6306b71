import Foundation
import TestSupport
import Testing

@testable import Formats

/// Reads past one document with `skipValue`: its syntax is all that can be wrong.
private func problem(
    _ document: [UInt8],
    largestRead: Int = Int.max
) -> JSONError? {
    do throws(JSONError) {
        var reader = JSONReader(ByteSource(bytes: document, largestRead: largestRead))
        try reader.skipValue()
        try reader.requireEnd()
        return nil
    } catch {
        return error
    }
}

private func problem(_ document: String) -> JSONError? {
    problem(Array(document.utf8))
}

private func string(_ literal: String, largestRead: Int = Int.max) throws -> String? {
    var reader = JSONReader(ByteSource(bytes: Array(literal.utf8), largestRead: largestRead))
    return try reader.readString()
}

@Suite struct JSONReaderTests {
    @Test(arguments: [
        "null", " true ", "[]", "{}", "[[],{}]", #"{"a":[1,2,{"b":null}],"c":"d"}"#, "-0.5e+10",
        #"["\u00e9\ud83d\ude00\n\/"]"#, "[1 , 2\n,\r\n3\t]", "\"é日本🔥\"", "0", "[0,10]",
    ])
    func acceptsWhatTheGrammarAllows(document: String) {
        #expect(problem(document) == nil)
    }

    @Test(arguments: [
        ("", 1, 1), ("[1,]", 1, 4), ("{\"a\":1,}", 1, 8), ("[1 2]", 1, 4), ("{\"a\" 1}", 1, 6),
        ("[\n  tru]", 2, 3), ("[\"é\", x]", 1, 7), ("[01]", 1, 3), ("[1.]", 1, 4), ("[-]", 1, 3),
        ("[1e]", 1, 4), ("{a:1}", 1, 2), ("[\"a\nb\"]", 1, 4), ("\"\\x\"", 1, 3), ("[1]]", 1, 4),
        ("[\"ab", 1, 2), ("\"\\ud800\"", 1, 8), ("\"\\ud800\\u0041\"", 1, 14), ("{", 1, 2),
        ("\"\\u12g4\"", 1, 6), ("[1}", 1, 3), ("\n\n  ]", 3, 3), ("'a'", 1, 1),
    ])
    func namesThePlaceOfTheFirstError(document: String, line: Int, column: Int) {
        guard case .syntax(let foundLine, let foundColumn, let text) = problem(document) else {
            Issue.record("\(document) was accepted")
            return
        }
        #expect(foundLine == line && foundColumn == column, "\(document): \(text)")
    }

    @Test(arguments: [
        [0xFF], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
        [0xC3], [0xE3, 0x81], [0xF5, 0x80, 0x80, 0x80], [0x80],
    ])
    func refusesWhatIsNotUTF8(bytes: [UInt8]) {
        let document = Array("[1, \"é".utf8) + bytes + Array("\"]".utf8)
        #expect(problem(document) == .notUTF8(line: 1, column: 7))
    }

    @Test func depthAndLengthHaveLimits() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(problem(nested(JSONReader.deepest)) == nil)
        #expect(problem(nested(JSONReader.deepest + 1)) != nil)
        #expect(problem(String(repeating: "[{\"a\":", count: 100_000)) != nil)
        let long = String(repeating: "x", count: JSONReader.longestStringBytes + 1)
        #expect(problem("\"\(long)\"") != nil)
        #expect(problem(String(repeating: "1", count: 500)) != nil)
    }

    @Test(arguments: 1...9)
    func seamsBetweenReadsDoNotShow(largestRead: Int) throws {
        let literal = #""plain text, caf\u00e9 é日本🔥 \"\ud83d\ude00\" end""#
        let expected = try JSONSerialization.jsonObject(
            with: Data(literal.utf8),
            options: .fragmentsAllowed
        )
        #expect(try string(literal, largestRead: largestRead) == expected as? String)
        let broken = Array("[\n\"é日本🔥\", nul]".utf8)
        #expect(problem(broken, largestRead: largestRead) == problem(broken))
    }

    /// Documents damaged at random: we and Foundation agree on which are JSON.
    @Test(arguments: 0..<40)
    func agreesWithFoundationOnDamage(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let sound = Array(#"{"a": [1, -2.5e3, true, null, "x\ny\u00e9é🔥"], "b": {"c": []}}"#.utf8)
        let alphabet = Array(#"{}[],:"\ue0-.+ tfn1é"#.utf8)
        for _ in 0..<100 {
            var document = sound
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let index = Int.random(in: 0..<document.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: document.remove(at: index)
                case 1: document[index] = alphabet.randomElement(using: &random) ?? 0
                default: document.insert(alphabet.randomElement(using: &random) ?? 0, at: index)
                }
            }
            let theirs =
                (try? JSONSerialization.jsonObject(
                    with: Data(document),
                    options: .fragmentsAllowed
                )) != nil
            let ours = problem(document) == nil
            // Foundation lets a comma stand before a closing brace or bracket; RFC 8259 does not.
            let text = String(decoding: document, as: UTF8.self)
            let dense = text.replacing(" ", with: "")
            if theirs, !ours, dense.contains(",}") || dense.contains(",]") { continue }
            #expect(theirs == ours, "seed \(seed): \(text)")
        }
    }

    @Test func numbersAreBounded() throws {
        func number(_ text: String) throws -> UInt32? {
            var reader = JSONReader(ByteSource(bytes: Array(text.utf8)))
            return try reader.readUInt32()
        }
        #expect(try number("180000") == 180_000)
        #expect(try number("180000.9") == 180_000)
        #expect(try number("1.8e5") == 180_000)
        #expect(try number("null") == nil)
        for text in ["-1", "4294967296", "1e99", "\"1\"", "[]"] {
            #expect(throws: JSONError.self) { try number(text) }
        }
    }
}
