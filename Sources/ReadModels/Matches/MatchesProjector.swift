package import Events
package import GRDB
package import Matching
package import Projection
package import Threads

/// `matches`: the file that is matched with each track.
package struct MatchesProjector: Projector {
    package static let name = "matches"

    private let settings: MatchingSettings
    private let cancellation: Cancellation
    private var keepsKeys = true

    package init(settings: MatchingSettings, cancellation: Cancellation = .never) {
        self.settings = settings
        self.cancellation = cancellation
    }

    package var name: String { Self.name }
    package var version: Int { 2_000 + Scorer.version }
    package var fingerprint: String { "\(settings)" }
    package var dependencies: [String] { [LibraryFilesProjector.name, CatalogProjector.name] }
    package var families: Set<EventFamily> { [.decision] }

    /// Without the key tables, which only find what a change affects.
    package var ofThePast: any Projector {
        var projector = self
        projector.keepsKeys = false
        return projector
    }

    package func session(_ db: Database, isReplay: Bool) throws -> any ProjectorSession {
        try MatchesSession(
            db,
            scorer: Scorer(settings: settings),
            cancellation: cancellation,
            keepsKeys: keepsKeys,
            isReplay: isReplay
        )
    }

    package var schema: ReadModelSchema {
        ReadModelSchema(
            tables: [
                .init(
                    "matches",
                    order: "provider, track_id",
                    columns: """
                            track_id TEXT NOT NULL,
                            provider TEXT NOT NULL,
                            file_id INTEGER NOT NULL,
                            score REAL NOT NULL,
                            method TEXT NOT NULL,
                            confidence TEXT NOT NULL,
                            PRIMARY KEY (provider, track_id)
                        """
                ),
                .init(
                    "match_decisions",
                    order: "provider, track_id, kind, file_id",
                    columns: """
                            provider TEXT NOT NULL,
                            track_id TEXT NOT NULL,
                            kind TEXT NOT NULL,
                            file_id INTEGER NOT NULL,
                            path NOT NULL,
                            tags_digest INTEGER NOT NULL,
                            position INTEGER NOT NULL,
                            PRIMARY KEY (provider, track_id, kind, file_id)
                        """
                ),
                .init(
                    "match_changes",
                    order: "",
                    isWithoutRowID: true,
                    isChangeLog: true,
                    columns: """
                            position INTEGER NOT NULL,
                            provider TEXT NOT NULL,
                            track_id TEXT NOT NULL,
                            PRIMARY KEY (position, provider, track_id)
                        """
                ),
                Self.keyTable(.files),
                Self.keyTable(.tracks),
            ],
            indexes: [
                "CREATE INDEX matches_file ON matches (file_id)",
                "CREATE INDEX match_decisions_position ON match_decisions (position)",
                "CREATE INDEX match_decisions_file ON match_decisions (file_id)",
            ]
        )
    }

    /// Two recordings can only match if they share a key. A row may be older than the tags until the
    /// next matching, so readers compare the current keys.
    private static func keyTable(_ name: KeyTable.Name) -> ReadModelSchema.Table {
        .init(
            name.rawValue,
            order: "",
            isWithoutRowID: true,
            columns: """
                    key INTEGER NOT NULL,
                    \(name.owner) INTEGER NOT NULL,
                    PRIMARY KEY (key, \(name.owner))
                """
        )
    }
}
