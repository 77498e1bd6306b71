import GRDB
import Messages
import Projection
import SystemPackage

/// A read-only query, printed row by row.
struct ReadOnlyQuery {
    /// Output is written in pieces of about this size.
    private static let pieceBytes = 64 << 10
    /// SQLite calls other statements read-only too, such as BEGIN and ATTACH; they are refused.
    private static let questions: Set = ["select", "with", "values", "explain"]

    let sql: String
    /// Whether to print the column names first.
    let header: Bool

    /// Runs on a read model.
    ///
    /// - Throws: `CommandError` with SQLite's message if the query is wrong, `ReadModelError`.
    func run(in readModel: ReadModel) throws {
        do {
            try readModel.read(run)
        } catch let error as ReadModelError where !error.isOfStorage {
            throw Self.failure(error.cause)
        }
    }

    private static func failure(_ error: DatabaseError) -> CommandError {
        CommandError(
            error.resultCode == .SQLITE_BUSY ? .tryAgain : .usage,
            "The query failed: \(error.message ?? "\(error.resultCode)")."
        )
    }

    private func run(_ db: Database) throws {
        let statements = try db.allStatements(sql: sql)
        guard let statement = try statements.next() else {
            throw CommandError(.usage, "There is no statement to run.")
        }
        guard statement.isReadonly, Self.questions.contains(firstWord) else {
            throw CommandError(
                .usage,
                "psm sql only reads: give it a SELECT."
            )
        }
        if try statements.next() != nil {
            throw CommandError(.usage, "psm sql runs one statement at a time.")
        }
        try print(SQLStatement(db, sql), statement.columnNames)
    }

    /// In lower case, after white space and comments.
    private var firstWord: String {
        var text = sql[...]
        while true {
            text = text.drop { $0.isWhitespace || $0 == ";" }
            if text.hasPrefix("--") {
                text = text.drop { !$0.isNewline }
            } else if text.hasPrefix("/*") {
                text = text.dropFirst(2)
                while !text.isEmpty, !text.hasPrefix("*/") { text = text.dropFirst() }
                text = text.dropFirst(2)
            } else {
                return text.prefix { $0.isLetter }.lowercased()
            }
        }
    }

    private func print(_ rows: SQLStatement, _ names: [String]) throws {
        var bytes: [UInt8] = []
        if header {
            for (column, name) in names.enumerated() {
                Self.append(.text(name), column, to: &bytes)
            }
            bytes.append(UInt8(ascii: "\n"))
        }
        while try rows.step() {
            for column in 0..<Int(rows.columnCount) {
                Self.append(rows.value(Int32(column)), column, to: &bytes)
            }
            bytes.append(UInt8(ascii: "\n"))
            if bytes.count >= Self.pieceBytes {
                StandardOutput.write(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        StandardOutput.write(bytes)
    }

    private static func append(_ value: ColumnValue, _ column: Int, to bytes: inout [UInt8]) {
        if column > 0 { bytes.append(UInt8(ascii: "\t")) }
        switch value {
        case .null: break
        case .integer(let number): bytes.append(contentsOf: "\(number)".utf8)
        case .real(let number): bytes.append(contentsOf: "\(number)".utf8)
        case .text(let text): escape(text.utf8, to: &bytes)
        case .blob(let blob): escape(blob, to: &bytes)
        }
    }

    private static func escape(_ value: some Sequence<UInt8>, to bytes: inout [UInt8]) {
        for byte in value {
            switch byte {
            case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
            case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
            default: bytes.append(byte)
            }
        }
    }
}
