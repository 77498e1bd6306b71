import GRDB
import Matching
import Projection
import ReadModels
import SystemPackage

/// Why a track has no file, in the words that the user reads: what rules out the closest file, or
/// that there is none.
struct MissingReason {
    private let scorer: Scorer
    private let lookup: CandidateLookup
    private let selectPath: SQLStatement
    private var knownArtists: Set<String> = []

    init(_ db: Database, scorer: Scorer) throws {
        self.scorer = scorer
        lookup = try CandidateLookup(db)
        selectPath = try SQLStatement(db, "SELECT path FROM library_files WHERE id = ?")
        let rows = try SQLStatement(
            db,
            "SELECT DISTINCT artist FROM library_files WHERE artist IS NOT NULL"
        )
        while try rows.step() {
            for name in JoinedTexts.split(rows.text(0)) { knownArtists.insert(name.lowercased()) }
        }
        rows.reset()
    }

    /// - Parameter artists: as in the `artist` column.
    func reason(_ seq: Int64, artists: String) throws -> String {
        guard let (fileID, explanation) = try nearest(seq) else {
            return JoinedTexts.split(artists).contains { knownArtists.contains($0.lowercased()) }
                ? "The library has this artist, but not this song."
                : "The library has nothing by this artist."
        }
        let name = try fileName(fileID)
        guard let refusal = explanation.refusal else {
            return "You rejected “\(name)” for this track."
        }
        if let difference = explanation.versionDifference, let found = difference.found,
            let wanted = difference.wanted
        {
            let settings = difference.settings.joined(separator: " and ")
            return "You have “\(name)”, \(found); the playlist wants \(wanted)"
                + (settings.isEmpty ? "." : " (accept it with \(settings)).")
        }
        return "The closest file is “\(name)”. \(refusal)"
            + (explanation.isNearMiss(scorer.settings) ? " Check with psm match review." : "")
    }

    /// The candidate with the lowest penalty; among equals, the one with the lowest id.
    private func nearest(_ seq: Int64) throws -> (fileID: Int64, explanation: Explanation)? {
        guard let track = try lookup.track(seq) else { return nil }
        var nearest: (fileID: Int64, explanation: Explanation)?
        for candidate in try lookup.candidates(for: track.signature) {
            let explanation = scorer.explain(track: track.signature, file: candidate.signature)
            if explanation.isOtherSong { continue }
            if let nearest, nearest.explanation.penalty <= explanation.penalty { continue }
            nearest = (candidate.fileID, explanation)
        }
        return nearest
    }

    private func fileName(_ id: Int64) throws -> String {
        selectPath.bind(1, id)
        defer { selectPath.reset() }
        guard try selectPath.step() else { return "" }
        return FilePath(selectPath.text(0)).lastComponent?.string ?? ""
    }
}
