import SystemPackage
import Testing

extension EndToEnd {
    /// `psm match evaluate`: tables in, figures out, and nothing of psm's own touched.
    @Suite struct MatchEvaluateTests {
        private let sandbox: Sandbox

        init() throws {
            sandbox = try Sandbox()
        }

        private func table(_ name: String, _ text: String) throws -> String {
            try sandbox.write(sandbox.path(name), Array(text.utf8))
            return name
        }

        /// A right match, a wrong one (by its label), a missed one, and one rightly left alone.
        private static let pairs = """
            label,b_title,b_artist,b_duration_ms,a_title,a_artist,a_album,a_duration_ms,a_isrc,note
            1,HARBOUR,nora vale,200500,Harbour,Nora Vale,,200000,,x
            0,Ferry,Nora Vale,200000,Ferry,Nora Vale,Tides,200000.0,,"a, b"
            1,Quay (Live),Nora Vale,200000,Quay,Nora Vale,,200000,,

            0,Pier,Nora Vale,,"Mole
            and ""Anchor""\",Nora Vale,,,,

            """

        @Test func pairsAreJudged() async throws {
            let file = try table("pairs.csv", "\u{FEFF}" + Self.pairs)
            let output = try await sandbox.psm("match", "evaluate", "--pairs", file, "--json")
            #expect(output.exitCode == 0, "\(output.stderr)")
            let json = try output.json()
            for (name, count) in [
                "true_positives": 1, "false_positives": 1, "false_negatives": 1,
                "true_negatives": 1, "pairs": 4,
            ] {
                #expect(json[name] == count, "\(name)")
            }
            for name in ["precision", "recall", "f1"] {
                #expect(json.fields[name] as? Double == 0.5)
            }
            let errors = try json.objects("errors")
            #expect(errors.map { $0["line"] } == [3, 4])
            #expect(errors.map { $0.string("kind") } == ["false_positive", "false_negative"])
            #expect(try errors[1].object("b").string("title") == "Quay (Live)")
            #expect(
                try errors[1].object("why").string("refusal")
                    == "The file is the live version; the track is the studio one."
            )
            #expect(!sandbox.exists(sandbox.data))
        }

        @Test func pairsAreToldInWords() async throws {
            let crlf = Self.pairs.split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "\r\n")
            let file = try table("pairs.csv", crlf)
            let output = try await sandbox.psm("match", "evaluate", "--pairs", file)
            #expect(output.lines[0] == "4 pairs")
            #expect(output.lines[1] == "precision 50.00 %   recall 50.00 %   F1 50.00 %")
            #expect(output.text.contains("line 4: not matched, but labelled the same"))
            #expect(output.text.contains("only the file is live"))
        }

        /// The threshold is the one of the settings.
        @Test func theSettingsDecide() async throws {
            let file = try table(
                "pairs.csv",
                "a_title,a_artist,b_title,b_artist,label\nQuay,Mo,Quay,Mo,1\n"
            )
            let recall = ["0.78": 1.0, "0.97": 0.0]
            for (threshold, expected) in recall {
                sandbox.environment["PSM__MATCHING__FUZZY_THRESHOLD"] = threshold
                let json = try await sandbox.psm("match", "evaluate", "--pairs", file, "--json")
                    .json()
                #expect(json.fields["recall"] as? Double == expected)
                #expect(json.fields["precision"] as? Double == 1)
            }
        }

        @Test(arguments: [
            ("", "line 1: the header line is missing."),
            ("a_title,label\nx,1\n", "line 1: there is no column named b_title."),
            ("a_title,b_title\nx,y\n", "line 1: there is no column named label."),
            ("a_title,b_title,label,label\n", "line 1: there are two columns named label."),
            (
                "a_title,b_title,label\nx,y,1\nx,y\n",
                "line 3: the line has 2 fields, but the header has 3."
            ),
            ("a_title,b_title,label\nx,y,yes\n", "line 2: label is “yes”, neither 0 nor 1."),
            (
                "a_title,b_title,label,a_duration_ms\nx,y,1,3:20\n",
                "line 2: duration_ms is “3:20”, not a number."
            ),
            (
                "a_title,b_title,label\nx,\"y,1\n",
                "line 2: a quoted field is never closed."
            ),
        ])
        func badDataIsToldWithItsLine(text: String, problem: String) async throws {
            let file = try table("pairs.csv", text)
            let output = try await sandbox.psm("match", "evaluate", "--pairs", file)
            #expect(output.exitCode == 65)
            #expect(output.stdout.isEmpty)
            #expect(output.stderr.contains("pairs.csv, \(problem)"), "\(output.stderr)")
        }

        @Test func aMissingFileExitsWith66() async throws {
            let output = try await sandbox.psm("match", "evaluate", "--pairs", "none.csv")
            #expect(output.exitCode == 66)
            #expect(output.stderr.contains("none.csv"))
        }

        @Test(arguments: [
            [], ["--pairs", "a", "--files", "b"], ["--files", "a"], ["--tracks", "a"],
            ["--pairs", "a", "--truth", "b"],
            ["--files", "a", "--tracks", "b", "--complete-truth"],
        ])
        func wrongUsageExitsWith64(options: [String]) async throws {
            let output = try await sandbox.psm(["match", "evaluate"] + options)
            #expect(output.exitCode == 64)
        }

        // MARK: Two tables

        private func writeTables() throws {
            _ = try table(
                "tracks.csv",
                """
                id,title,artist,album,duration_ms,year,isrc
                t1,Harbour,Nora Vale,Tides,200000,2014,
                t2,Ferry,Nora Vale,Tides,210000,2014-05-01,
                t3,Quay,Nora Vale,Tides,220000,,
                t4,Nowhere,Nora Vale,Tides,230000,,

                """
            )
            _ = try table(
                "files.csv",
                """
                artist,title,album,duration_ms,path,bitrate_kbps
                Nora Vale,Harbour (Live),Tides,200000,,320
                Nora Vale,Harbour,Tides,200400,,192
                Nora Vale,Harbour,Tides,200400,,320
                ,,,210000,Nora Vale/Tides/02 - Ferry.mp3,

                """
            )
        }

        private func evaluate(_ options: String...) async throws -> PsmOutput {
            let output = try await sandbox.psm(
                ["match", "evaluate", "--files", "files.csv", "--tracks", "tracks.csv"] + options
            )
            #expect(output.exitCode == 0, "\(output.stderr)")
            return output
        }

        @Test func tablesAreMatched() async throws {
            try writeTables()
            let json = try await evaluate("--json").json()
            #expect(json["tracks"] == 4)
            #expect(json["files"] == 4)
            #expect(json["matched"] == 2)
            #expect(json["unmatched"] == 2)
            let matches = try json.objects("matches")
            #expect(matches.map { $0.string("track_id") } == ["t1", "t2"])
            // Of two equal files the better one; a file without an id has its row's number.
            #expect(matches.map { $0.string("file_id") } == ["3", "4"])
            #expect(matches.map { $0.string("confidence") } == ["CERTAIN", "MEDIUM"])
            #expect(matches[0].fields["score"] as? Double == 1)
            #expect(try await evaluate().text.contains("t1  3  1.00  CERTAIN"))
        }

        @Test func tablesAreJudgedByTheTruth() async throws {
            try writeTables()
            // Any of t1's is right; t2's is another; t3 is missed; t4 should have none.
            _ = try table(
                "truth.csv",
                "track_id,file_id\nt1,2\nt1,3\nt2,1\nt3,4\nt4,\n"
            )
            let json = try await evaluate("--truth", "truth.csv", "--json").json()
            for (name, count) in [
                "true_positives": 1, "false_positives": 1, "false_negatives": 2,
                "true_negatives": 1, "judged": 4, "matched": 2,
            ] {
                #expect(json[name] == count, "\(name)")
            }
            #expect(json.fields["precision"] as? Double == 0.5)
            let tiers = try json.objects("tiers")
            #expect(tiers.map { $0.string("confidence") } == ["CERTAIN", "MEDIUM"])
            #expect(tiers.map { $0.fields["precision"] as? Double } == [1, 0])
            let errors = try json.objects("errors")
            #expect(errors.map { $0.string("kind") } == ["wrong_file", "missing"])
            #expect(errors[0].string("expected_file_id") == "1")
            let text = try await evaluate("--truth", "truth.csv").text
            #expect(text.contains("track t3: has no file"))
        }

        @Test func ofATrackThatTheTruthLacksNobodyKnows() async throws {
            try writeTables()
            _ = try table("truth.csv", "track_id,file_id\nt1,3\n")
            let all = try await evaluate("--truth", "truth.csv", "--complete-truth", "--json")
                .json()
            #expect(all["false_positives"] == 1)
            #expect(all["judged"] == 4)
            #expect(try all.objects("errors").map { $0.string("kind") } == ["unexpected"])
            let part = try await evaluate("--truth", "truth.csv", "--json").json()
            #expect(part["false_positives"] == 0)
            #expect(part["judged"] == 1)
            #expect(try part.objects("matches").count == 2)
        }

        @Test(arguments: [
            ("track_id,file_id\nt9,1\n", "line 2: there is no track with the id “t9”."),
            ("track_id,file_id\nt1,9\n", "line 2: there is no file with the id “9”."),
            ("track,file_id\nt1,1\n", "line 1: there is no column named track_id."),
        ])
        func aTruthOfOtherTablesIsRefused(text: String, problem: String) async throws {
            try writeTables()
            let truth = try table("truth.csv", text)
            let output = try await sandbox.psm(
                "match",
                "evaluate",
                "--files",
                "files.csv",
                "--tracks",
                "tracks.csv",
                "--truth",
                truth
            )
            #expect(output.exitCode == 65)
            #expect(output.stderr.contains("truth.csv, \(problem)"), "\(output.stderr)")
        }

        @Test func anIDStandsForOneRow() async throws {
            try writeTables()
            _ = try table("tracks.csv", "id,title\na,x\na,y\n")
            let output = try await sandbox.psm(
                "match",
                "evaluate",
                "--files",
                "files.csv",
                "--tracks",
                "tracks.csv"
            )
            #expect(output.exitCode == 65)
            #expect(output.stderr.contains("line 3: the id a occurs twice."))
        }

        // MARK: match itself

        @Test func matchAloneWorksAsBefore() async throws {
            for options in [[], ["--full"], ["--json"], ["--full", "--json"], ["run", "--json"]] {
                let output = try await sandbox.psm(["match"] + options)
                #expect(output.exitCode == 0, "\(options): \(output.stderr)")
            }
            let before = try await sandbox.psm("--data-dir", "other", "match", "--json").json()
            #expect(before["matched"] == 0)
            #expect(try await sandbox.psm("match", "--data-dir", "other").exitCode == 0)
            #expect(try await sandbox.psm("match", "--full", "--watch").exitCode == 64)
        }
    }
}
