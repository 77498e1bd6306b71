package import Events
package import GRDB
package import Messages
internal import Projection
package import Queries
internal import ReadModels

/// Turns what the user typed into the event that records a decision.
package struct UserDecision {
    private let db: Database

    package init(_ db: Database) {
        self.db = db
    }

    /// - Parameters:
    ///   - track: an id, `provider:id`, or a Spotify URI or link.
    ///   - file: absolute.
    package func pin(track: String, file: [UInt8]) throws -> Event {
        let key = try TrackSearch(db).key(named: track)
        return .matchPinned(
            provider: key.provider,
            trackID: key.trackID,
            try decidedFile(at: file)
        )
    }

    /// Rejects the file that the track has now.
    package func reject(track: String) throws -> Event {
        let key = try TrackSearch(db).key(named: track)
        let isMatched = """
            f.id = (SELECT file_id FROM matches WHERE provider = ? AND track_id = ?)
            """
        let decided = try decidedFile(isMatched) {
            $0.bind(1, key.provider)
            $0.bind(2, key.trackID)
        }
        guard let decided else { throw NothingToReject(track: track) }
        return .matchRejected(provider: key.provider, trackID: key.trackID, decided)
    }

    /// The event that pins or rejects what was shown side by side.
    ///
    /// - Throws: `NamingError.unknownFile` if the file was removed meanwhile.
    package func decide(_ pair: ComparedPair, isAccepted: Bool) throws -> Event {
        guard let decided = try decidedFile("f.id = ?", { $0.bind(1, pair.file.id) }) else {
            throw NamingError.unknownFile(String(decoding: pair.file.path, as: UTF8.self))
        }
        let (provider, trackID) = (pair.track.provider, pair.track.id)
        return isAccepted
            ? .matchPinned(provider: provider, trackID: trackID, decided)
            : .matchRejected(provider: provider, trackID: trackID, decided)
    }

    /// The event that restates the current decisions for a track: appended later, it undoes the
    /// ones made since.
    package func asItStands(_ track: DescribedTrack) throws -> Event {
        try DecisionRestoration.event(for: track.key, db)
    }

    /// - Throws: `NamingError.unknownFile`.
    func decidedFile(at path: [UInt8]) throws -> DecidedFile {
        guard let decided = try decidedFile("f.path = ?", { $0.bindPath(1, path) }) else {
            throw NamingError.unknownFile(String(decoding: path, as: UTF8.self))
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

/// There is no match to reject.
package struct NothingToReject: ReportableError {
    package let track: String

    package var exitStatus: ExitStatus { .noInput }

    package var description: String {
        "The track “\(track)” has no file, so there is no match to remove. psm diagnose tells why."
    }
}
