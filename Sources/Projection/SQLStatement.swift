package import GRDB
internal import GRDBSQLite
internal import Synchronization

/// A prepared statement, bound and read through SQLite's C interface.
///
/// GRDB opens, locks and prepares; in loops over every row, values bypass `DatabaseValue`.
/// Parameters count from 1 and columns from 0, as in SQLite.
///
/// ```
/// let insert = try SQLStatement(db, "INSERT INTO tracks (id, name) VALUES (?, ?)")
/// insert.bind(1, Int64(42))
/// insert.bind(2, "Blue Garden")
/// try insert.run()
/// ```
package final class SQLStatement {
    private let statement: Statement
    private let handle: OpaquePointer
    /// Makes SQLite copy what it is given, as a Swift buffer lives only during the call.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// Statements are cached with their connection; these are in use and must not be shared.
    private static let inUse = Mutex<Set<UInt>>([])

    /// - Throws: `DatabaseError` if the SQL does not compile.
    package init(_ db: Database, _ sql: String) throws {
        var statement = try db.cachedStatement(sql: sql)
        if !Self.begin(statement) {
            statement = try db.makeStatement(sql: sql)
            _ = Self.begin(statement)
        }
        self.statement = statement
        handle = statement.sqliteStatement
    }

    deinit {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        let address = UInt(bitPattern: handle)
        Self.inUse.withLock { _ = $0.remove(address) }
    }

    /// - Returns: whether it was free.
    private static func begin(_ statement: Statement) -> Bool {
        let address = UInt(bitPattern: statement.sqliteStatement)
        return inUse.withLock { $0.insert(address).inserted }
    }

    // MARK: Parameters

    package func bind(_ index: Int32, _ value: Int64) {
        sqlite3_bind_int64(handle, index, value)
    }

    package func bind(_ index: Int32, _ value: Double) {
        sqlite3_bind_double(handle, index, value)
    }

    package func bindNull(_ index: Int32) {
        sqlite3_bind_null(handle, index)
    }

    package func bind(_ index: Int32, _ text: String) {
        // The C string exists for an empty string too; the length preserves any NUL in it.
        text.withCString {
            _ = sqlite3_bind_text(handle, index, $0, Int32(text.utf8.count), Self.transient)
        }
    }

    /// Binds NULL for an empty string.
    package func bindOptional(_ index: Int32, _ text: String) {
        if text.isEmpty { bindNull(index) } else { bind(index, text) }
    }

    /// Binds NULL for 0.
    package func bindOptional(_ index: Int32, _ value: UInt32) {
        if value == 0 { bindNull(index) } else { bind(index, Int64(value)) }
    }

    /// Binds TEXT if the bytes are UTF-8, BLOB if not.
    package func bindPath(_ index: Int32, _ path: [UInt8]) {
        if Self.isUTF8(path) { bindText(index, path) } else { bindBlob(index, path) }
    }

    package func bindText(_ index: Int32, _ utf8: [UInt8]) {
        withBytes(of: utf8) {
            let text = $0.assumingMemoryBound(to: CChar.self)
            return sqlite3_bind_text(
                handle,
                index,
                text,
                Int32(utf8.count),
                Self.transient
            )
        }
    }

    package func bindBlob(_ index: Int32, _ bytes: [UInt8]) {
        withBytes(of: bytes) {
            sqlite3_bind_blob(handle, index, $0, Int32(bytes.count), Self.transient)
        }
    }

    /// An empty array may have no address, for which SQLite would bind NULL.
    private func withBytes(of bytes: [UInt8], _ body: (UnsafeRawPointer) -> Int32) {
        if bytes.isEmpty {
            _ = withUnsafeBytes(of: UInt8(0)) { buffer in buffer.baseAddress.map(body) }
        } else {
            _ = bytes.withUnsafeBytes { buffer in buffer.baseAddress.map(body) }
        }
    }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
    }

    // MARK: Stepping

    /// Whether there is a row to read.
    package func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure()
        }
    }

    package func reset() {
        sqlite3_reset(handle)
    }

    /// Runs a statement that returns no rows, and resets it so that it can be bound again.
    package func run() throws {
        while try step() {}
        reset()
    }

    private func failure() -> DatabaseError {
        let connection = sqlite3_db_handle(handle)
        let error = DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: String(cString: sqlite3_errmsg(connection)),
            sql: statement.sql
        )
        reset()
        return error
    }

    // MARK: Columns

    package var columnCount: Int32 { sqlite3_column_count(handle) }

    package func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    package func value(_ column: Int32) -> ColumnValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer(integer(column))
        case SQLITE_FLOAT: .real(double(column))
        case SQLITE_TEXT: .text(text(column))
        default: .blob(array(column))
        }
    }

    package func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    package func double(_ column: Int32) -> Double {
        sqlite3_column_double(handle, column)
    }

    /// The text; empty for NULL.
    package func text(_ column: Int32) -> String {
        String(decoding: bytes(column), as: UTF8.self)
    }

    /// The bytes of a TEXT or BLOB, valid until the next step.
    package func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        // Asking for the size first could convert the value in between.
        let base = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: base, count: Int(sqlite3_column_bytes(handle, column)))
    }

    package func array(_ column: Int32) -> [UInt8] {
        [UInt8](bytes(column))
    }

    /// Appends the column's type and value in an unambiguous encoding.
    package func encode(_ column: Int32, into row: inout RowBytes) {
        let type = sqlite3_column_type(handle, column)
        row.append(UInt64(truncatingIfNeeded: type))
        switch type {
        case SQLITE_NULL:
            break
        case SQLITE_INTEGER:
            row.append(UInt64(bitPattern: integer(column)))
        case SQLITE_FLOAT:
            row.append(double(column).bitPattern)
        default:
            let value = bytes(column)
            row.append(UInt64(value.count))
            row.append(value)
        }
    }
}

/// A value of any of SQLite's types.
package enum ColumnValue: Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    /// The bytes of a TEXT or BLOB; empty for any other type.
    package var bytes: [UInt8] {
        switch self {
        case .text(let text): Array(text.utf8)
        case .blob(let bytes): bytes
        default: []
        }
    }
}
