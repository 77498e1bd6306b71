import Events
import FileIO
import GRDB
import Journal
import Projection
import SystemPackage
import TestSupport

/// A journal of named tracks, and the projectors that a test gives.
final class Workbench {
    let folder: TemporaryDirectory
    let journal: Journal
    let readModel: ReadModel
    private let journalPath: FilePath

    init(journalName: String = "journal") throws {
        folder = try TemporaryDirectory()
        journalPath = folder.path.appending(journalName)
        journal = Self.open(journalPath)
        readModel = try ReadModel(path: folder.path.appending("psm.db"))
    }

    static func open(_ path: FilePath) -> Journal {
        var options = JournalOptions()
        options.sync = .never
        return Journal(directory: path, options: options)
    }

    var journalFiles: Tree { Tree(journalPath) }

    func runner(_ projectors: any Projector..., journal other: Journal? = nil) -> ProjectorRunner {
        ProjectorRunner(journal: other ?? journal, readModel: readModel, projectors: projectors)
    }

    /// One frame.
    func append(_ names: [String], to other: Journal? = nil) throws {
        try Self.append(names, to: other ?? journal)
    }

    static func append(_ names: [String], to journal: Journal) throws {
        var batch = RecordBatch()
        for name in names {
            var track = TrackDescribed()
            track.name = name
            try EventCodec.encode(Event(.trackDescribed(track)), into: &batch)
        }
        try journal.append(batch)
    }

    func append(_ names: String...) throws { try append(names) }

    func notes(_ name: String) throws -> [String] {
        try readModel.read { db in
            try String.fetchAll(db, sql: "SELECT name FROM notes_\(name) ORDER BY position")
        }
    }
}

extension ProjectorRunner {
    func status(of name: String) throws -> ProjectorStatus? {
        try status().first { $0.name == name }
    }
}
