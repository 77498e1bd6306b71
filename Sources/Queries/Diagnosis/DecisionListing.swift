package import GRDB
package import Journal
internal import Projection
package import ReadModels

/// The user's decisions for one track, with the file that each of them means today.
package struct DecisionListing {
    package struct Decided {
        let isPin: Bool
        /// The path at the time of the decision.
        let path: [UInt8]
        let position: Position
        /// nil while the file is removed.
        package let fileID: Int64?
    }

    let all: [Decided]

    package var pin: Decided? { all.first { $0.isPin } }

    package func rejection(of file: Int64) -> Decided? {
        all.first { !$0.isPin && $0.fileID == file }
    }

    package init(of track: TrackKey, _ decisions: MatchDecisions, _ db: Database) throws {
        let rows = try SQLStatement(
            db,
            """
            SELECT kind, file_id, path, tags_digest, position FROM match_decisions
            WHERE provider = ? AND track_id = ? ORDER BY kind, file_id
            """
        )
        rows.bind(1, track.provider)
        rows.bind(2, track.trackID)
        defer { rows.reset() }
        var all: [Decided] = []
        while try rows.step() {
            let path = rows.array(2)
            all.append(
                Decided(
                    isPin: rows.text(0) == MatchDecisions.pin,
                    path: path,
                    position: Position(UInt64(bitPattern: rows.integer(4))),
                    fileID: try decisions.resolveFile(
                        id: rows.integer(1),
                        path: path,
                        tagsDigest: rows.integer(3)
                    )
                )
            )
        }
        self.all = all
    }
}

/// A pin or a rejection, as a diagnosis shows it.
package struct ToldDecision: Sendable {
    /// The path at the time of the decision.
    package let path: [UInt8]
    /// The position of its event.
    package let position: Position
    /// Whether the file is in the library today.
    package let isHere: Bool

    init(_ decided: DecisionListing.Decided) {
        path = decided.path
        position = decided.position
        isHere = decided.fileID != nil
    }
}
