import Events
import EventsSupport
import FileIO
import Glibc
import Journal
import Library
import LibrarySupport
import SystemPackage
import TestSupport
import Testing
import Watch

/// Lets anything at all happen to a watched tree, and compares what is known with what is there
/// each time it is quiet.
struct Oracle: Sendable {
    typealias MakeSource =
        @Sendable (_ roots: [FilePath], _ followSymlinks: Bool, _ seed: UInt64) -> any HintSource

    let name: String
    var operations = RandomOperations.Options()
    /// How many of a hundred seeds have links followed.
    var followingPercent = 0
    var isUnprivileged = false
    let makeSource: MakeSource

    private static let lanes: UInt64 = 4
    private static let rounds = 3
    private static let operationsPerRound = 14

    /// `PSM_ORACLE_SEEDS` asks for more seeds of each kind, or fewer.
    private static let wantedSeeds = getenv("PSM_ORACLE_SEEDS").flatMap {
        UInt64(String(cString: $0))
    }

    /// Judges seeds, a few beside each other: they mostly wait.
    ///
    /// - Returns: how often events were lost.
    @discardableResult
    func judge(seeds count: UInt64) async -> Int {
        let seeds = Seeds.from(1, count: Self.wantedSeeds ?? count)
        return await withTaskGroup(of: Int.self) { group in
            for lane in 0..<Self.lanes {
                group.addTask {
                    var overflows = 0
                    for seed in seeds where seed % Self.lanes == lane {
                        overflows += await judge(seed: seed)
                    }
                    return overflows
                }
            }
            return await group.reduce(0, +)
        }
    }

    private func judge(seed: UInt64) async -> Int {
        do {
            var trial = try Trial(self, seed: seed)
            let problems = try await trial.run(rounds: Self.rounds, Self.operationsPerRound)
            if problems.isEmpty { return trial.overflows }
            let lines = problems.prefix(40).joined(separator: "\n")
            let done = trial.log.joined(separator: "\n")
            let told = try trial.events().joined(separator: "\n")
            Issue.record(
                """
                \(name), seed \(seed), \(trial.settings)
                \(lines)
                --- what was done:
                \(done)
                --- what was told:
                \(told)
                """
            )
        } catch {
            Issue.record(error, "\(name), seed \(seed)")
        }
        return 0
    }

    fileprivate func settings(_ random: inout SeededRandom) -> WatchedLibrary.Settings {
        var settings = WatchedLibrary.Settings()
        settings.quiet = .milliseconds(random.pick(of: 0, 0, 1, 5, 12))
        if random.chance(30) {
            settings.limits.filesPerDirectory = 1 + random.below(3)
            settings.limits.directories = 1 + random.below(3)
            settings.limits.files = 1 + random.below(6)
        }
        settings.followSymlinks = random.chance(followingPercent)
        settings.hasTwoRoots = random.chance(25)
        settings.isUnprivileged = isUnprivileged
        return settings
    }
}

/// One seed.
private struct Trial {
    private let watched: WatchedLibrary
    let settings: WatchedLibrary.Settings
    private var operations: RandomOperations
    private var random: SeededRandom
    private let pausePercent: Int

    init(_ oracle: Oracle, seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        settings = oracle.settings(&random)
        pausePercent = random.pick(of: 0, 0, 30, 100)
        var operations: RandomOperations?
        let random = SeededRandom(seed: seed &+ 1 << 32)
        watched = try WatchedLibrary(settings) { music, outside in
            var world = RandomOperations(
                music,
                outside: outside,
                random: random,
                options: oracle.operations
            )
            world.populate(files: 8)
            operations = world
        } source: { roots, followSymlinks in
            oracle.makeSource(roots, followSymlinks, seed)
        }
        self.operations = try #require(operations)
    }

    var log: [String] { operations.log }
    var overflows: Int { watched.overflows }

    func events() throws -> [String] {
        var lines: [String] = []
        try watched.library.journal.forEachEvent {
            lines.append("\($0) \($1.typeName) \($1.summary)")
        }
        return lines
    }

    /// - Returns: what is not as it should be, sorted by kind.
    mutating func run(rounds: Int, _ count: Int) async throws -> [String] {
        var problems = try await watched.waitUntilEqual()
        for _ in 0..<rounds where problems.isEmpty {
            problems = try await round(of: count)
        }
        problems += watched.stop()
        if problems.isEmpty { problems = try judgeJournal() }
        return problems
    }

    private mutating func round(of count: Int) async throws -> [String] {
        let ids = try watched.library.absoluteIDs()
        var census = watched.census()
        var lineage = Lineage(census, known: ids)
        var last = census
        var renamed: Set<UInt64> = []
        let onlooker = watched.source as? any Onlooker
        onlooker?.begin()
        for step in 0...count {
            if step < count {
                operations.step(seeing: census)
            } else {
                operations.finish()
            }
            let now = watched.census()
            onlooker?.see(census, now)
            if !operations.isRootAway {
                lineage.observe(now, linked: operations.linkedInodes)
                renamed.formUnion(now.inodesThatLeft(since: last))
                last = now
            }
            census = now
            guard random.chance(pausePercent) else { continue }
            try await Task.sleep(for: .microseconds(random.below(4_000)))
        }
        onlooker?.finish()
        watched.renamedRetags.formUnion(renamed.intersection(operations.retagged))
        let problems = try await watched.waitUntilEqual()
        // Who may not look at the old name cannot know that a file left it.
        if !problems.isEmpty || settings.isUnprivileged { return problems }
        return lineage.broken(ids, try watched.library.absoluteIDs(), in: watched.census())
    }

    /// All is quiet, and nobody watches any more.
    private func judgeJournal() throws -> [String] {
        let library = watched.library
        let testimony = try Testimony.of(library.journal)
        var problems = testimony.objections
        problems += testimony.displaced.sorted().map { "\($0) lost its place, and nobody says so" }
        let told = testimony.occupants.mapValues { Int64($0) }
        problems += Census.differences(of: told, from: try library.absoluteIDs())
        if try library.isReplayedOtherwise("library_files") {
            problems.append("a replay gives other rows")
        }
        let summary = try library.scan()
        if summary.hasChanges { problems.append("a whole scan finds more: \(summary)") }
        return problems + (try watched.differences())
    }
}
