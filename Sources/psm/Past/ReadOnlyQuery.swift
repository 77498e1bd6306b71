import GRDB
import Projection
import SystemPackage

/// One query on a database that nothing can change, printed row by row.
struct ReadOnlyQuery {
    /// Rows are written in pieces of this size.
    private static let pieceBytes = 64 << 10

    let path: FilePath

    /// - Throws: `CommandError` with SQLite's own words where the query is wrong.
    func run(_ sql: String, header: Bool) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        do {
            let queue = try DatabaseQueue(path: path.string, configuration: configuration)
            try queue.unsafeRead { db in
                try db.execute(sql: "PRAGMA query_only = ON")
                let statement = try onlyStatement(of: sql, db)
                try print(Row.fetchCursor(statement), header ? statement.columnNames : nil)
            }
        } catch let error as DatabaseError {
            throw CommandError(
                code: error.resultCode == .SQLITE_BUSY ? Failure.tryAgain : Failure.usage,
                message: "The query failed: \(error.message ?? "\(error.resultCode)")."
            )
        }
    }

    private func onlyStatement(of sql: String, _ db: Database) throws -> Statement {
        let statements = try db.allStatements(sql: sql)
        guard let statement = try statements.next() else {
            throw CommandError(code: Failure.usage, message: "There is no statement to run.")
        }
        let isAttaching = ["attach", "detach", "pragma", "vacuum"].contains {
            sql.drop { $0.isWhitespace }.lowercased().hasPrefix($0)
        }
        guard statement.isReadonly, !isAttaching else {
            throw CommandError(
                code: Failure.usage,
                message: "psm sql only reads: it takes a SELECT."
            )
        }
        if try statements.next() != nil {
            throw CommandError(code: Failure.usage, message: "psm sql takes one statement.")
        }
        return statement
    }

    private func print(_ rows: RowCursor, _ names: [String]?) throws {
        var bytes: [UInt8] = []
        if let names {
            Self.append(names.map { $0.databaseValue }, to: &bytes)
        }
        while let row = try rows.next() {
            Self.append(row.databaseValues, to: &bytes)
            if bytes.count >= Self.pieceBytes {
                StandardOutput.write(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        StandardOutput.write(bytes)
    }

    private static func append(_ values: some Sequence<DatabaseValue>, to bytes: inout [UInt8]) {
        for (column, value) in values.enumerated() {
            if column > 0 { bytes.append(UInt8(ascii: "\t")) }
            switch value.storage {
            case .null: break
            case .int64(let number): bytes.append(contentsOf: "\(number)".utf8)
            case .double(let number): bytes.append(contentsOf: "\(number)".utf8)
            case .string(let text): escape(text.utf8, to: &bytes)
            case .blob(let data): escape(data, to: &bytes)
            }
        }
        bytes.append(UInt8(ascii: "\n"))
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
