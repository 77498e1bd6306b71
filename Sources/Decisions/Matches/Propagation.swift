package import Events
package import GRDB
package import Matching
internal import Projection
package import Queries
internal import ReadModels

/// A pin for a track and for the same recording in other playlists and at other providers.
package struct Propagation: Sendable {
    package enum Outcome: Sendable {
        /// It gets the same file.
        case follows
        /// It had that file pinned before.
        case isPinned
        /// The user pinned another file for it, which stays.
        case keepsItsPin
        /// The user rejected this file for it, which stays.
        case keepsItsRejection
    }

    package let others: [(track: FoundTrack, outcome: Outcome)]
    /// The events, the one for the track itself first; append them together.
    package let events: [Event]

    /// - Parameters:
    ///   - track: as `UserDecision.pin` takes it.
    ///   - file: absolute.
    ///   - db: with the tables of `matches`, at the head.
    /// - Throws: `NamingError`.
    package init(
        ofPin track: String,
        to file: [UInt8],
        settings: MatchingSettings,
        _ db: Database
    ) throws {
        let decision = UserDecision(db)
        let scorer = Scorer(settings: settings)
        let decisions = try MatchDecisions(db, scorer: scorer)
        let key = try TrackSearch(db).key(named: track)
        let pinned = try decision.decidedFile(at: file)
        let fileID = Int64(bitPattern: pinned.fileID)
        var others: [(track: FoundTrack, outcome: Outcome)] = []
        var events = [Event.matchPinned(provider: key.provider, trackID: key.trackID, pinned)]
        for other in try Self.same(as: key, scorer, db) {
            let otherKey = TrackKey(provider: other.provider, trackID: other.id)
            let decided = try DecisionListing(of: otherKey, decisions, db)
            let outcome: Outcome
            if let pin = decided.pin {
                outcome = pin.fileID == fileID ? .isPinned : .keepsItsPin
            } else if decided.rejection(of: fileID) != nil {
                outcome = .keepsItsRejection
            } else {
                outcome = .follows
                events.append(
                    .matchPinned(provider: other.provider, trackID: other.id, pinned)
                )
            }
            others.append((other, outcome))
        }
        self.others = others
        self.events = events
    }

    /// Looks tracks up by their matching keys, and so need not read all of them.
    private static func same(
        as key: TrackKey,
        _ scorer: Scorer,
        _ db: Database
    ) throws -> [FoundTrack] {
        let search = TrackSearch(db)
        let lookup = try CandidateLookup(db)
        let own = try search.named(key)
        guard let track = try lookup.track(own.seq) else { return [] }
        var near: Set<Int64> = []
        try KeyTable(db, .tracks).owners(of: track.signature.keys, into: &near)
        near.remove(own.seq)
        return try near.sorted().compactMap { seq in
            guard let other = try lookup.track(seq),
                scorer.isSameRecording(track.signature, other.signature)
            else { return nil }
            return try search.named(other.key)
        }
    }
}
