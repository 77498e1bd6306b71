import Formats

/// Renders each report file from its rows. Pure: the same rows, in any order, give the same bytes,
/// and no time is in them.
///
/// Each page is self-contained: its style and script are inline, and it loads nothing, so it works
/// from `file://` and offline. Links between pages are relative.
package enum ReportPage {
    package static func index(totals: ReportTotals, coverage: [PlaylistCoverage]) -> [UInt8] {
        let table = ReportTable(
            caption: "Playlists",
            columns: coverageColumns,
            rows: ReportOrder.sorted(coverage)
        )
        var writer = HTMLWriter()
        open("Overview", .index, &writer)
        writer.markup("<dl class=\"totals\">")
        total("Files in the library", totals.files, &writer)
        total("Playlists", totals.playlists, &writer)
        total("Tracks", totals.tracks, &writer)
        total("Matched", totals.matched, &writer)
        total("Unmatched", totals.tracks - totals.matched, &writer)
        writer.markup("</dl>\n<p class=\"meter\"><label>Matched ")
        percent(of: totals.matched, in: totals.tracks, &writer)
        meter(totals.matched, of: totals.tracks, &writer)
        writer.markup("</label></p>\n")
        table.write(to: &writer)
        close(&writer)
        return writer.bytes
    }

    package static func matchedHTML(_ rows: [MatchedRow]) -> [UInt8] {
        var writer = HTMLWriter()
        open("Matched tracks", .matched, &writer)
        download("matched.csv", &writer)
        matched(rows).write(to: &writer)
        close(&writer)
        return writer.bytes
    }

    package static func matchedCSV(_ rows: [MatchedRow]) -> [UInt8] {
        matched(rows).csv()
    }

    package static func unmatchedHTML(_ rows: [UnmatchedRow]) -> [UInt8] {
        var writer = HTMLWriter()
        open("Unmatched tracks", .unmatched, &writer)
        download("unmatched.csv", &writer)
        unmatched(rows).write(to: &writer)
        close(&writer)
        return writer.bytes
    }

    package static func unmatchedCSV(_ rows: [UnmatchedRow]) -> [UInt8] {
        unmatched(rows).csv()
    }

    // MARK: Tables

    private static func matched(_ rows: [MatchedRow]) -> ReportTable<MatchedRow> {
        ReportTable(
            caption: "Tracks that have a file",
            columns: matchedColumns,
            rows: ReportOrder.sorted(rows)
        )
    }

    private static func unmatched(_ rows: [UnmatchedRow]) -> ReportTable<UnmatchedRow> {
        ReportTable(
            caption: "Tracks without a file, most wanted first",
            columns: unmatchedColumns,
            rows: ReportOrder.sorted(rows)
        )
    }

    private static var matchedColumns: [ReportColumn<MatchedRow>] {
        [
            .onlySheet("track_id") { $1.text($0.trackID) },
            .text("Title", "title", kind: .rowName) { $0.title },
            .text("Artist", "artist") { $0.artist },
            .text("Album", "album") { $0.album },
            .onlyPage("Length", kind: .number, sortKey: { $0.durationMs }) {
                $1.duration(milliseconds: $0.durationMs)
            },
            .onlySheet("duration_ms") { $1.number($0.durationMs) },
            .onlyPage("File") { row, writer in
                writer.markup("<a href=\"")
                writer.fileURL(row.filePathBytes)
                writer.markup("\">")
                writer.text(row.filePath)
                writer.markup("</a>")
            },
            .onlySheet("file_path") { $1.text($0.filePath) },
            // Exact for every name; the path beside it is for people.
            .onlySheet("file_url") { $1.text(PercentEncoding.string(fileURL: $0.filePathBytes)) },
            .text("Confidence", "confidence") { $0.confidence },
            .text("Method", "method") { $0.method },
            .onlyPage("Score", kind: .number) { $1.fraction($0.score, decimals: 2) },
            .onlySheet("score") { $1.fraction($0.score) },
            .onlyPage("Playlists") { list($0.playlists, &$1) },
            .onlySheet("playlists") { $1.text($0.playlists.joined(separator: "; ")) },
        ]
    }

    private static var unmatchedColumns: [ReportColumn<UnmatchedRow>] {
        [
            .onlySheet("track_id") { $1.text($0.trackID) },
            .text("Title", "title", kind: .rowName) { $0.title },
            .text("Artist", "artist") { $0.artist },
            .text("Album", "album") { $0.album },
            .onlyPage("Length", kind: .number, sortKey: { $0.durationMs }) {
                $1.duration(milliseconds: $0.durationMs)
            },
            .onlySheet("duration_ms") { $1.number($0.durationMs) },
            .number("Wanted by", "wanted_by") { $0.playlists.count },
            .onlyPage("Playlists") { list($0.playlists, &$1) },
            .onlySheet("playlists") { $1.text($0.playlists.joined(separator: "; ")) },
            .text("Why", "reason") { $0.reason },
        ]
    }

    private static var coverageColumns: [ReportColumn<PlaylistCoverage>] {
        [
            .text("Playlist", "name", kind: .rowName) { $0.name },
            .text("Owner", "owner") { $0.owner },
            .number("Tracks", "tracks") { $0.tracks },
            .number("Matched", "matched") { $0.matched },
            .onlyPage("Unmatched", kind: .number, sortKey: { $0.tracks - $0.matched }) {
                row,
                writer in
                guard row.tracks > row.matched else { return writer.markup("0") }
                writer.markup("<a href=\"unmatched.html#q=")
                writer.addressPart(row.name)
                writer.markup("\">")
                writer.number(row.tracks - row.matched)
                writer.markup("</a>")
            },
            .onlyPage(
                "Coverage",
                kind: .number,
                sortKey: { $0.tracks > 0 ? $0.matched * 10_000 / $0.tracks : -1 }
            ) { row, writer in
                percent(of: row.matched, in: row.tracks, &writer)
                meter(row.matched, of: row.tracks, &writer)
            },
        ]
    }

    // MARK: Parts

    private enum Name { case index, matched, unmatched }

    private static func open(
        _ title: StaticString,
        _ name: Name,
        _ writer: inout HTMLWriter
    ) {
        writer.markup(
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <title>
            """
        )
        writer.markup(title)
        writer.markup(" · psm</title>\n<style>\n")
        writer.markup(ReportStyle.css)
        writer.markup("\n</style>\n</head>\n<body>\n<header><h1>")
        writer.markup(title)
        writer.markup("</h1>\n<nav aria-label=\"Reports\">")
        link("index.html", "Overview", name == .index, &writer)
        link("matched.html", "Matched", name == .matched, &writer)
        link("unmatched.html", "Unmatched", name == .unmatched, &writer)
        writer.markup("</nav></header>\n<main>\n")
    }

    private static func close(_ writer: inout HTMLWriter) {
        writer.markup("</main>\n<script>\n")
        writer.markup(ReportStyle.script)
        writer.markup("\n</script>\n</body>\n</html>\n")
    }

    private static func link(
        _ address: StaticString,
        _ title: StaticString,
        _ isCurrent: Bool,
        _ writer: inout HTMLWriter
    ) {
        writer.markup("<a href=\"")
        writer.markup(address)
        writer.markup(isCurrent ? "\" aria-current=\"page\">" : "\">")
        writer.markup(title)
        writer.markup("</a>")
    }

    private static func download(_ address: StaticString, _ writer: inout HTMLWriter) {
        writer.markup("<p>Download as CSV: <a href=\"")
        writer.markup(address)
        writer.markup("\">")
        writer.markup(address)
        writer.markup("</a></p>\n")
    }

    private static func total(
        _ title: StaticString,
        _ value: Int,
        _ writer: inout HTMLWriter
    ) {
        writer.markup("<div><dt>")
        writer.markup(title)
        writer.markup("</dt><dd>")
        writer.number(value)
        writer.markup("</dd></div>")
    }

    /// Rounded down: only a complete match shows 100 %. Of nothing there is no share.
    private static func percent(of part: Int, in whole: Int, _ writer: inout HTMLWriter) {
        guard whole > 0 else { return writer.markup("–") }
        writer.number(part * 100 / whole)
        writer.markup(" %")
    }

    private static func meter(_ part: Int, of whole: Int, _ writer: inout HTMLWriter) {
        guard whole > 0 else { return }
        writer.markup(" <meter aria-hidden=\"true\" max=\"")
        writer.number(whole)
        writer.markup("\" value=\"")
        writer.number(part)
        writer.markup("\"></meter>")
    }

    private static func list(_ names: [String], _ writer: inout HTMLWriter) {
        for (index, name) in names.enumerated() {
            if index > 0 { writer.markup(", ") }
            writer.markup("<bdi>")
            writer.text(name)
            writer.markup("</bdi>")
        }
    }
}
