import GRDB
import Journal
import Matching
import Projection
import ReadModels

/// Compares tracks with files as the matcher does, and tells the outcome of each pair.
struct PairComparison {
    private let db: Database
    private let scorer: Scorer
    private let decisions: MatchDecisions
    private let selectMatch: SQLStatement
    private let rows: DescribedRows

    init(_ db: Database, scorer: Scorer, rows: DescribedRows) throws {
        self.db = db
        self.scorer = scorer
        self.rows = rows
        decisions = try MatchDecisions(db, scorer: scorer)
        selectMatch = try SQLStatement(
            db,
            "SELECT file_id, method FROM matches WHERE provider = ? AND track_id = ?"
        )
    }

    /// A track with everything that its pairs are judged by.
    struct Subject {
        let track: DescribedTrack
        let decided: DecisionListing
        let matchedFile: Int64?
        let isPinned: Bool
        /// The file of the track, which other files are compared with.
        let chosen: Preference.Side?
    }

    func subject(_ track: DescribedTrack) throws -> Subject {
        selectMatch.bind(1, track.provider)
        selectMatch.bind(2, track.id)
        defer { selectMatch.reset() }
        let hasMatch = try selectMatch.step()
        let matched = hasMatch ? selectMatch.integer(0) : nil
        let file = try matched.flatMap { try rows.file($0) }
        let chosen = file.flatMap { file -> Preference.Side? in
            let told = scorer.explain(track: track.signature, file: file.signature)
            return told.result.map {
                Preference.Side(
                    RankedCandidate(fileID: file.id, quality: file.bitrateKbps, score: $0),
                    told
                )
            }
        }
        return Subject(
            track: track,
            decided: try DecisionListing(of: track.key, decisions, db),
            matchedFile: matched,
            isPinned: hasMatch && selectMatch.text(1) == "manual",
            chosen: chosen
        )
    }

    /// - Parameter isHere: whether the file is in the library.
    func pair(_ subject: Subject, _ file: DescribedFile, isHere: Bool = true) -> ComparedPair {
        let track = subject.track
        let told = scorer.explain(track: track.signature, file: file.signature)
        let rejection = subject.decided.rejection(of: file.id)
        let standing: ComparedPair.Standing
        if isHere, subject.matchedFile == file.id {
            standing = subject.isPinned ? .pinned : .matched
        } else if rejection != nil {
            standing = .rejected
        } else if told.result == nil {
            standing = .refused
        } else if !isHere {
            standing = .removed
        } else {
            let hasKey = !Set(track.signature.keys).isDisjoint(with: file.signature.keys)
            standing = hasKey ? .outranked : .notCompared
        }
        var advice = scorer.advice(on: told, track: track.recording, file: file.recording)
        if let text = self.advice(standing, subject, file, told) { advice.insert(text, at: 0) }
        let pin = standing == .pinned ? subject.decided.pin : nil
        return ComparedPair(
            track: track,
            file: file,
            standing: standing,
            explanation: told,
            advice: advice,
            decidedAt: (pin ?? rejection)?.position
        )
    }

    private func advice(
        _ standing: ComparedPair.Standing,
        _ subject: Subject,
        _ file: DescribedFile,
        _ told: Explanation
    ) -> Advice? {
        switch standing {
        case .pinned:
            return Advice(.pinned, "You pinned this file; psm remove-match undoes that.")
        case .rejected:
            return Advice(.rejected, "You rejected this file; psm set-match undoes that.")
        case .notCompared:
            return Advice(
                .notCompared,
                "It would be accepted, but its tags are too different for psm to find it. If it is "
                    + "the right file, pin it with psm set-match."
            )
        case .outranked:
            if subject.isPinned {
                return Advice(.otherPinned, "You pinned another file for this track.")
            }
            guard let chosen = subject.chosen, let score = told.result else { return nil }
            let other = Preference.Side(
                RankedCandidate(fileID: file.id, quality: file.bitrateKbps, score: score),
                told
            )
            let reason = Preference(of: chosen, before: other).clause
            return Advice(.preferred, "Another file is a better match: \(reason).")
        case .matched, .refused, .removed: return nil
        }
    }
}
