import GRDBSQLite
import SystemPackage

/// A database through SQLite's C interface, so that a baseline has no layer in between.
final class SQLiteFile {
    private let path: FilePath
    private var handle: OpaquePointer?
    private var statements: [OpaquePointer] = []

    init(_ path: FilePath, isReadOnly: Bool) throws {
        self.path = path
        let flags = isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        guard sqlite3_open_v2(path.string, &handle, flags, nil) == SQLITE_OK else {
            throw failure("open")
        }
    }

    deinit {
        close()
    }

    /// Closes the file and finalizes its statements.
    func close() {
        for statement in statements { sqlite3_finalize(statement) }
        statements = []
        sqlite3_close(handle)
        handle = nil
    }

    func execute(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure(sql) }
    }

    /// Valid until the file is closed.
    func statement(_ sql: String) throws -> OpaquePointer {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
        guard code == SQLITE_OK, let statement else { throw failure(sql) }
        statements.append(statement)
        return statement
    }

    /// The first column of every row.
    func texts(_ sql: String) throws -> [String] {
        let statement = try statement(sql)
        var texts: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            if let text = sqlite3_column_text(statement, 0) { texts.append(String(cString: text)) }
        }
        return texts
    }

    /// Whether a query has a row for its one parameter now; a query that must wait has none.
    func hasRow(_ query: OpaquePointer, for text: String) throws -> Bool {
        let code = text.withCString { text in
            sqlite3_bind_text(query, 1, text, -1, nil)
            defer { sqlite3_reset(query) }
            return sqlite3_step(query)
        }
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE, SQLITE_BUSY: return false
        default: throw failure("a query: \(code)")
        }
    }

    private func failure(_ what: String) -> BenchError {
        let reason = sqlite3_errmsg(handle).map { String(cString: $0) } ?? "out of memory"
        return BenchError("\(path): \(reason) (\(what)).")
    }
}

/// Some rows of one query in memory, their texts and blobs in one buffer.
struct SQLiteRows {
    private enum Cell {
        case null
        case integer(Int64)
        case real(Double)
        case text(offset: Int, count: Int)
        case blob(offset: Int, count: Int)
    }

    private let columnCount: Int
    private var cells: [Cell] = []
    private var bytes: [UInt8] = []
    /// A query that is stepped past its end starts again.
    private var isAtEnd = false

    init(columnCount: Int) {
        self.columnCount = columnCount
    }

    var count: Int { cells.count / columnCount }

    /// Replaces the rows with the next ones of the query.
    ///
    /// - Returns: how many there were.
    mutating func fill(from query: OpaquePointer, limit: Int) throws -> Int {
        cells.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        // So that there is an address where no row has a text.
        bytes.append(0)
        while !isAtEnd && count < limit {
            let code = sqlite3_step(query)
            isAtEnd = code == SQLITE_DONE
            if isAtEnd { break }
            guard code == SQLITE_ROW else {
                throw BenchError("Reading rows failed: SQLite error \(code).")
            }
            for column in 0..<Int32(columnCount) { cells.append(cell(query, column)) }
        }
        return count
    }

    private mutating func cell(_ query: OpaquePointer, _ column: Int32) -> Cell {
        switch sqlite3_column_type(query, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(query, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(query, column))
        case SQLITE_NULL: return .null
        case let type:
            let start = sqlite3_column_blob(query, column)
            let count = Int(sqlite3_column_bytes(query, column))
            let offset = bytes.count
            bytes += UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
            return type == SQLITE_TEXT
                ? .text(offset: offset, count: count) : .blob(offset: offset, count: count)
        }
    }

    /// Runs `insert` once for each row. SQLite reads the buffer in place.
    func insert(by insert: OpaquePointer) throws {
        try bytes.withUnsafeBytes { buffer in
            for row in 0..<count {
                for column in 0..<columnCount {
                    bind(cells[row * columnCount + column], Int32(column + 1), insert, buffer)
                }
                let code = sqlite3_step(insert)
                sqlite3_reset(insert)
                guard code == SQLITE_DONE else {
                    throw BenchError("Inserting a row failed: SQLite error \(code).")
                }
            }
        }
    }

    private func bind(
        _ cell: Cell,
        _ index: Int32,
        _ insert: OpaquePointer,
        _ buffer: UnsafeRawBufferPointer
    ) {
        switch cell {
        case .null: sqlite3_bind_null(insert, index)
        case .integer(let value): sqlite3_bind_int64(insert, index, value)
        case .real(let value): sqlite3_bind_double(insert, index, value)
        case .text(let offset, let count):
            let text = buffer.baseAddress?.advanced(by: offset)
                .assumingMemoryBound(to: CChar.self)
            sqlite3_bind_text(insert, index, text, Int32(count), nil)
        case .blob(let offset, let count):
            let start = buffer.baseAddress?.advanced(by: offset)
            sqlite3_bind_blob(insert, index, start, Int32(count), nil)
        }
    }
}
