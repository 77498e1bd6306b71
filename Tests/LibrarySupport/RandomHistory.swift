import Decisions
import Events
import EventsSupport
import FileIO
import Projection
import Publishers
import Queries
import ReadModels
import SystemPackage
import TestSupport

/// Scans, imports, decisions and catch-ups in an order that the seed gives.
package struct RandomHistory {
    /// After a scan, the table does not say what is on the disk.
    package struct Mismatch: Error, CustomStringConvertible {
        package let description: String
    }

    package let seed: UInt64
    package let library: TestLibrary
    private var random: SeededRandom
    private var tree: RandomTree
    private var account: RandomAccount
    package private(set) var log: [String] = []

    package init(seed: UInt64, options: TestLibrary.Options = TestLibrary.Options()) throws {
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

    package mutating func step() throws {
        switch random.below(12) {
        case 0...4:
            for _ in 0...random.below(5) { try tree.change() }
            log.append("scan")
            try library.scan()
            if try library.rows() != library.rowsOnDisk() {
                throw Mismatch(description: "seed \(seed): \(tree.log) \(log)")
            }
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
        let key = TrackKey(provider: "spotify", trackID: track)
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
        } catch  where error is NamingError || error is NothingToReject {
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
