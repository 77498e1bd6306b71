import Testing

/// `Tests/coverage`, on an invented report of llvm-cov.
@Suite struct CoverageTests {
    private static let repository = Repository.here

    /// A file of Sources, with its lines and those that no test reaches.
    private func row(_ path: String, lines: Int, missed: Int) -> String {
        "\(Self.repository.root)/Sources/\(path)  9  3  66.67%  4  1  75.00%  \(lines)  \(missed)  "
            + "0.00%  0  0  -"
    }

    private func coverage(
        _ arguments: [String] = [],
        floors: String,
        missed: Int = 20
    ) throws -> Shell.Output {
        let report = """
            Filename  Regions  Missed Regions  Cover  Functions  Missed  Executed  Lines  Missed
            -----------------------------------------------------
            \(row("Journal/A.swift", lines: 60, missed: missed))
            \(row("Journal/Deep/B.swift", lines: 40, missed: 0))
            \(row("Watch/C.swift", lines: 100, missed: 10))
            -----------------------------------------------------
            TOTAL  27  9  66.67%  12  3  75.00%  200  30  85.00%  0  0  -
            """
        let folder = try TemporaryFolder(["report": report, "floors": floors])
        let files = arguments + ["\(folder.path)/report", "\(folder.path)/floors"]
        let output = try Shell.run(["Tests/coverage"] + files, in: Self.repository.root)
        withExtendedLifetime(folder) {}
        return output
    }

    private static let floors = "# The floors.\n\nJournal 80.0\nWatch 89\nall 84.9\n"

    @Test func whatIsOnItsFloorPasses() throws {
        let output = try coverage(floors: Self.floors)
        #expect(output.exitCode == 0)
        #expect(output.errors == "")
        #expect(
            output.text.split(separator: "\n").dropFirst() == [
                "  Journal       80.0 %", "  Watch         90.0 %", "  all           85.0 %",
            ]
        )
    }

    @Test func whatIsBelowItsFloorFails() throws {
        let output = try coverage(floors: Self.floors, missed: 21)
        #expect(output.exitCode == 1)
        let errors = output.errors.split(separator: "\n").compactMap { line in
            line.firstRange(of: "/floors:").map { String(line[$0.upperBound...]) }
        }
        #expect(
            errors == [
                "3: Journal is covered to 79.00 %; its floor is 80.0 %.",
                "5: all is covered to 84.50 %; its floor is 84.9 %.",
            ]
        )
    }

    @Test func roomsAndFloorsMatch() throws {
        let output = try coverage(floors: "Journal 1\nall 1\nGone 1\n")
        #expect(output.exitCode == 1)
        #expect(output.errors.contains("floors:1: Watch has no floor."))
        #expect(output.errors.contains("floors:3: there is no room Gone."))
    }

    @Test func aReportOfNothingFails() throws {
        let folder = try TemporaryFolder(["report": "", "floors": ""])
        let output = try Shell.run(
            ["Tests/coverage", "\(folder.path)/report", "\(folder.path)/floors"],
            in: Self.repository.root
        )
        withExtendedLifetime(folder) {}
        #expect(output.exitCode == 1)
        let missing = try Shell.run(
            ["Tests/coverage", "/dev/null", "/nowhere"],
            in: Self.repository.root
        )
        #expect(missing.exitCode == 1)
    }

    @Test func newFloorsAreOnePointLower() throws {
        let output = try coverage(["--floors"], floors: "")
        #expect(output.exitCode == 0)
        #expect(
            output.text.split(separator: "\n")
                == ["Journal       79.0", "Watch         89.0", "all           84.0"]
        )
        #expect(try coverage(floors: output.text).exitCode == 0)
    }

    @Test func thereIsAFloorForEveryRoomAndAll() throws {
        let floors = try Self.repository.text("Tests/coverage-floor").split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ") }
        #expect(floors.contains { $0.first == "all" })
        for floor in floors {
            let value = floor.last.flatMap { Double(String($0)) } ?? 0
            #expect((1...100).contains(value), "\(floor.joined(separator: " "))")
        }
    }
}
