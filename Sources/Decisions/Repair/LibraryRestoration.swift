import Events
import GRDB
import Projection
import Queries
import ReadModels

/// Roots and files, including removed files: one that returns gets its id from them.
struct LibraryRestoration {
    let replayed: Database
    let live: Database

    func forEachEvent(_ body: (Event) throws -> Void) throws {
        try forEachRoot(body)
        try forEachFile(body)
    }

    // MARK: Roots

    private static let rootsSQL = """
        SELECT CAST(path AS BLOB), CAST(mount AS BLOB), id, state, reason, inode, file_system,
        birth_ns FROM library_roots ORDER BY 1, 2
        """

    private func forEachRoot(_ body: (Event) throws -> Void) throws {
        try TableComparison(before: replayed, after: live, keyCount: 2, Self.rootsSQL)
            .forEachDifference { old, new in
                if let new {
                    let (root, mount) = (new[0].bytes, new[1].bytes)
                    var identity = DirectoryIdentity()
                    identity.inode = UInt64(bitPattern: new.integer(5))
                    identity.fileSystem = UInt64(bitPattern: new.integer(6))
                    identity.birthNs = new.integer(7)
                    let id = UInt64(bitPattern: new.integer(2))
                    try body(.rootRestored(id, root, mount, identity))
                    if new.text(3) == RootState.unavailable {
                        try body(.rootLost(root, mount, .other(new.text(4))))
                    }
                } else if let old {
                    try body(.rootRemoved(old[0].bytes, old[1].bytes))
                }
            }
    }

    // MARK: Files

    /// All columns that are not computed from others, and whether the file is removed.
    private static let filesSQL: String = {
        let columns = FileRow.columns.filter { $0 != "normalized" }.joined(separator: ", ")
        return """
            SELECT \(columns), 0 FROM library_files
            UNION ALL SELECT \(columns), 1 FROM removed_files ORDER BY 1
            """
    }()
    private static let removedColumn = FileRow.columns.count - 1

    private func forEachFile(_ body: (Event) throws -> Void) throws {
        let roots = try roots()
        try TableComparison(before: replayed, after: live, keyCount: 1, Self.filesSQL)
            .forEachDifference { old, new in
                guard let row = new ?? old else { return }
                let id = UInt64(bitPattern: row.integer(0))
                let absolute = row[1].bytes
                let root = roots[row.integer(2)] ?? [UInt8(ascii: "/")]
                let path = LibraryPath(
                    root: root,
                    path: LibraryPath.relative(absolute, to: root) ?? []
                )
                guard new != nil else { return try body(.fileRemoved(id, from: path)) }
                try body(
                    .fileRestored(
                        id,
                        at: path,
                        Self.stat(row),
                        Self.tags(row),
                        tagsDigest: UInt64(bitPattern: row.integer(25)),
                        isRemoved: row.integer(Self.removedColumn) != 0
                    )
                )
            }
    }

    private func roots() throws -> [Int64: [UInt8]] {
        let rows = try SQLStatement(live, "SELECT id, path FROM library_roots WHERE mount = ''")
        var roots: [Int64: [UInt8]] = [:]
        while try rows.step() { roots[rows.integer(0)] = rows.array(1) }
        rows.reset()
        return roots
    }

    private static func stat(_ row: TableComparison.Row) -> FileStat {
        var stat = FileStat()
        stat.sizeBytes = UInt64(bitPattern: row.integer(3))
        stat.mtimeNs = row.integer(4)
        stat.ctimeNs = row.integer(5)
        stat.inode = UInt64(bitPattern: row.integer(6))
        stat.device = UInt64(bitPattern: row.integer(7))
        return stat
    }

    private static func tags(_ row: TableComparison.Row) -> AudioTags {
        var tags = AudioTags()
        tags.title = row.text(8)
        tags.artists = JoinedTexts.split(row.text(9))
        tags.album = row.text(10)
        tags.albumArtists = JoinedTexts.split(row.text(11))
        tags.date = row.text(12)
        tags.year = UInt32(clamping: row.integer(13))
        tags.trackNumber = UInt32(clamping: row.integer(14))
        tags.discNumber = UInt32(clamping: row.integer(15))
        tags.genres = JoinedTexts.split(row.text(16))
        tags.durationMs = UInt32(clamping: Int64((row.double(17) * 1_000).rounded()))
        tags.bitrateKbps = UInt32(clamping: row.integer(18))
        tags.sampleRateHz = UInt32(clamping: row.integer(19))
        tags.channels = UInt32(clamping: row.integer(20))
        tags.isrc = row.text(21)
        tags.musicbrainzRecordingID = row.text(22)
        tags.compilation = row.integer(23) != 0
        tags.error = row.text(24)
        return tags
    }
}
