internal import Digests
package import GRDB
package import Journal

/// How far a projector got, stored in the same transaction as its rows.
package struct Checkpoint: Sendable, Equatable {
    package enum State: String, Sendable {
        case running
        /// It failed to apply the event at its checkpoint.
        case stopped
        /// A projector it depends on is stopped.
        case waiting
        /// Its events are applied, but its derived rows are not up to date: it will be rebuilt.
        case unsettled
    }

    package var version: Int
    package var fingerprint: String
    /// The next position to apply.
    package var position: Position
    package var journalID: String
    /// A running digest of all applied payloads.
    package var digest: UInt64
    /// The digest of the last payload alone. If the journal holds another record there, this model
    /// was built from another journal. `lostRecord` if that payload is lost, and was told to be.
    package var lastRecord: UInt64
    package var state: State
    package var error: String

    package static let lostRecord: UInt64 = 0

    static let tableSQL = """
        CREATE TABLE IF NOT EXISTS projectors (
            name TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            checkpoint INTEGER NOT NULL,
            journal_id TEXT NOT NULL,
            digest INTEGER NOT NULL,
            last_record INTEGER NOT NULL,
            state TEXT NOT NULL,
            error TEXT
        ) WITHOUT ROWID
        """

    static func start(of projector: any Projector, journalID: String) -> Checkpoint {
        Checkpoint(
            version: projector.version,
            fingerprint: projector.fingerprint,
            position: .zero,
            journalID: journalID,
            digest: 0,
            lastRecord: 0,
            state: .running,
            error: ""
        )
    }

    mutating func advance(over payload: UInt64, to position: Position) {
        digest = withUnsafeBytes(of: (digest, payload)) { XXHash64.hash($0) }
        lastRecord = payload
        self.position = position
    }

    package static func load(_ name: String, _ db: Database) throws -> Checkpoint? {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT * FROM projectors WHERE name = ?"),
                arguments: [name]
            )
        else { return nil }
        return Checkpoint(
            version: row["version"],
            fingerprint: row["fingerprint"],
            position: Position(rawValue: UInt64(bitPattern: row["checkpoint"] as Int64)),
            journalID: row["journal_id"],
            digest: UInt64(bitPattern: row["digest"] as Int64),
            lastRecord: UInt64(bitPattern: row["last_record"] as Int64),
            state: State(rawValue: row["state"]) ?? .stopped,
            error: row["error"] ?? ""
        )
    }

    func store(_ name: String, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO projectors
                (name, version, fingerprint, checkpoint, journal_id, digest, last_record, state, error)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                name, version, fingerprint, Int64(bitPattern: position.rawValue), journalID,
                Int64(bitPattern: digest), Int64(bitPattern: lastRecord), state.rawValue,
                error.isEmpty ? nil : error,
            ]
        )
    }
}
