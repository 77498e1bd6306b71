import App
import ArgumentParser
import Evaluation
import Formats
import Matching
import SystemPackage

extension MatchCommand {
    struct Evaluate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure the matcher's precision and recall on your own tables.",
            discussion: """
                --pairs takes a table of pairs: a_title, a_artist, a_album, a_duration_ms, a_year, \
                a_isrc, the same with b_, and label (1: the same recording, 0: not).

                --files and --tracks take two tables: id, title, artist, album, duration_ms, year, \
                isrc, album_artist, track_number, disc_number, compilation, path, bitrate_kbps, \
                musicbrainz_recording_id. --truth takes track_id and file_id: several rows per \
                track mean that any of these files is correct, a row without a file id that none is.

                Only the title columns are required. psm's data is neither read nor written.
                """
        )

        @OptionGroup var global: GlobalOptions

        @Option(help: ArgumentHelp("CSV of labelled pairs.", valueName: "file"))
        var pairs: String?

        @Option(help: ArgumentHelp("CSV of files, in place of the library.", valueName: "file"))
        var files: String?

        @Option(help: ArgumentHelp("CSV of tracks, in place of the playlists.", valueName: "file"))
        var tracks: String?

        @Option(
            help: ArgumentHelp(
                "CSV that tells which file is correct for which track.",
                valueName: "file"
            )
        )
        var truth: String?

        @Flag(
            help: "Tracks that the truth does not list should have no file; else they are ignored."
        )
        var completeTruth = false

        @Flag(help: "Print JSON.")
        var json = false

        func validate() throws {
            let areTables = files != nil && tracks != nil
            let isTable = files != nil || tracks != nil || truth != nil
            guard pairs == nil ? areTables : !isTable else {
                throw ValidationError("Give either --pairs, or --files and --tracks.")
            }
            guard truth != nil || !completeTruth else {
                throw ValidationError("--complete-truth needs --truth.")
            }
        }

        func run() throws {
            let (settings, _) = try global.load()
            let scorer = Scorer(settings: settings.matching.matcher)
            if let pairs {
                let evaluation = try PairEvaluation(table(pairs), scorer)
                return try show(evaluation, evaluation.text)
            }
            guard let tracks, let files else { return }
            let match = TableMatch(
                tracks: try RecordingTable(table(tracks)),
                files: try RecordingTable(table(files)),
                scorer: scorer
            )
            guard let truth else {
                let report = TableMatchReport(match)
                return try show(report, report.text)
            }
            let evaluation = TableEvaluation(
                match,
                try MatchTruth(table(truth), tracks: match.tracks, files: match.files),
                isComplete: completeTruth
            )
            try show(evaluation, evaluation.text)
        }

        private func table(_ file: String) throws -> CSVTable {
            try CSVTable(WorkingDirectory.absolute(file))
        }

        private func show(_ report: some Encodable, _ text: @autoclosure () -> String) throws {
            if json { try StandardOutput.json(report) } else { StandardOutput.write(text()) }
        }
    }
}
