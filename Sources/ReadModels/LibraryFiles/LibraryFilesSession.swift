internal import Events
internal import GRDB
internal import Journal
internal import Projection

/// Applies root and file events to the tables of `library_files`.
///
/// A path holds one file: a file that arrives displaces the old one, which counts as removed from
/// then on. A removed file keeps its whole row, so that if two files swap names, the move that
/// follows finds the displaced one again.
final class LibraryFilesSession: ProjectorSession {
    private let rootsByPath: SQLStatement
    private let insertRoot: SQLStatement
    private let updateRoot: SQLStatement
    private let deleteRoot: SQLStatement
    private var occupants: PathOccupants
    private let insertFile: SQLStatement
    private let updateStat: SQLStatement
    private let updateMoved: SQLStatement
    private var removed: RemovedFiles
    private let deleteFile: SQLStatement
    private let selectTexts: SQLStatement
    private let logChange: SQLStatement
    private let logFormer: SQLStatement
    private var rootIDs: [[UInt8]: Int64] = [:]
    private let db: Database

    private let isReplay: Bool

    init(_ db: Database, isReplay: Bool) throws {
        self.db = db
        self.isReplay = isReplay
        let columns = FileRow.columnNames
        let slots = FileRow.slots
        rootsByPath = try SQLStatement(
            db,
            "SELECT id FROM library_roots WHERE path = ? AND mount = ?"
        )
        insertRoot = try SQLStatement(
            db,
            """
            INSERT OR REPLACE INTO library_roots
            VALUES (?, ?, ?, '\(RootState.present)', NULL, ?, ?, ?)
            """
        )
        updateRoot = try SQLStatement(
            db,
            """
            UPDATE library_roots SET state = ?2, reason = ?3, inode = coalesce(?4, inode),
            file_system = coalesce(?5, file_system), birth_ns = coalesce(?6, birth_ns)
            WHERE id = ?1
            """
        )
        deleteRoot = try SQLStatement(db, "DELETE FROM library_roots WHERE id = ?")
        occupants = try PathOccupants(db, isReplay: isReplay)
        insertFile = try SQLStatement(
            db,
            "INSERT OR REPLACE INTO library_files (\(columns)) VALUES (\(slots))"
        )
        updateStat = try SQLStatement(
            db,
            """
            UPDATE library_files SET size = ?2, mtime_ns = ?3, ctime_ns = ?4, inode = ?5,
            device = ?6 WHERE id = ?1
            """
        )
        updateMoved = try SQLStatement(
            db,
            """
            UPDATE library_files SET size = ?2, mtime_ns = ?3, ctime_ns = ?4, inode = ?5,
            device = ?6, path = ?7, root_id = ?8, normalized = coalesce(?9, normalized)
            WHERE id = ?1
            """
        )
        removed = try RemovedFiles(db, isReplay: isReplay)
        deleteFile = try SQLStatement(db, "DELETE FROM library_files WHERE id = ?")
        selectTexts = try SQLStatement(db, "SELECT title, artist FROM library_files WHERE id = ?")
        logChange = try SQLStatement(
            db,
            "INSERT OR IGNORE INTO library_files_changes VALUES (?, ?)"
        )
        logFormer = try SQLStatement(db, FormerRows.fileSQL)
    }

    func apply(_ event: Event, at position: Position) throws {
        switch event.body {
        case .rootAdded(let event):
            try addRoot(event.root, event.mount, event.identity, at: position)
        case .rootChanged(let event):
            try updateRoot(event.root, event.mount, event.identity)
        case .rootReturned(let event):
            try updateRoot(event.root, event.mount, event.identity)
        case .rootLost(let event):
            try loseRoot(event)
        case .rootRemoved(let event):
            try removeRoot(event.root, event.mount, at: position)
        case .rootRestored(let event):
            try restore(event)
        case .fileAdded(let event):
            let path = LibraryPath(root: event.root, path: event.path)
            try place(Int64(position.rawValue), path, event.stat, event.tags, at: position)
        case .fileChanged(let event):
            let path = LibraryPath(root: event.root, path: event.path)
            try place(Int64(event.fileID), path, event.stat, event.tags, at: position)
        case .fileReturned(let event):
            let path = LibraryPath(root: event.root, path: event.path)
            try place(Int64(event.fileID), path, event.stat, event.tags, at: position)
        case .fileMoved(let event):
            try move(event, at: position)
        case .fileRemoved(let event):
            try remove(Int64(event.fileID), at: position)
        case .fileTouched(let event):
            try update(Int64(event.fileID), event.stat)
        case .fileRestored(let event):
            try restore(event, at: position)
        default:
            break
        }
    }
}

// MARK: Roots

extension LibraryFilesSession {
    private func addRoot(
        _ root: some Collection<UInt8>,
        _ mount: some Collection<UInt8>,
        _ identity: DirectoryIdentity,
        at position: Position
    ) throws {
        let root = [UInt8](root)
        // Two scans may have found the root at the same time.
        if try rootID(root, mount: [UInt8](mount)) != nil {
            return try updateRoot(root, mount, identity)
        }
        try insertRoot(position.rawValue, root, [UInt8](mount), identity)
    }

    /// Whatever is in its place now is this root.
    private func restore(_ event: RootRestored) throws {
        let (root, mount) = ([UInt8](event.root), [UInt8](event.mount))
        if let id = try rootID(root, mount: mount) {
            deleteRoot.bind(1, id)
            try deleteRoot.run()
        }
        rootIDs.removeAll()
        try insertRoot(event.rootID, root, mount, event.identity)
    }

    private func insertRoot(
        _ id: UInt64,
        _ root: [UInt8],
        _ mount: [UInt8],
        _ identity: DirectoryIdentity
    ) throws {
        insertRoot.bind(1, Int64(id))
        insertRoot.bindPath(2, root)
        insertRoot.bindPath(3, mount)
        insertRoot.bind(4, Int64(bitPattern: identity.inode))
        insertRoot.bind(5, Int64(bitPattern: identity.fileSystem))
        insertRoot.bind(6, identity.birthNs)
        try insertRoot.run()
    }

    private func updateRoot(
        _ root: some Collection<UInt8>,
        _ mount: some Collection<UInt8>,
        _ identity: DirectoryIdentity
    ) throws {
        guard let id = try rootID([UInt8](root), mount: [UInt8](mount)) else { return }
        updateRoot.bind(1, id)
        updateRoot.bind(2, RootState.present)
        updateRoot.bindNull(3)
        updateRoot.bind(4, Int64(bitPattern: identity.inode))
        updateRoot.bind(5, Int64(bitPattern: identity.fileSystem))
        updateRoot.bind(6, identity.birthNs)
        try updateRoot.run()
    }

    private func loseRoot(_ event: RootLost) throws {
        guard let id = try rootID([UInt8](event.root), mount: [UInt8](event.mount)) else { return }
        updateRoot.bind(1, id)
        updateRoot.bind(2, RootState.unavailable)
        updateRoot.bind(3, event.loss.sentence)
        for column: Int32 in 4...6 { updateRoot.bindNull(column) }
        try updateRoot.run()
    }

    private func removeRoot(
        _ root: some Collection<UInt8>,
        _ mount: some Collection<UInt8>,
        at position: Position
    ) throws {
        guard let id = try rootID([UInt8](root), mount: [UInt8](mount)) else { return }
        if mount.isEmpty {
            // A concurrent scan may have added files after the root ended. Nothing could find them.
            let orphans = try Int64.fetchAll(
                db,
                sql: "SELECT id FROM library_files WHERE root_id = ? ORDER BY id",
                arguments: [id]
            )
            for file in orphans { try remove(file, at: position) }
        }
        deleteRoot.bind(1, id)
        try deleteRoot.run()
        rootIDs.removeAll()
    }

    private func rootID(_ root: [UInt8], mount: [UInt8] = []) throws -> Int64? {
        if mount.isEmpty, let id = rootIDs[root] { return id }
        rootsByPath.bindPath(1, root)
        rootsByPath.bindPath(2, mount)
        defer { rootsByPath.reset() }
        guard try rootsByPath.step() else { return nil }
        let id = rootsByPath.integer(0)
        if mount.isEmpty { rootIDs[root] = id }
        return id
    }
}

// MARK: Files

extension LibraryFilesSession {
    /// Writes the whole row of a file that is at `path` from now on.
    private func place(
        _ id: Int64,
        _ path: LibraryPath,
        _ stat: FileStat,
        _ tags: AudioTags,
        at position: Position
    ) throws {
        let absolute = path.absolute
        try displace(from: absolute, by: id, at: position)
        let isFirst = UInt64(id) == position.rawValue
        if !isFirst { try logFormer(id, at: position) }
        let row = FileRow(id: id, path: path, rootID: try rootID(path.root) ?? 0)
        row.bind(stat, tags, tagsDigest: tags.digest, to: insertFile)
        try insertFile.run()
        if !isFirst {
            try removed.remove(id)
        }
        try log(id, at: position)
    }

    private func move(_ event: FileMoved, at position: Position) throws {
        let id = Int64(event.fileID)
        let path = LibraryPath(root: event.root, path: event.path)
        try displace(from: path.absolute, by: id, at: position)
        var known = try texts(of: id)
        if known == nil {
            try removed.revive(id)
            known = try texts(of: id)
        }
        guard let known else {
            // Its first event is lost. No file has this ctime, so the next scan reads its tags.
            var stat = event.stat
            stat.ctimeNs = 0
            return try place(id, path, stat, AudioTags(), at: position)
        }
        try logFormer(id, at: position)
        bind(id, event.stat, to: updateMoved)
        updateMoved.bindPath(7, path.absolute)
        updateMoved.bind(8, try rootID(path.root) ?? 0)
        if known.title.isEmpty {
            updateMoved.bind(
                9,
                FileRow.normalized(title: "", artist: known.artist, path: path.path)
            )
        } else {
            // A title of its own does not depend on the path.
            updateMoved.bindNull(9)
        }
        try updateMoved.run()
        try log(id, at: position)
    }

    /// Its whole row, from the present or from the removed files.
    private func restore(_ event: FileRestored, at position: Position) throws {
        let id = Int64(event.fileID)
        let path = LibraryPath(root: event.root, path: event.path)
        try logFormer(id, at: position)
        deleteFile.bind(1, id)
        try deleteFile.run()
        try removed.remove(id)
        if !event.removed { try displace(from: path.absolute, by: id, at: position) }
        let row = FileRow(id: id, path: path, rootID: try rootID(path.root) ?? 0)
        if event.removed {
            try removed.add(row, event)
        } else {
            row.bind(event.stat, event.tags, tagsDigest: event.tagsDigest, to: insertFile)
            try insertFile.run()
        }
        try log(id, at: position)
    }

    private func remove(_ id: Int64, at position: Position) throws {
        try logFormer(id, at: position)
        try removed.add(live: id)
        deleteFile.bind(1, id)
        try deleteFile.run()
        try log(id, at: position)
    }

    private func displace(from absolute: [UInt8], by id: Int64, at position: Position) throws {
        if let other = try occupants.move(id, to: absolute) { try remove(other, at: position) }
    }

    /// nil if no present file has the id.
    private func texts(of id: Int64) throws -> (title: String, artist: String)? {
        selectTexts.bind(1, id)
        defer { selectTexts.reset() }
        return try selectTexts.step() ? (selectTexts.text(0), selectTexts.text(1)) : nil
    }

    private func update(_ id: Int64, _ stat: FileStat) throws {
        bind(id, stat, to: updateStat)
        try updateStat.run()
    }

    private func bind(_ id: Int64, _ stat: FileStat, to statement: SQLStatement) {
        statement.bind(1, id)
        statement.bind(2, Int64(bitPattern: stat.sizeBytes))
        statement.bind(3, stat.mtimeNs)
        statement.bind(4, stat.ctimeNs)
        statement.bind(5, Int64(bitPattern: stat.inode))
        statement.bind(6, Int64(bitPattern: stat.device))
    }

    private func log(_ id: Int64, at position: Position) throws {
        if isReplay { return }
        logChange.bind(1, Int64(position.rawValue))
        logChange.bind(2, id)
        try logChange.run()
    }

    /// Before the row changes or goes; nothing if there is none.
    private func logFormer(_ id: Int64, at position: Position) throws {
        if isReplay { return }
        logFormer.bind(1, Int64(position.rawValue))
        logFormer.bind(2, id)
        try logFormer.run()
    }
}
