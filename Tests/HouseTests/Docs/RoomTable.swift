import Foundation

/// The table of rooms in `docs/architecture.md`.
///
/// Its first two columns are headed `room` and `imports`. In the first one every name in backticks
/// is a room of that row, as in `` `Tags` + executable `psm-tags` ``; the rooms of a row may import
/// one another. The second one names rooms, with commas between them, with or without backticks; a
/// dash or nothing says none, `all above` says all rooms of the rows above. Behind a semicolon stands
/// what is said of outside packages, which need no naming.
///
/// One sentence says what any room may import without naming it. It begins with **base** and goes
/// on to the full stop: `Any room may import the **base**: the C modules, `Digests`, …, `Moments`.`
/// “The C modules” are all targets without Swift. The rooms of the base themselves import what their
/// rows name and nothing else, so that the ground stays in order too.
struct RoomTable {
    struct Row {
        let line: Int
        let rooms: [String]
        /// The rooms of the row among them.
        let imports: Set<String>
        /// All that the row names itself.
        let named: Set<String>
    }

    static let path = "docs/architecture.md"

    private(set) var rows: [Row] = []
    private(set) var base: Set<String> = []
    /// Where the base is named.
    private(set) var baseLine = 1
    /// Whether the base has all targets without Swift.
    private(set) var isBaseOfCModules = false

    init(_ page: Markdown) {
        var isTable = false
        for piece in page.prose {
            readBase(piece)
            let cells = Self.cells(piece.text)
            if cells.count < 2 {
                isTable = false
            } else if cells[0].lowercased() == "room", cells[1].lowercased() == "imports" {
                isTable = true
            } else if isTable, !cells[0].allSatisfy({ "-: ".contains($0) }) {
                readRow(cells, at: piece.line)
            }
        }
    }

    func row(of room: String) -> Row? {
        rows.first { $0.rooms.contains(room) }
    }

    private mutating func readBase(_ piece: Markdown.Piece) {
        guard let mark = piece.text.range(of: "**base**") else { return }
        let rest = piece.text[mark.upperBound...]
        let sentence = rest[..<(rest.range(of: ". ")?.lowerBound ?? rest.endIndex)]
        base.formUnion(Self.quoted(sentence))
        baseLine = piece.line
        if sentence.contains("C modules") { isBaseOfCModules = true }
    }

    private mutating func readRow(_ cells: [String], at line: Int) {
        let rooms = Self.quoted(cells[0][...])
        var imports: Set<String> = []
        var named = Set(rooms)
        for name in cells[1].prefix(while: { $0 != ";" }).split(separator: ",") {
            let name = name.filter { $0 != "`" && $0 != " " }
            switch name.lowercased() {
            case "–", "-", "": break
            case "all", "allabove", "theroomsabove": imports.formUnion(rows.flatMap(\.rooms))
            default: named.insert(name)
            }
        }
        imports.formUnion(named)
        rows.append(Row(line: line, rooms: rooms, imports: imports, named: named))
    }

    private static func cells(_ line: String) -> [String] {
        guard line.hasPrefix("|") else { return [] }
        return line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map {
            cell in
            String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// The names in backticks.
    private static func quoted(_ text: Substring) -> [String] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}
