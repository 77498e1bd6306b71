import Glibc
import SystemPackage

/// Sees a file in `matches`: it looks every fifth of a millisecond, for SQLite tells nobody.
struct MatchSight: ArrivalSight {
    private let database: SQLiteFile
    private let query: OpaquePointer

    private static let pauseMicroseconds: UInt32 = 200
    private static let sql = """
        SELECT 1 FROM library_files f JOIN matches m ON m.file_id = f.id WHERE f.path = ?
        """

    init(_ installation: Installation) throws {
        database = try SQLiteFile(installation.database, isReadOnly: true)
        query = try database.statement(Self.sql)
    }

    mutating func wait(
        for file: FilePath,
        until end: ContinuousClock.Instant
    ) throws -> ContinuousClock.Instant? {
        while ContinuousClock.now < end {
            if try database.hasRow(query, for: file.string) { return .now }
            usleep(Self.pauseMicroseconds)
        }
        return nil
    }
}
