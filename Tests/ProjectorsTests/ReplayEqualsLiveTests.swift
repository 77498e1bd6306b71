import Events
import FileIO
import Library
import Projection
import SystemPackage
import TestSupport
import Testing
import Watch

@testable import Projectors

/// Laws 1 and 5: for every history, what is built step by step is what a replay builds.
@Suite struct ReplayEqualsLiveTests {
    @Test(arguments: Seeds.from(1, count: 64))
    func randomHistory(seed: UInt64) throws {
        var history = try RandomHistory(seed: seed)
        for _ in 0..<12 { try history.step() }
        try expectReplayEqualsLive(history)
    }

    /// After every step: the matches found one change at a time are those of a full match.
    @Test(arguments: Seeds.from(1_001, count: 6))
    func everyStep(seed: UInt64) throws {
        var history = try RandomHistory(seed: seed)
        for step in 0..<12 {
            try history.step()
            _ = try history.library.runner.catchUp()
            let replayed = try TestLibrary(replaying: history.library)
            _ = try replayed.runner.catchUp()
            for (table, columns) in [
                ("matches", "provider, track_id, file_id, score, method, confidence"),
                ("match_decisions", "*"), ("library_files", "*"), ("playlist_tracks", "*"),
                ("export_playlists", "*"),
            ] {
                let sql = "SELECT \(columns) FROM \(table) ORDER BY 1, 2, 3, 4"
                #expect(
                    try history.library.query(sql) == replayed.query(sql),
                    "seed \(seed), step \(step), \(table): \(history.log)"
                )
            }
        }
    }

    private func expectReplayEqualsLive(_ history: RandomHistory) throws {
        let library = history.library
        let told: Comment = "seed \(history.seed): \(history.log)"
        try library.build()
        let digests = try library.digests()
        let playlists = try library.playlists.contents()
        let reports = try library.reports.contents()
        #expect(digests.count == 5, told)
        #expect(reports.count == 5, told)

        let replayed = try TestLibrary(replaying: library)
        try replayed.build()
        #expect(try replayed.digests() == digests, told)
        #expect(try replayed.playlists.contents() == playlists, told)
        #expect(try replayed.reports.contents() == reports, told)

        let report = try library.runner.rebuild()
        for model in report.models { #expect(model.before == model.after, told) }
        let published = try library.publish()
        #expect(published.allSatisfy { $0.written.isEmpty && $0.deleted.isEmpty }, told)
        #expect(try library.digests() == digests, told)
        #expect(try library.playlists.contents() == playlists, told)
        #expect(try library.reports.contents() == reports, told)
    }
}

/// Scans, imports, decisions and catch-ups in an order that the seed gives.
struct RandomHistory {
    let seed: UInt64
    let library: TestLibrary
    private var random: SeededRandom
    private var tree: RandomTree
    private var account: RandomAccount
    private(set) var log: [String] = []

    init(seed: UInt64, options: TestLibrary.Options = TestLibrary.Options()) throws {
        self.seed = seed
        random = SeededRandom(seed: seed)
        var options = options
        options.mode = random.pick(of: .strict, .mirrored)
        options.pathFormat = random.pick(of: .absolute, .relative)
        options.organizesByOwner = random.chance(30)
        library = try TestLibrary(options)
        tree = RandomTree(
            library.music,
            away: try library.folder.tree("away"),
            random: SeededRandom(seed: seed &+ 1 << 32)
        )
        account = RandomAccount(random: SeededRandom(seed: seed &+ 1 << 33))
        for _ in 0..<8 { try tree.change() }
        for _ in 0..<6 { account.change() }
        try library.scan()
        try library.importAccount(account.snapshot())
    }

    mutating func step() throws {
        switch random.below(12) {
        case 0...4:
            for _ in 0...random.below(5) { try tree.change() }
            log.append("scan")
            try library.scan()
            #expect(
                try library.rows() == library.rowsOnDisk(),
                "seed \(seed): \(tree.log) \(log)"
            )
        case 5...6:
            for _ in 0...random.below(4) { account.change() }
            log.append("import")
            try library.importAccount(account.snapshot(), partial: random.chance(20))
        case 7...8: try decide()
        case 9...10: try catchUp()
        default:
            log.append("publish")
            try library.build()
        }
    }

    private mutating func decide() throws {
        guard let track = random.pick(account.trackIDs) else { return }
        let paths = try library.rows().map(\.path).sorted { $0.lexicographicallyPrecedes($1) }
        let key = MatchDecisions.TrackKey(provider: "spotify", trackID: track)
        _ = try library.runner.bringCurrent(MatchesProjector.name)
        let former = try library.readModel.read { try DecisionRestoration.event(for: key, $0) }
        do {
            if random.chance(65), let path = random.pick(paths) {
                log.append("pin \(track) \(String(decoding: path, as: UTF8.self))")
                try library.pin(track, to: FilePath(bytes: path))
            } else {
                log.append("reject \(track)")
                try library.reject(track)
            }
        } catch is UserDecision.Failure {
            log.append("(refused)")
        }
        if random.chance(30) {
            log.append("take that back")
            try library.append([former])
        }
    }

    private mutating func catchUp() throws {
        let names = Set(library.runner.projectors.map(\.name).filter { _ in random.chance(40) })
        log.append("catch up \(names.sorted())")
        _ = try library.runner.catchUp(names)
    }
}
