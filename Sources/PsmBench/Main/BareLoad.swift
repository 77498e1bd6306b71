import Glibc
import SystemPackage

/// The least work that loads the rows of `psm.db` into a database: the same tables, one
/// transaction, one prepared statement per table, and the indexes after the rows.
///
/// Only the load is timed, from opening the fresh database until it is closed (which moves its
/// write-ahead log into it, as the end of `psm` does). Rows are read into memory beforehand, a
/// chunk at a time, while the clock stands still.
struct BareLoad {
    let source: FilePath
    let target: FilePath

    private static let chunkRowCount = 10_000
    /// The same as psm's own while it rebuilds.
    private static let pragmas = """
        PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -49152; PRAGMA foreign_keys = OFF
        """

    struct Outcome {
        let cost: ProcessCost
        let rowCount: Int
    }

    private struct Table {
        let name: String
        let sql: String
        let indexes: [String]
        let columns: [String]
    }

    /// - Parameter names: which tables; nil for all.
    func run(_ names: Set<String>?) throws -> Outcome {
        let input = try SQLiteFile(source, isReadOnly: true)
        let tables = try self.tables(input).filter { names?.contains($0.name) ?? true }
        var clock = StopClock()
        var rowCount = 0
        clock.start()
        let output = try SQLiteFile(target, isReadOnly: false)
        try output.execute(Self.pragmas)
        try output.execute("BEGIN IMMEDIATE")
        for table in tables { try output.execute(table.sql) }
        clock.stop()
        for table in tables {
            let list = table.columns.joined(separator: ", ")
            let marks = table.columns.map { _ in "?" }.joined(separator: ", ")
            let select = try input.statement("SELECT \(list) FROM \(table.name) NOT INDEXED")
            clock.start()
            let insert = try output.statement(
                "INSERT INTO \(table.name) (\(list)) VALUES (\(marks))"
            )
            clock.stop()
            var rows = SQLiteRows(columnCount: table.columns.count)
            while try rows.fill(from: select, limit: Self.chunkRowCount) > 0 {
                rowCount += rows.count
                clock.start()
                try rows.insert(by: insert)
                clock.stop()
            }
        }
        clock.start()
        for index in tables.flatMap(\.indexes) { try output.execute(index) }
        try output.execute("COMMIT")
        output.close()
        clock.stop()
        return Outcome(cost: clock.cost, rowCount: rowCount)
    }

    private func tables(_ input: SQLiteFile) throws -> [Table] {
        let names = try input.texts(
            """
            SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            ORDER BY rowid
            """
        )
        return try names.map { name in
            Table(
                name: name,
                sql: try input.texts("SELECT sql FROM sqlite_master WHERE name = '\(name)'")[0],
                indexes: try input.texts(
                    """
                    SELECT sql FROM sqlite_master
                    WHERE type = 'index' AND tbl_name = '\(name)' AND sql IS NOT NULL
                    """
                ),
                // Generated columns fill themselves.
                columns: try input.texts(
                    "SELECT name FROM pragma_table_xinfo('\(name)') WHERE hidden = 0"
                )
            )
        }
    }
}

/// Wall and CPU time of this process, with pauses.
private struct StopClock {
    private var wall = Duration.zero
    private var cpu = Duration.zero
    private var startWall = ContinuousClock.now
    private var startCPU = Duration.zero

    mutating func start() {
        startCPU = Self.cpuTime()
        startWall = .now
    }

    mutating func stop() {
        wall += .now - startWall
        cpu += Self.cpuTime() - startCPU
    }

    var cost: ProcessCost { ProcessCost(wall: wall, cpu: cpu, peakKibibytes: 0) }

    private static func cpuTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
