package import GRDB
internal import Matching
internal import Projection
package import ReadModels

/// A track that was found by a name.
package struct FoundTrack: Sendable {
    package let seq: Int64
    package let provider: String
    package let id: String
    package let title: String
    /// Joined by commas; empty if the provider names none.
    package let artist: String
}

/// Finds the tracks that the user means.
package struct TrackSearch {
    private let db: Database

    package init(_ db: Database) {
        self.db = db
    }

    private static let columns = "seq, provider, id, name, artist"

    /// - Parameter text: an id, `provider:id`, or a Spotify URI or link.
    /// - Throws: `NamingError`.
    package func named(_ text: String) throws -> FoundTrack {
        try named(key(named: text))
    }

    /// The one track that the text names.
    ///
    /// - Parameter text: an id, `provider:id`, or a Spotify URI or link.
    /// - Throws: `NamingError`.
    package func key(named text: String) throws -> TrackKey {
        let (provider, id) = Self.parse(text)
        let providers = try String.fetchAll(
            db,
            sql: "SELECT provider FROM tracks WHERE id = ? ORDER BY provider",
            arguments: [id]
        )
        let fitting = providers.filter { provider == nil || $0 == provider }
        guard let first = fitting.first else { throw NamingError.unknownTrack(text) }
        if fitting.count > 1 { throw NamingError.ambiguousTrack(text, providers: fitting) }
        return TrackKey(provider: first, trackID: id)
    }

    private static func parse(_ text: String) -> (provider: String?, id: String) {
        // A local track's URI is its id.
        if text.hasPrefix("spotify:local:") { return ("spotify", text) }
        let link = "https://open.spotify.com/track/"
        if text.hasPrefix(link) {
            return ("spotify", String(text.dropFirst(link.count).prefix { $0 != "?" }))
        }
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return (nil, text) }
        let id = parts[1].hasPrefix("track:") ? parts[1].dropFirst(6) : parts[1]
        return (String(parts[0]), String(id))
    }

    package func named(_ key: TrackKey) throws -> FoundTrack {
        let select = try SQLStatement(
            db,
            "SELECT \(Self.columns) FROM tracks WHERE provider = ? AND id = ?"
        )
        select.bind(1, key.provider)
        select.bind(2, key.trackID)
        guard let found = try fetch(select).first else {
            throw NamingError.unknownTrack(key.trackID)
        }
        return found
    }

    /// Tracks whose artists and title contain `words` in this order, regardless of case, accents
    /// and width.
    package func containing(_ words: String, limit: Int) throws -> [FoundTrack] {
        let folded = NormalisedName.of(title: words, artists: [])
        if folded.isEmpty { return [] }
        let select = try SQLStatement(
            db,
            """
            SELECT \(Self.columns) FROM tracks WHERE instr(normalized, ?) > 0
            ORDER BY name, artist, seq LIMIT ?
            """
        )
        select.bind(1, folded)
        select.bind(2, Int64(limit))
        return try fetch(select)
    }

    private func fetch(_ rows: SQLStatement) throws -> [FoundTrack] {
        defer { rows.reset() }
        var found: [FoundTrack] = []
        while try rows.step() {
            found.append(
                FoundTrack(
                    seq: rows.integer(0),
                    provider: rows.text(1),
                    id: rows.text(2),
                    title: rows.text(3),
                    artist: JoinedTexts.split(rows.text(4)).joined(separator: ", ")
                )
            )
        }
        return found
    }
}
