import EventsSupport
import FileIO
import Foundation
import GRDB
import Glibc
import Journal
import SystemPackage
import TestSupport
import Testing

extension EndToEnd {
    /// `psm scan --watch` as people run it: things are done to the tree while it runs, it is killed
    /// at any moment, things are done while it is down, and it is started again.
    ///
    /// `PSM_ORACLE_SEEDS` asks for more seeds of each kind, or fewer.
    @Suite struct WatchOracleTests {
        private static let wantedSeeds = getenv("PSM_ORACLE_SEEDS").flatMap {
            UInt64(String(cString: $0))
        }

        private static func seeds(_ count: UInt64) -> ClosedRange<UInt64> {
            Seeds.from(1, count: wantedSeeds.map { max(1, $0 / 20) } ?? count)
        }

        @Test(arguments: seeds(5))
        func killedAgainAndAgain(seed: UInt64) async throws {
            try await judge(seed: seed, "--no-debounce")
        }

        @Test(arguments: seeds(2))
        func polling(seed: UInt64) async throws {
            try await judge(seed: seed, "--poll", "--interval", "1", "--no-debounce")
        }

        private func judge(seed: UInt64, _ options: String...) async throws {
            let trial = try ProcessTrial(seed: seed, options)
            do {
                let problems = try await trial.run()
                let text = problems.joined(separator: "\n")
                let log = trial.log.joined(separator: "\n")
                if !problems.isEmpty { Issue.record("seed \(seed)\n\(text)\n--- done:\n\(log)") }
            } catch {
                Issue.record(error, "seed \(seed)")
            }
            await trial.kill()
        }

        @Test func whatIsDoneWhileItIsDownIsToldOnce() async throws {
            let sandbox = try Sandbox()
            for number in 1...3 { try sandbox.addSong("\(number).flac", title: "Song \(number)") }
            var process = try sandbox.start("scan", "--watch", "--no-debounce")
            try await process.wait("the first look") {
                ((try? sandbox.libraryPaths()) ?? []).count == 3
            }
            process.send(SIGKILL)
            _ = await process.finished()
            try sandbox.move(
                sandbox.music.appending("1.flac"),
                sandbox.music.appending("renamed.flac")
            )
            try sandbox.remove(sandbox.music.appending("2.flac"))

            process = try sandbox.start("scan", "--watch", "--no-debounce")
            try await process.wait("the second look") {
                try sandbox.libraryPaths() == sandbox.filesOnDisk()
            }
            process.send(SIGTERM)
            #expect(await process.finished().exitCode == 0)
            let events = try await sandbox.psm("journal", "tail", "--since", "@0", "--json")
            let types = try events.jsonLines().compactMap { $0.string("type") }
            #expect(
                types.prefix(4).sorted() == [
                    "file.added", "file.added", "file.added", "root.added",
                ]
            )
            #expect(types.dropFirst(4).sorted() == ["file.moved", "file.removed"])
        }
    }
}

/// One seed: a library, and the psm that watches it.
private final class ProcessTrial {
    private let sandbox: Sandbox
    private let outside: Tree
    private let music: Tree
    private let options: [String]
    private var operations: RandomOperations
    private var random: SeededRandom
    private var process: PsmProcess?
    private var comparisons = 0

    private static let rounds = 3
    private static let operationsPerRound = 16

    init(seed: UInt64, _ options: [String]) throws {
        sandbox = try Sandbox()
        self.options = options
        music = Tree(sandbox.music)
        outside = Tree(sandbox.path("outside"))
        try outside.makeDirectory("")
        random = SeededRandom(seed: seed)
        var allowed = RandomOperations.Options()
        // It would take ten seconds until such a file is taken for whole.
        allowed.unclosed = false
        operations = RandomOperations(
            music,
            outside: outside,
            random: SeededRandom(seed: seed &+ 1 << 32),
            options: allowed
        )
        operations.populate(files: 12)
    }

    var log: [String] { operations.log }

    func kill() async {
        guard let running = process else { return }
        process = nil
        running.send(SIGKILL)
        _ = await running.finished()
    }

    private func start() throws {
        process = try sandbox.start((["scan", "--watch"] + options).map { Array($0.utf8) })
    }

    /// - Returns: what is not as it should be.
    func run() async throws -> [String] {
        try start()
        var problems = try await waitUntilEqual()
        for _ in 0..<Self.rounds where problems.isEmpty { problems = try await round() }
        if !problems.isEmpty { return problems }
        process?.send(SIGTERM)
        let output = await process?.finished()
        process = nil
        if output?.exitCode != 0 { problems.append("it ended with \(output?.stderr ?? "")") }
        return try await problems + judgeJournal()
    }

    /// It is killed after some of the operations, and started again after some more.
    private func round() async throws -> [String] {
        let ids = try idsByPath()
        var census = Census([music, outside])
        var lineage = Lineage(census, known: ids)
        let killing = random.below(Self.operationsPerRound)
        let starting = killing + random.below(Self.operationsPerRound - killing)
        for step in 0...Self.operationsPerRound {
            if step < Self.operationsPerRound {
                operations.step(seeing: census)
            } else {
                operations.finish()
            }
            census = Census([music, outside])
            if !operations.isRootAway { lineage.observe(census, linked: operations.linkedInodes) }
            if step == killing { await kill() }
            if step == starting { try start() }
            try await Task.sleep(for: .milliseconds(random.pick(of: 0, 0, 5, 40)))
        }
        let problems = try await waitUntilEqual()
        if !problems.isEmpty { return problems }
        return lineage.broken(ids, try idsByPath(), in: Census([music, outside]))
    }

    private func waitUntilEqual(timeout: Duration = .seconds(60)) async throws -> [String] {
        try await process?.wait("the first look") {
            process?.errorText.contains("watching; press Ctrl-C to stop") == true
        }
        // Once this is known, no look is in hand that began before the last change.
        comparisons += 1
        try music.write("compared \(comparisons).mp3", "\(comparisons)")
        let deadline = ContinuousClock.now + timeout
        while true {
            let differences = Census.differences(of: try stamps(), from: Census([music]).wanted)
            if differences.isEmpty { return [] }
            if ContinuousClock.now > deadline {
                return differences + ["--- psm said:", process?.errorText ?? "nothing"]
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Nobody watches any more.
    private func judgeJournal() async throws -> [String] {
        let journal = Journal(directory: sandbox.data.appending("journal"))
        let testimony = try Testimony.of(journal)
        var problems = testimony.objections
        problems += testimony.displaced.sorted().map { "\($0) lost its place in silence" }
        let told = testimony.occupants.mapValues { Int64($0) }
        problems += Census.differences(of: told, from: try idsByPath())
        let scan = try await sandbox.psm("scan", "--json").json()
        for kind in ["added", "changed", "moved", "removed"] where scan[kind] != 0 {
            problems.append("a whole scan finds more: \(kind)")
        }
        let rebuilt = try await sandbox.psm("project", "--rebuild", "--json").json()
        for model in try rebuilt.objects("rebuilt") where model.string("before") != nil {
            if model.string("before") == model.string("after") { continue }
            problems.append("a replay gives other rows: \(model.string("name") ?? "")")
        }
        return problems
    }

    private func stamps() throws -> [[UInt8]: Census.Stamp] {
        var stamps: [[UInt8]: Census.Stamp] = [:]
        let sql = "SELECT CAST(path AS BLOB), size, mtime_ns, inode FROM library_files"
        for row in try sandbox.rows(sql) {
            stamps[Array(row[0] as Data)] = Census.Stamp(
                sizeBytes: row[1],
                mtimeNanoseconds: row[2],
                inode: UInt64(bitPattern: row[3])
            )
        }
        return stamps
    }

    private func idsByPath() throws -> [[UInt8]: Int64] {
        var ids: [[UInt8]: Int64] = [:]
        for row in try sandbox.rows("SELECT CAST(path AS BLOB), id FROM library_files") {
            ids[Array(row[0] as Data)] = row[1]
        }
        return ids
    }
}
