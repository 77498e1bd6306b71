internal import GRDB
internal import SystemPackage
internal import Threads

/// The digests of the tables as they were before a rebuild, by projector.
///
/// A separate reader computes them during the replay: it sees the old rows until the rebuild
/// commits, and the commit waits for `values`.
struct DigestsBefore {
    private let digests: Background<[String: UInt64]>

    /// - Parameter path: of `psm.db`. The caller holds its write lock.
    init(of projectors: [any Projector], in path: FilePath) {
        digests = Background { try Self.digests(of: projectors, in: path) }
    }

    func values() throws -> [String: UInt64] {
        try digests.value()
    }

    private static func digests(of projectors: [any Projector], in path: FilePath) throws
        -> [String: UInt64]
    {
        try ReadModel(reading: path).read { db in
            guard try db.tableExists("projectors") else { return [:] }
            var digests: [String: UInt64] = [:]
            for projector in projectors where try Checkpoint.load(projector.name, db) != nil {
                digests[projector.name] = try TableDigest.digest(of: projector.schema, db)
            }
            return digests
        }
    }
}
