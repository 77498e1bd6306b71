internal import Events
internal import GRDB
internal import Library
internal import Projection
internal import ReadModels

/// `library_files` as the state that the scanner compares the disk with.
final class LibraryFilesKnown: KnownFiles {
    private let db: Database
    private var rootIDs: [[UInt8]: Int64] = [:]
    private let byPath: SQLStatement
    private let byInode: SQLStatement
    private let range: SQLStatement
    /// Whether any path is not UTF-8. In the order of SQLite, those are behind all others.
    private let hasBlobs: Bool
    private let byLikeness: SQLStatement
    private let anyAlike: SQLStatement
    private let anyRemovedAlike: SQLStatement
    private let content: SQLStatement
    private let removedByLikeness: SQLStatement
    private let removedByPath: SQLStatement
    private let removedByInode: SQLStatement

    private static let fileColumns =
        "f.id, f.size, f.mtime_ns, f.ctime_ns, f.inode, f.tags_digest, f.error"

    init(_ db: Database) throws {
        self.db = db
        let live = """
            SELECT \(Self.fileColumns), r.path, f.path FROM library_files f
            JOIN library_roots r ON r.id = f.root_id
            """
        byPath = try SQLStatement(db, "\(live) WHERE f.path = ?")
        byInode = try SQLStatement(db, "\(live) WHERE f.inode = ? ORDER BY f.id")
        byLikeness = try SQLStatement(
            db,
            "\(live) WHERE f.size = ? AND f.mtime_ns = ? AND f.tags_digest = ? ORDER BY f.id"
        )
        anyAlike = try SQLStatement(
            db,
            """
            SELECT 1 FROM library_files WHERE size = ?1 AND mtime_ns = ?2
            AND root_id = coalesce(?3, root_id) AND id <> ?4 LIMIT 1
            """
        )
        anyRemovedAlike = try SQLStatement(
            db,
            "SELECT 1 FROM removed_files WHERE size = ? AND mtime_ns = ? LIMIT 1"
        )
        content = try SQLStatement(
            db,
            """
            SELECT title, artist, duration FROM library_files WHERE id = ?1
            UNION ALL SELECT title, artist, duration FROM removed_files WHERE id = ?1
            """
        )
        range = try SQLStatement(
            db,
            """
            SELECT \(Self.fileColumns), f.path, f.root_id FROM library_files f
            WHERE f.path >= ?1 AND f.path < ?2 ORDER BY f.path
            """
        )
        hasBlobs =
            try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT 1 FROM library_files WHERE path >= x'' LIMIT 1")
            )
            != nil
        let removed = "SELECT \(Self.fileColumns) FROM removed_files f"
        removedByPath = try SQLStatement(
            db,
            "\(removed) WHERE f.path = ? ORDER BY f.id DESC LIMIT 1"
        )
        removedByInode = try SQLStatement(
            db,
            """
            SELECT \(Self.fileColumns), r.path, f.path FROM removed_files f
            LEFT JOIN library_roots r ON r.id = f.root_id WHERE f.inode = ? ORDER BY f.id
            """
        )
        removedByLikeness = try SQLStatement(
            db,
            "\(removed) WHERE f.size = ? AND f.mtime_ns = ? AND f.tags_digest = ? ORDER BY f.id"
        )
    }

    func roots() throws -> [KnownRoot] {
        let rows = try SQLStatement(
            db,
            """
            SELECT path, mount, state, inode, file_system, birth_ns FROM library_roots ORDER BY id
            """
        )
        var roots: [KnownRoot] = []
        while try rows.step() {
            var identity = DirectoryIdentity()
            identity.inode = UInt64(bitPattern: rows.integer(3))
            identity.fileSystem = UInt64(bitPattern: rows.integer(4))
            identity.birthNs = rows.integer(5)
            roots.append(
                KnownRoot(
                    root: rows.array(0),
                    mount: rows.array(1),
                    identity: identity,
                    isUnavailable: rows.text(2) == RootState.unavailable
                )
            )
        }
        rows.reset()
        return roots
    }

    func forEachFile(
        root: [UInt8],
        below directory: [UInt8],
        _ body: (_ path: UnsafeRawBufferPointer, _ file: KnownFile) throws -> Void
    ) throws {
        guard let rows = try rows(root: root, below: directory) else { return }
        let prefixCount = root.last == UInt8(ascii: "/") ? root.count : root.count + 1
        while try rows.step() {
            let path = UnsafeRawBufferPointer(rebasing: rows.bytes(7).dropFirst(prefixCount))
            try body(path, Self.file(rows))
        }
        rows.reset()
    }

    func forEachEntry(
        root: [UInt8],
        in directory: [UInt8],
        _ body: (_ name: UnsafeRawBufferPointer, _ file: KnownFile?) throws -> Void
    ) throws {
        guard let rootID = try rootID(root) else { return }
        let slash = UInt8(ascii: "/")
        var prefix = LibraryPath.join(root, directory)
        if prefix.last != slash { prefix.append(slash) }
        for isBlob in hasBlobs ? [false, true] : [false] {
            var start = prefix
            defer { range.reset() }
            range.bindRange(start, prefix.dropLast() + [slash + 1], isBlob: isBlob)
            while try range.step() {
                let name = UnsafeRawBufferPointer(rebasing: range.bytes(7).dropFirst(prefix.count))
                guard let end = name.firstIndex(of: slash) else {
                    if range.integer(8) == rootID { try body(name, Self.file(range)) }
                    continue
                }
                let child = Array(name[..<end])
                try child.withUnsafeBytes { try body($0, nil) }
                // Continue after everything in that directory.
                start = prefix + child + [slash + 1]
                range.reset()
                range.bindRange(start, prefix.dropLast() + [slash + 1], isBlob: isBlob)
            }
        }
    }

    func fileCount(root: [UInt8], below directory: [UInt8]) throws -> Int {
        var count = 0
        guard let rows = try rows(root: root, below: directory) else { return 0 }
        while try rows.step() { count += 1 }
        rows.reset()
        return count
    }

    func hasFiles(root: [UInt8], below directory: [UInt8]) throws -> Bool {
        guard let rows = try rows(root: root, below: directory) else { return false }
        defer { rows.reset() }
        return try rows.step()
    }

    private func rows(root: [UInt8], below directory: [UInt8]) throws -> SQLStatement? {
        guard let rootID = try rootID(root) else { return nil }
        let select = "SELECT \(Self.fileColumns), f.path FROM library_files f WHERE f.root_id = ?1"
        let rows = try SQLStatement(
            db,
            directory.isEmpty
                ? select
                : """
                \(select) AND f.path >= ?2 AND f.path < ?3
                UNION ALL \(select) AND f.path >= ?4 AND f.path < ?5
                """
        )
        rows.bind(1, rootID)
        if !directory.isEmpty {
            // `/` is followed by `0`: between the two lies all that begins with the directory.
            let start = LibraryPath.join(root, directory)
            rows.bindText(2, start + [UInt8(ascii: "/")])
            rows.bindText(3, start + [UInt8(ascii: "0")])
            rows.bindBlob(4, start + [UInt8(ascii: "/")])
            rows.bindBlob(5, start + [UInt8(ascii: "0")])
        }
        return rows
    }

    func file(atAbsolute path: [UInt8]) throws -> (path: LibraryPath, file: KnownFile)? {
        byPath.bindPath(1, path)
        defer { byPath.reset() }
        return try byPath.step() ? Self.located(byPath) : nil
    }

    func files(inode: UInt64) throws -> [(path: LibraryPath, file: KnownFile)] {
        byInode.bind(1, Int64(bitPattern: inode))
        defer { byInode.reset() }
        var files: [(path: LibraryPath, file: KnownFile)] = []
        while try byInode.step() { files.append(Self.located(byInode)) }
        return files
    }

    func hasFile(like stat: FileStat, in root: [UInt8]?, but id: UInt64?) throws -> Bool {
        anyAlike.bind(1, Int64(bitPattern: stat.sizeBytes))
        anyAlike.bind(2, stat.mtimeNs)
        if let root {
            guard let rootID = try rootID(root) else { return false }
            anyAlike.bind(3, rootID)
        } else {
            anyAlike.bindNull(3)
        }
        // No file has a negative id.
        anyAlike.bind(4, id.map { Int64(bitPattern: $0) } ?? -1)
        defer { anyAlike.reset() }
        return try anyAlike.step()
    }

    func files(
        like stat: FileStat,
        tagsDigest: UInt64
    ) throws -> [(path: LibraryPath, file: KnownFile)] {
        byLikeness.bind(1, Int64(bitPattern: stat.sizeBytes))
        byLikeness.bind(2, stat.mtimeNs)
        byLikeness.bind(3, Int64(bitPattern: tagsDigest))
        defer { byLikeness.reset() }
        var files: [(path: LibraryPath, file: KnownFile)] = []
        while try byLikeness.step() { files.append(Self.located(byLikeness)) }
        return files
    }

    func content(of id: UInt64) throws -> TaggedContent? {
        content.bind(1, Int64(bitPattern: id))
        defer { content.reset() }
        guard try content.step() else { return nil }
        let seconds = content.isNull(2) ? 0 : content.double(2)
        return TaggedContent(
            title: content.text(0),
            artist: content.text(1),
            durationMs: Int((seconds * 1_000).rounded())
        )
    }

    func isRemoved(_ id: UInt64) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM removed_files WHERE id = ?")
        return try Int64.fetchOne(statement, arguments: [Int64(bitPattern: id)]) != nil
    }

    func hasRemovedFiles() throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM removed_files LIMIT 1")
        return try Int64.fetchOne(statement) != nil
    }

    func hasRemovedFile(like stat: FileStat) throws -> Bool {
        anyRemovedAlike.bind(1, Int64(bitPattern: stat.sizeBytes))
        anyRemovedAlike.bind(2, stat.mtimeNs)
        defer { anyRemovedAlike.reset() }
        return try anyRemovedAlike.step()
    }

    func removedFiles(like stat: FileStat, tagsDigest: UInt64) throws -> [KnownFile] {
        removedByLikeness.bind(1, Int64(bitPattern: stat.sizeBytes))
        removedByLikeness.bind(2, stat.mtimeNs)
        removedByLikeness.bind(3, Int64(bitPattern: tagsDigest))
        defer { removedByLikeness.reset() }
        var files: [KnownFile] = []
        while try removedByLikeness.step() { files.append(Self.file(removedByLikeness)) }
        return files
    }

    func removedFile(atAbsolute path: [UInt8]) throws -> KnownFile? {
        removedByPath.bindPath(1, path)
        defer { removedByPath.reset() }
        return try removedByPath.step() ? Self.file(removedByPath) : nil
    }

    func removedFiles(inode: UInt64) throws -> [(path: LibraryPath, file: KnownFile)] {
        removedByInode.bind(1, Int64(bitPattern: inode))
        defer { removedByInode.reset() }
        var files: [(path: LibraryPath, file: KnownFile)] = []
        while try removedByInode.step() { files.append(Self.located(removedByInode)) }
        return files
    }

    private func rootID(_ root: [UInt8]) throws -> Int64? {
        if let id = rootIDs[root] { return id }
        let rows = try SQLStatement(
            db,
            "SELECT id FROM library_roots WHERE path = ? AND mount = ''"
        )
        rows.bindPath(1, root)
        defer { rows.reset() }
        guard try rows.step() else { return nil }
        rootIDs[root] = rows.integer(0)
        return rows.integer(0)
    }

    private static func file(_ row: SQLStatement) -> KnownFile {
        KnownFile(
            id: UInt64(bitPattern: row.integer(0)),
            sizeBytes: UInt64(bitPattern: row.integer(1)),
            mtimeNanoseconds: row.integer(2),
            ctimeNanoseconds: row.integer(3),
            inode: UInt64(bitPattern: row.integer(4)),
            tagsDigest: UInt64(bitPattern: row.integer(5)),
            error: row.text(6)
        )
    }

    private static func located(_ row: SQLStatement) -> (path: LibraryPath, file: KnownFile) {
        let root = row.array(7)
        let path = LibraryPath.relative(row.bytes(8), to: root) ?? []
        return (LibraryPath(root: root, path: path), file(row))
    }
}

extension SQLStatement {
    /// Paths of one kind, TEXT or BLOB, from `start` up to `end`, exclusive.
    fileprivate func bindRange(_ start: [UInt8], _ end: [UInt8], isBlob: Bool) {
        if isBlob {
            bindBlob(1, start)
            bindBlob(2, end)
        } else {
            bindText(1, start)
            bindText(2, end)
        }
    }
}
