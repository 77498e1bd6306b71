import Foundation
import Testing

/// `.ci/run` and `Tests/run`, with stand-ins for what they call.
@Suite struct StagesTests {
    private func run(failing: String = "", with code: Int = 7) throws -> Shell.Output {
        let here = Repository.here
        let folder = try TemporaryFolder([
            ".ci/run": try here.text(".ci/run"), "Tests/run": try here.text("Tests/run"),
            "Tests/stages": try here.text("Tests/stages"),
        ])
        let tool = "#!/bin/sh\ncase \"$0 $*\" in *\"$FAILING\"*) exit \(code) ;; esac\n"
        for name in [
            "bin/swift", "bin/apt-get", "Tests/coverage", "Tests/portable", "Tests/attack",
            ".build/release/psm",
        ] {
            try folder.write(name, tool)
        }
        let output = try Shell.run(
            ["sh", "-c", "chmod +x bin/* Tests/* .ci/run .build/release/psm && .ci/run"],
            in: folder.path,
            environment: [
                "PATH": "\(folder.path)/bin:/usr/bin:/bin", "STAGES": "",
                "FAILING": failing.isEmpty ? "nothing fails" : failing,
            ]
        )
        withExtendedLifetime(folder) {}
        return output
    }

    /// The last lines, without the seconds.
    private func stages(_ output: Shell.Output) -> [Substring] {
        output.text.split(separator: "\n").compactMap { line in
            line.firstRange(of: " s  ").map { line[$0.upperBound...] }
        }
    }

    @Test func eachStagesTimeIsPrinted() throws {
        let output = try run()
        #expect(output.exitCode == 0, "\(output.errors)")
        #expect(
            stages(output) == [
                "packages", "formatting", "build", "tests", "coverage", "portable", "release",
                "demo", "attack", "in all",
            ]
        )
    }

    @Test(arguments: [
        ("apt-get update", ["packages (failed)", "in all"]),
        ("format lint", ["packages", "formatting (failed)", "in all"]),
        ("build --build-tests", ["packages", "formatting", "build (failed)", "in all"]),
        (
            "Tests/coverage",
            ["packages", "formatting", "build", "tests", "coverage (failed)", "in all"]
        ),
    ])
    func aStageThatFailsEndsTheRunAndIsInTheTable(call: String, expected: [String]) throws {
        let output = try run(failing: call)
        #expect(output.exitCode != 0)
        #expect(stages(output) == expected.map { $0[...] })
    }

    @Test func theExitCodeIsThatOfWhatFailed() throws {
        #expect(try run(failing: "psm demo").exitCode == 7)
        #expect(try run(failing: "test --skip-build").exitCode == 7)
        #expect(try run(failing: "Tests/attack").exitCode == 7)
    }

    @Test func anAttackThatCannotBeDoneIsToldAndPasses() throws {
        let output = try run(failing: "Tests/attack", with: 77)
        #expect(output.exitCode == 0, "\(output.errors)")
        #expect(output.text.contains("without the parts that cannot be done here"))
    }
}
