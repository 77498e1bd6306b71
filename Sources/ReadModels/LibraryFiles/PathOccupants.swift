internal import Digests
internal import GRDB
internal import Projection

/// Who is at a path.
///
/// Live work asks the index on `path`. A replay fills tables that have no index yet, so it keeps a
/// digest of each path it placed and looks at the row only when a path comes up again.
struct PathOccupants {
    private let byPath: SQLStatement
    private let byID: SQLStatement
    private var replayed: [UInt64: Int64]?

    init(_ db: Database, isReplay: Bool) throws {
        byPath = try SQLStatement(db, "SELECT id FROM library_files WHERE path = ?")
        byID = try SQLStatement(db, "SELECT path FROM library_files WHERE id = ?")
        guard isReplay else { return }
        var placed: [UInt64: Int64] = [:]
        // Empty, unless this session takes over from one that failed.
        let rows = try SQLStatement(db, "SELECT id, path FROM library_files")
        while try rows.step() { placed[XXHash64.hash(rows.bytes(1))] = rows.integer(0) }
        rows.reset()
        replayed = placed
    }

    /// Notes that a file is at `path` from now on.
    ///
    /// - Returns: the other file that is in the way.
    mutating func move(_ id: Int64, to path: [UInt8]) throws -> Int64? {
        guard replayed != nil else { return try indexed(path, exceptFor: id) }
        let digest = path.withUnsafeBytes { XXHash64.hash($0) }
        guard let other = replayed?.updateValue(id, forKey: digest), other != id else { return nil }
        byID.bind(1, other)
        defer { byID.reset() }
        return try byID.step() && byID.bytes(0).elementsEqual(path) ? other : nil
    }

    private func indexed(_ path: [UInt8], exceptFor id: Int64) throws -> Int64? {
        byPath.bindPath(1, path)
        defer { byPath.reset() }
        while try byPath.step() {
            if byPath.integer(0) != id { return byPath.integer(0) }
        }
        return nil
    }
}
