import App
import Library
import Projection
import Queries
import ReadModels

/// `psm build --json`.
struct BuildJSON: Encodable {
    struct Scan: Encodable {
        let added: Int
        let changed: Int
        let moved: Int
        let removed: Int
        let unchanged: Int
        let errors: Int
    }

    struct Matches: Encodable {
        let changed: Int
        let matched: Int
        let unmatched: Int
    }

    struct Files: Encodable {
        let written: Int
        let deleted: Int
        let unchanged: Int

        init(_ report: PublishReport) {
            written = report.written.count
            deleted = report.deleted.count
            unchanged = report.unchangedCount
        }
    }

    let scan: Scan
    let matches: Matches
    let published: [Pipeline.Publication]
    let seconds: Double

    /// What a projector published is keyed by the name of its product: `playlists`, `reports`.
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(scan, forKey: Key("scan"))
        try container.encode(matches, forKey: Key("matches"))
        for made in published {
            try container.encode(Files(made.report), forKey: Key(made.product.name))
        }
        try container.encode(seconds, forKey: Key("seconds"))
    }

    init(
        _ summary: ScanSummary,
        _ outcome: Pipeline.Outcome,
        _ counts: LibraryCounts,
        _ duration: Duration
    ) {
        scan = Scan(
            added: summary.added + summary.returned,
            changed: summary.changed,
            moved: summary.moved,
            removed: summary.removed,
            unchanged: summary.unchanged,
            errors: summary.errors.count
        )
        matches = Matches(
            changed: outcome.changeCount(MatchesProjector.name),
            matched: counts.matched,
            unmatched: counts.unmatched
        )
        published = outcome.published
        seconds = duration / .seconds(1)
    }
}
