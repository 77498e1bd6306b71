package import Events
internal import EventsSupport
internal import FileIO
package import Journal
internal import Projection
internal import SystemPackage
package import TestSupport

extension TestLibrary {
    /// A row of `library_files`, as far as the disk can confirm it.
    package struct Row: Hashable, Sendable, CustomStringConvertible {
        package let path: [UInt8]
        package let sizeBytes: Int64
        package let mtimeNanoseconds: Int64

        package var description: String {
            "\(String(decoding: path, as: UTF8.self)) \(sizeBytes) \(mtimeNanoseconds)"
        }
    }

    /// What `library_files` says, without catching up.
    package func rows() throws -> Set<Row> {
        try readModel.read { db in
            let select = try SQLStatement(db, "SELECT path, size, mtime_ns FROM library_files")
            var rows: Set<Row> = []
            while try select.step() {
                rows.insert(
                    Row(
                        path: select.array(0),
                        sizeBytes: select.integer(1),
                        mtimeNanoseconds: select.integer(2)
                    )
                )
            }
            select.reset()
            return rows
        }
    }

    /// What is on the disk below a root, filtered by extension.
    package func rowsOnDisk(_ tree: Tree? = nil) throws -> Set<Row> {
        let tree = tree ?? music
        let files = try tree.files().filter { Self.isAudio($0.key) }
        return Set(
            files.map { path, metadata in
                Row(
                    path: tree.absolute(path).bytes,
                    sizeBytes: metadata.sizeBytes,
                    mtimeNanoseconds: metadata.mtimeNanoseconds
                )
            }
        )
    }

    private static func isAudio(_ path: [UInt8]) -> Bool {
        let name = path.split(separator: 0x2F).last ?? []
        return [".flac", ".mp3"].contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }

    /// A row of `library_files` with all that the disk can confirm, where the tags are read by
    /// ``ContentTagReader``.
    package struct State: Equatable, Sendable, CustomStringConvertible {
        package let stamp: Census.Stamp
        package let content: String

        package var description: String { "\(stamp), “\(content)”" }
    }

    /// What `library_files` says by absolute path, without catching up.
    package func states() throws -> [[UInt8]: State] {
        try readModel.read { db in
            let select = try SQLStatement(
                db,
                "SELECT path, size, mtime_ns, inode, coalesce(title, '') FROM library_files"
            )
            var states: [[UInt8]: State] = [:]
            while try select.step() {
                let stamp = Census.Stamp(
                    sizeBytes: select.integer(1),
                    mtimeNanoseconds: select.integer(2),
                    inode: UInt64(bitPattern: select.integer(3))
                )
                states[select.array(0)] = State(stamp: stamp, content: select.text(4))
            }
            select.reset()
            return states
        }
    }

    /// What ``states()`` should say.
    package static func states(in census: Census) -> [[UInt8]: State] {
        var states: [[UInt8]: State] = [:]
        for (path, stamp) in census.wanted {
            let bytes = try? PosixFileSystem().readAll(FilePath(bytes: path))
            let content = String(decoding: bytes ?? [], as: UTF8.self)
            states[path] = State(stamp: stamp, content: content)
        }
        return states
    }

    /// Ids by absolute path.
    package func absoluteIDs() throws -> [[UInt8]: Int64] {
        try readModel.read { db in
            let select = try SQLStatement(db, "SELECT path, id FROM library_files")
            var ids: [[UInt8]: Int64] = [:]
            while try select.step() { ids[select.array(0)] = select.integer(1) }
            select.reset()
            return ids
        }
    }

    /// Ids by relative path.
    package func ids() throws -> [[UInt8]: Int64] {
        let prefixCount = music.path.bytes.count + 1
        return try readModel.read { db in
            let select = try SQLStatement(db, "SELECT path, id FROM library_files")
            var ids: [[UInt8]: Int64] = [:]
            while try select.step() {
                ids[Array(select.array(0).dropFirst(prefixCount))] = select.integer(1)
            }
            select.reset()
            return ids
        }
    }

    package func id(_ relative: String) throws -> Int64? {
        try ids()[Array(relative.utf8)]
    }

    /// The rows of a query, each as its columns joined by `|`.
    package func query(_ sql: String) throws -> [String] {
        try readModel.read { db in
            let select = try SQLStatement(db, sql)
            var rows: [String] = []
            while try select.step() {
                rows.append(
                    (0..<select.columnCount).map { select.text($0) }.joined(separator: "|")
                )
            }
            select.reset()
            return rows
        }
    }

    /// The digest of every model, by name.
    package func digests() throws -> [String: UInt64] {
        var digests: [String: UInt64] = [:]
        for projector in runner.projectors {
            digests[projector.name] = try runner.digest(of: projector.name)
        }
        return digests
    }

    /// Whether a replay gives other rows of a model than the live run did.
    package func isReplayedOtherwise(_ name: String) throws -> Bool {
        let replayed = try TestLibrary(replaying: self)
        _ = try replayed.runner.catchUp([name])
        return try replayed.runner.digest(of: name) != runner.digest(of: name)
    }

    package func events(from start: Position = .zero) throws -> [Event] {
        var events: [Event] = []
        try journal.forEachEvent(from: start) { events.append($1) }
        return events
    }

    package func head() throws -> Position { try journal.head().position }

    /// The types of the events since a position, sorted.
    package func types(since start: Position) throws -> [String] {
        try events(from: start).map(\.typeName).sorted()
    }
}
