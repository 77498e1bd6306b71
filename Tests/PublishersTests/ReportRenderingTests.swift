import Foundation
import LibrarySupport
import ReadModels
import TestSupport
import Testing

@testable import EventsSupport
@testable import Publishers

private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
}

private let hostile = #"<b>&"quote" 'n' </td><script>alert(1)</script>"#

private func matched(_ id: String, title: String = "Song", path: [UInt8] = []) -> MatchedRow {
    let path = path.isEmpty ? Array("/music/\(id).mp3".utf8) : path
    return MatchedRow(
        trackID: id,
        title: title,
        artist: "Artist",
        album: "Album",
        durationMs: 245_000,
        filePath: String(decoding: path, as: UTF8.self),
        filePathBytes: path,
        confidence: "HIGH",
        method: "title+artist",
        score: 0.9254,
        playlists: ["Road", "Home, sweet"]
    )
}

private func unmatched(_ id: String, playlists: [String], title: String = "Song") -> UnmatchedRow {
    UnmatchedRow(
        trackID: id,
        title: title,
        artist: "Artist",
        album: "Album",
        durationMs: 61_000,
        playlists: playlists,
        reason: "No file has this title."
    )
}

@Suite struct ReportRenderingTests {
    @Test func everythingIsEscaped() {
        let pages = [
            ReportPage.matchedHTML([matched(hostile, title: hostile)]),
            ReportPage.unmatchedHTML([unmatched("a", playlists: [hostile], title: hostile)]),
            ReportPage.index(
                totals: ReportTotals(files: 1, tracks: 2, matched: 1, playlists: 1),
                coverage: [PlaylistCoverage(name: hostile, owner: hostile, tracks: 2, matched: 1)]
            ),
        ]
        for page in pages {
            let page = text(page)
            #expect(!page.contains("<b>"))
            #expect(!page.contains("alert(1)</script>"))
            #expect(page.contains("&lt;b&gt;&amp;&quot;quote&quot; &#39;n&#39;"))
            #expect(page.components(separatedBy: "<script>").count == 2)
        }
    }

    @Test func pagesLoadNothing() {
        let pages = [
            ReportPage.matchedHTML([matched("a")]),
            ReportPage.unmatchedHTML([unmatched("a", playlists: ["p"])]),
            ReportPage.index(
                totals: ReportTotals(files: 0, tracks: 0, matched: 0, playlists: 0),
                coverage: []
            ),
        ]
        for page in pages {
            let page = text(page)
            #expect(!page.contains("http://") && !page.contains("https://"))
            #expect(!page.contains(" src=") && !page.contains("<link"))
            #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</html>\n"))
        }
    }

    @Test(arguments: 0..<20)
    func theSameRowsInAnyOrderMakeTheSameBytes(seed: UInt64) {
        var random = SeededRandom(seed: seed &+ 1)
        let found = (0..<50).map { matched("\($0)", title: "T\($0 % 7)") }
        let wanted = (0..<50).map {
            unmatched("\($0)", playlists: ["p", "q", "r"].prefix($0 % 4).map { $0 })
        }
        let coverage = (0..<20).map {
            PlaylistCoverage(name: "P\($0 % 3)", owner: "o", tracks: 9 + $0 % 2, matched: $0 % 5)
        }
        let totals = ReportTotals(files: 1, tracks: 1, matched: 1, playlists: 1)
        let mixed = found.shuffled(using: &random)
        let mixedWanted = wanted.shuffled(using: &random)
        #expect(ReportPage.matchedHTML(found) == ReportPage.matchedHTML(mixed))
        #expect(ReportPage.matchedCSV(found) == ReportPage.matchedCSV(mixed))
        #expect(ReportPage.unmatchedHTML(wanted) == ReportPage.unmatchedHTML(mixedWanted))
        #expect(ReportPage.unmatchedCSV(wanted) == ReportPage.unmatchedCSV(mixedWanted))
        #expect(
            ReportPage.index(totals: totals, coverage: coverage)
                == ReportPage.index(totals: totals, coverage: coverage.shuffled(using: &random))
        )
    }

    @Test func mostWantedComesFirst() {
        let sheet = text(
            ReportPage.unmatchedCSV([
                unmatched("once", playlists: ["a"]), unmatched("never", playlists: []),
                unmatched("thrice", playlists: ["a", "b", "c"]),
            ])
        )
        let ids = sheet.split(separator: "\r\n").dropFirst().map { $0.prefix { $0 != "," } }
        #expect(ids == ["thrice", "once", "never"])
    }

    @Test func csvFollowsRFC4180() {
        let sheet = text(
            ReportPage.unmatchedCSV([
                unmatched("=1+1", playlists: ["a, b", "c"], title: "say \"hi\"\nnow")
            ])
        )
        #expect(
            sheet
                == "track_id,title,artist,album,duration_ms,wanted_by,playlists,reason\r\n"
                + "'=1+1,\"say \"\"hi\"\"\nnow\",Artist,Album,61000,2,\"a, b; c\","
                + "No file has this title.\r\n"
        )
    }

    @Test func pathsThatAreNotUTF8StayExact() {
        let path: [UInt8] = Array("/m/caf".utf8) + [0xE9] + Array(" #1?.mp3".utf8)
        let row = matched("a", path: path)
        #expect(text(ReportPage.matchedHTML([row])).contains("\"file:///m/caf%E9%20%231%3F.mp3\""))
        let sheet = ReportPage.matchedCSV([row])
        #expect(text(sheet).contains(",file:///m/caf%E9%20%231%3F.mp3,HIGH,"))
        #expect(String(validating: sheet, as: UTF8.self) != nil)
    }

    @Test func figuresReadWell() {
        let page = text(ReportPage.matchedHTML([matched("a")]))
        #expect(page.contains(" data-sort=\"245000\">4:05</td>"))
        #expect(page.contains(">0.93</td>"))
        var writer = HTMLWriter()
        writer.duration(milliseconds: 3_723_999)
        writer.markup("|")
        writer.duration(milliseconds: -5)
        writer.markup("|")
        writer.fraction(-1.005, decimals: 1)
        writer.markup("|")
        writer.fraction(.nan, decimals: 2)
        writer.text("\u{0}")
        #expect(text(writer.bytes) == "1:02:03|0:00|-1.0|0.00\u{FFFD}")
    }

    @Test func coverageIsNeverRoundedUpToAll() {
        let page = text(
            ReportPage.index(
                totals: ReportTotals(files: 5, tracks: 1_000, matched: 999, playlists: 2),
                coverage: [
                    PlaylistCoverage(name: "Ünï & co", owner: "me", tracks: 1_000, matched: 999),
                    PlaylistCoverage(name: "Empty", owner: "me", tracks: 0, matched: 0),
                ]
            )
        )
        #expect(page.contains("99 %"))
        #expect(page.contains("unmatched.html#q=%C3%9Cn%C3%AF%20%26%20co"))
    }
}
