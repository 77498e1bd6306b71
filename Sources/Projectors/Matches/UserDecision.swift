package import Events
package import GRDB
internal import Projection

/// From what the user typed to the event that records a decision.
package struct UserDecision {
    private let db: Database

    package init(_ db: Database) {
        self.db = db
    }

    package enum Failure: Error, CustomStringConvertible {
        case unknownTrack(String)
        case ambiguousTrack(String, providers: [String])
        case unknownFile(String)
        case nothingToReject(String)

        package var description: String {
            switch self {
            case .unknownTrack(let track):
                "No playlist holds a track “\(track)”. Give its id, for example the last part of "
                    + "its link."
            case .ambiguousTrack(let track, let providers):
                "Several providers have a track “\(track)”: \(providers.joined(separator: ", ")). "
                    + "Write PROVIDER:\(track)."
            case .unknownFile(let path):
                "\(path) is not a file of the library. If it is new, run psm scan first."
            case .nothingToReject(let track):
                "The track “\(track)” has no file, so there is no match to remove."
            }
        }
    }

    /// - Parameters:
    ///   - track: an id, `provider:id`, or a Spotify URI or link.
    ///   - file: absolute.
    package func pin(track: String, file: [UInt8]) throws -> Event {
        let key = try resolve(track)
        return .matchPinned(
            provider: key.provider,
            trackID: key.trackID,
            try decidedFile(at: file)
        )
    }

    /// Rejects the file that the track has now.
    package func reject(track: String) throws -> Event {
        let key = try resolve(track)
        let isMatched = """
            f.id = (SELECT file_id FROM matches WHERE provider = ? AND track_id = ?)
            """
        let decided = try decidedFile(isMatched) {
            $0.bind(1, key.provider)
            $0.bind(2, key.trackID)
        }
        guard let decided else { throw Failure.nothingToReject(track) }
        return .matchRejected(provider: key.provider, trackID: key.trackID, decided)
    }

    /// The event that pins or rejects what was shown side by side.
    ///
    /// - Throws: `Failure.unknownFile` where the file has gone meanwhile.
    package func decide(_ pair: ComparedPair, isAccepted: Bool) throws -> Event {
        guard let decided = try decidedFile("f.id = ?", { $0.bind(1, pair.file.id) }) else {
            throw Failure.unknownFile(String(decoding: pair.file.path, as: UTF8.self))
        }
        let (provider, trackID) = (pair.track.provider, pair.track.id)
        return isAccepted
            ? .matchPinned(provider: provider, trackID: trackID, decided)
            : .matchRejected(provider: provider, trackID: trackID, decided)
    }

    /// The event that says again what is decided for a track now: appended later, it takes back what
    /// was decided since.
    package func asItStands(_ track: DescribedTrack) throws -> Event {
        try DecisionRestoration.event(for: track.key, db)
    }

    func resolve(_ text: String) throws -> MatchDecisions.TrackKey {
        let (provider, id) = Self.parse(text)
        let providers = try String.fetchAll(
            db,
            sql: "SELECT provider FROM tracks WHERE id = ? ORDER BY provider",
            arguments: [id]
        )
        let fitting = providers.filter { provider == nil || $0 == provider }
        guard let first = fitting.first else { throw Failure.unknownTrack(text) }
        if fitting.count > 1 { throw Failure.ambiguousTrack(text, providers: fitting) }
        return .init(provider: first, trackID: id)
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

    /// - Throws: `Failure.unknownFile`.
    func decidedFile(at path: [UInt8]) throws -> DecidedFile {
        guard let decided = try decidedFile("f.path = ?", { $0.bindPath(1, path) }) else {
            throw Failure.unknownFile(String(decoding: path, as: UTF8.self))
        }
        return decided
    }

    private func decidedFile(_ condition: String, _ bind: (SQLStatement) -> Void) throws
        -> DecidedFile?
    {
        let row = try SQLStatement(
            db,
            """
            SELECT f.id, r.path, f.path, f.tags_digest FROM library_files f
            JOIN library_roots r ON r.id = f.root_id WHERE \(condition)
            """
        )
        bind(row)
        defer { row.reset() }
        guard try row.step() else { return nil }
        let root = row.array(1)
        return DecidedFile(
            id: UInt64(bitPattern: row.integer(0)),
            path: LibraryPath(root: root, path: LibraryPath.relative(row.array(2), to: root) ?? []),
            tagsDigest: UInt64(bitPattern: row.integer(3))
        )
    }
}
