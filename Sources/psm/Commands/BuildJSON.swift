import Library
import Projection
import Projectors

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
    let playlists: Files
    let reports: Files
    let seconds: Double

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
            changed: outcome.changeCount(Stage.match),
            matched: counts.matched,
            unmatched: counts.unmatched
        )
        playlists = Files(outcome.publishReport(Stage.export))
        reports = Files(outcome.publishReport(Stage.report))
        seconds = duration / .seconds(1)
    }
}
