import Events
import GRDB
import Journal
import Projection
import Synchronization

/// Keeps the names of tracks, and fails where a test says so.
struct NoteProjector: Projector {
    /// What may go wrong; shared with the test, which repairs it.
    final class Faults: Sendable {
        private let state = Mutex<(poison: String?, settle: Bool)>((nil, false))

        var poison: String? {
            get { state.withLock { $0.poison } }
            set { state.withLock { $0.poison = newValue } }
        }
        var failsToSettle: Bool {
            get { state.withLock { $0.settle } }
            set { state.withLock { $0.settle = newValue } }
        }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let name: String
    var version = 1
    var fingerprint = ""
    var dependencies: [String] = []
    var faults = Faults()
    /// Whether it tells its dependents what changed, in `changes_NAME`.
    var logsChanges = false

    var schema: ReadModelSchema {
        let notes = ReadModelSchema.Table(
            "notes_\(name)",
            order: "position",
            columns: "    position INTEGER PRIMARY KEY, name TEXT NOT NULL"
        )
        let changes = ReadModelSchema.Table(
            "changes_\(name)",
            order: "",
            isChangeLog: true,
            columns: "    position INTEGER NOT NULL"
        )
        return ReadModelSchema(
            tables: logsChanges ? [notes, changes] : [notes],
            indexes: ["CREATE INDEX notes_\(name)_name ON notes_\(name) (name)"]
        )
    }

    func session(_ db: Database, isReplay: Bool) throws -> any ProjectorSession {
        Session(db: db, projector: self)
    }

    private final class Session: ProjectorSession {
        let db: Database
        let projector: NoteProjector

        init(db: Database, projector: NoteProjector) {
            self.db = db
            self.projector = projector
        }

        func apply(_ event: Event, at position: Position) throws {
            let name = event.trackDescribed.name
            // The row goes first: a failure has to take it back.
            try db.execute(
                sql: "INSERT INTO notes_\(projector.name) VALUES (?, ?)",
                arguments: [Int64(position.rawValue), name]
            )
            if projector.logsChanges {
                try db.execute(
                    sql: "INSERT INTO changes_\(projector.name) VALUES (?)",
                    arguments: [Int64(position.rawValue)]
                )
            }
            if name == projector.faults.poison { throw Failure(description: "cannot take \(name)") }
        }

        func settle(since: Position?, head: Position) throws {
            if projector.faults.failsToSettle { throw Failure(description: "cannot settle") }
        }
    }
}
