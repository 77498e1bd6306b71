import TestSupport
import Testing

@testable import Formats

@Suite struct CSVReaderTests {
    private func rows(_ text: String) throws -> [[String]] {
        try rows(Array(text.utf8)).map(\.fields)
    }

    private func rows(_ bytes: [UInt8]) throws -> [CSVReader.Row] {
        var reader = CSVReader(bytes)
        var rows: [CSVReader.Row] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }

    @Test(arguments: [
        ("", []),
        ("\n\r\n\r", []),
        ("a", [["a"]]),
        ("a,b\n", [["a", "b"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a\rb", [["a"], ["b"]]),
        ("a,\n,b\n,\n", [["a", ""], ["", "b"], ["", ""]]),
        ("\"\"", [[""]]),
        ("\"a,b\",\"c\"\"d\"\n", [["a,b", "c\"d"]]),
        ("\"a\r\nb\",c\n\nd,e", [["a\r\nb", "c"], ["d", "e"]]),
        ("12\" mix,b", [["12\" mix", "b"]]),
        (" a , b ", [[" a ", " b "]]),
        ("\u{FEFF}a,b", [["a", "b"]]),
        ("\u{FEFF}\"a\",b", [["a", "b"]]),
        ("夢,Café,🔥", [["夢", "Café", "🔥"]]),
    ])
    func aTextIsItsRows(text: String, expected: [[String]]) throws {
        #expect(try rows(text) == expected)
    }

    @Test func aRowKnowsItsLine() throws {
        let found = try rows(Array("a\n\n\"b\nb\r\nb\",c\r\rd".utf8))
        #expect(found.map(\.line) == [1, 3, 7])
    }

    @Test(arguments: [
        ("a\n\"b", 2, "a quoted field is never closed"),
        ("a\n\n\"b\nc", 3, "a quoted field is never closed"),
        ("\"a\nb\"c", 2, "text follows a closing quote"),
    ])
    func whatIsWrongIsToldWithItsLine(text: String, line: Int, problem: String) {
        #expect(throws: CSVError(line: line, problem: problem)) { try rows(text) }
    }

    @Test func whatIsNotUTF8IsReplaced() throws {
        #expect(try rows([0x61, 0xFF, 0x2C, 0x62]).map(\.fields) == [["a\u{FFFD}", "b"]])
    }

    private static let pieces = [
        "a", "b", " ", ",", "\"", "\"\"", "\n", "\r", "\r\n", ";", "夢", "é", "🔥", "=", "\t", "0",
        "\u{FEFF}",
    ]

    /// What the reports' writer writes, the reader reads.
    @Test(arguments: Seeds.from(1, count: 40))
    func whatIsWrittenIsRead(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let width = 1 + random.below(5)
        let table = (0..<1 + random.below(12)).map { _ in
            (0..<width).map { _ in
                (0..<random.below(6)).map { _ in Self.pieces[random.below(Self.pieces.count)] }
                    .joined()
            }
        }
        // A lone empty cell is an empty line, a mark that begins a file is none of its text.
        let written = table.filter { $0 != [""] }
        if written.first?.first?.hasPrefix("\u{FEFF}") == true { return }
        var writer = CSVWriter()
        for row in written {
            for cell in row { writer.text(cell) }
            writer.endLine()
        }
        #expect(try rows(writer.bytes).map(\.fields) == written)
    }

    /// Whatever the bytes are, reading ends, and lines do not run backwards.
    @Test(arguments: Seeds.from(1, count: 40))
    func anyBytesAreReadOrRefused(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let bytes = (0..<random.below(200)).map { _ in
            random.chance(60)
                ? random.pick(of: 0x22, 0x2C, 0x0A, 0x0D, 0x61) : UInt8(random.below(256))
        }
        var last = 0
        var reader = CSVReader(bytes)
        do throws(CSVError) {
            while let row = try reader.next() {
                #expect(row.line > last)
                #expect(!row.fields.isEmpty)
                last = row.line
            }
        } catch {
            #expect(error.line >= last)
        }
    }
}
