import Events
import FileIO
import GRDB
import Journal
import LibrarySupport
import Projection
import Queries
import ReadModels
import SystemPackage
import TestSupport
import Testing

@testable import Decisions

/// What the tables hold and the journal lost is recorded again, so that a replay gives the tables.
@Suite struct RepairTests {
    private static let sources = ["library_files", "catalog", "matches"]

    private func repair(_ library: TestLibrary, _ runner: ProjectorRunner? = nil) -> JournalRepair {
        JournalRepair(
            runner ?? library.runner,
            pastModels: PastModels(directory: library.folder.path.appending("past"))
        )
    }

    /// Histories with frames, headers and whole segments lost at random, on the way and at the end.
    @Test(arguments: Seeds.from(5_001, count: 24))
    func aReplayGivesTheTablesAgain(seed: UInt64) throws {
        var options = TestLibrary.Options()
        var random = SeededRandom(seed: seed &+ 1 << 34)
        if random.chance(50) { options.segmentLimitBytes = 4_000 }
        var history = try RandomHistory(seed: seed, options: options)
        let library = history.library
        var damage = JournalDamage(library, random: random)
        for _ in 0..<3 {
            for _ in 0..<4 { try history.step() }
            // What was lost before the tables had it is lost.
            _ = try library.runner.catchUp()
            try damage.strike()
            // Life goes on over the damage, told each time.
            for _ in 0..<2 { try? history.step() }
            for _ in 0..<2 { _ = try library.runner.catchUp(rebuilding: .never) }
            let told: Comment = "seed \(seed): \(history.log) \(damage.log)"
            let before = try library.digests()
            let isLost = try !library.journal.verify().damage.allSatisfy(\.positions.isEmpty)

            let found = try repair(library).look()
            #expect(try library.digests() == before, told)
            let report = try repair(library).apply()
            #expect(report.held == found.held, told)
            _ = try library.runner.catchUp()
            // No more than the positions of decisions is new.
            let after = try library.digests()
            for name in ["library_files", "catalog"] { #expect(after[name] == before[name], told) }

            let rebuilt = try library.runner.rebuild()
            #expect(rebuilt.damages.isEmpty == !isLost, told)
            for model in rebuilt.models { #expect(model.before == model.after, told) }
            #expect(try library.digests() == after, told)
            try expectHistoriesToEndAsTheTables(library, told)
            let again = try repair(library).apply()
            #expect(again.openDamages.isEmpty && again.appended == nil, told)
        }
    }

    /// `psm playlist history` reads the journal alone.
    private func expectHistoriesToEndAsTheTables(_ library: TestLibrary, _ told: Comment) throws {
        let search = try PlaylistSearch(in: library.journal) { _ in }
        let rows = try library.query(
            """
            SELECT provider, id, (SELECT count(*) FROM playlist_tracks t
            WHERE t.provider = p.provider AND t.playlist_id = p.id)
            + (SELECT count(*) FROM playlist_other_items o
            WHERE o.provider = p.provider AND o.playlist_id = p.id), name FROM playlists p
            UNION ALL SELECT provider, '', count(*), 'Liked Songs' FROM liked_tracks
            GROUP BY provider
            """
        )
        for row in rows {
            let fields = row.utf8.split(
                separator: UInt8(ascii: "|"),
                maxSplits: 3,
                omittingEmptySubsequences: false
            ).map { String(decoding: $0, as: UTF8.self) }
            let found = search.playlists.filter {
                $0.identity == PlaylistIdentity(provider: fields[0], id: fields[1])
            }
            #expect(found.map(\.name) == [fields[3]] && found.allSatisfy(\.isThere), told)
            guard let identity = found.first?.identity else { continue }
            let history = try PlaylistHistory(of: identity, in: library.journal) { _ in }
            #expect(history.entries.last.map { "\($0.itemCount)" } ?? "0" == fields[2], told)
        }
    }

    @Test func aJournalWithoutDamageIsLeftAlone() throws {
        let library = try RandomHistory(seed: 4).library
        let head = try library.head()
        let report = try repair(library).apply()
        #expect(report.damages.isEmpty && report.held.isEmpty && report.appended == nil)
        #expect(try library.head() == head)
    }

    /// The tables are of an earlier version: they are read as they are, and rebuilt only afterwards.
    @Test func aNewVersionWaitsForTheRepair() throws {
        let library = try RandomHistory(seed: 5).library
        try library.build()
        let before = try library.digests()
        var damage = JournalDamage(library, random: SeededRandom(seed: 5))
        try damage.strike(.block)
        try library.readModel.write { db in
            try db.execute(sql: "UPDATE projectors SET version = version - 1")
        }
        #expect(throws: ProjectionError.self) { try library.runner.catchUp() }
        let report = try repair(library).apply()
        #expect(report.heldCount > 0)
        let caughtUp = try library.runner.catchUp()
        #expect(caughtUp.projectors.contains { $0.rebuildReason != nil })
        #expect(!caughtUp.damages.isEmpty && caughtUp.openDamages.isEmpty)
        #expect(try library.digests()["library_files"] == before["library_files"])
        #expect(try library.digests()["catalog"] == before["catalog"])
    }

    /// More damage next to what is repaired is another loss.
    @Test func newDamageIsOpenAgain() throws {
        let library = try RandomHistory(seed: 6).library
        try library.build()
        var damage = JournalDamage(library, random: SeededRandom(seed: 6))
        try damage.strike(.block)
        _ = try repair(library).apply()
        _ = try library.runner.rebuild()
        try damage.strike(.block)
        #expect(throws: ProjectionError.self) { try library.runner.rebuild() }
        let report = try repair(library).apply()
        #expect(report.damages.count > report.openDamages.count)
        _ = try library.runner.rebuild()
    }

    /// Tables of another journal tell nothing of what this one lost.
    @Test func tablesOfAnotherJournalAreNotUsed() throws {
        let library = try RandomHistory(seed: 7).library
        try library.build()
        var damage = JournalDamage(library, random: SeededRandom(seed: 7))
        try damage.strike(.block)
        try library.readModel.write { db in
            try db.execute(sql: "UPDATE projectors SET journal_id = 'another'")
        }
        let head = try library.head()
        #expect(throws: ProjectionError.self) { try repair(library).apply() }
        #expect(try library.events(from: head).allSatisfy { $0.typeName == "journal.gap" })
    }

    /// An older copy of the journal was put back: what came since is in the tables alone.
    @Test(arguments: Seeds.from(6_001, count: 8))
    func anEndThatIsLost(seed: UInt64) throws {
        var history = try RandomHistory(seed: seed)
        let library = history.library
        let journal = Tree(library.journal.directory)
        for _ in 0..<3 { try history.step() }
        var backup: [[UInt8]: [UInt8]] = [:]
        for path in try journal.files().keys {
            backup[path] = try PosixFileSystem().readAll(journal.absolute(path))
        }
        let kept = try library.head()
        while try library.head() <= kept { for _ in 0..<6 { try history.step() } }
        _ = try library.runner.catchUp()
        let (before, head) = (try library.digests(), try library.head())
        journal.removeAll()
        for (path, bytes) in backup { try journal.write(path, bytes) }

        let told: Comment = "seed \(seed): \(history.log)"
        #expect(throws: ProjectionError.self, told) { try library.runner.catchUp() }
        let found = try repair(library).look()
        #expect(found.openDamages.map(\.positions) == [kept..<head], told)
        #expect(try library.head() == kept, told)
        let report = try repair(library).apply()
        #expect(report.held == found.held, told)
        // No position is given twice, for files have them as ids.
        #expect(report.appended?.lowerBound == head, told)
        _ = try library.runner.catchUp()
        let after = try library.digests()
        for name in ["library_files", "catalog"] { #expect(after[name] == before[name], told) }
        let rebuilt = try library.runner.rebuild()
        for model in rebuilt.models { #expect(model.before == model.after, told) }
        for _ in 0..<4 { try history.step() }
        _ = try library.runner.catchUp()
        for model in try library.runner.rebuild().models {
            #expect(model.before == model.after, told)
        }
    }

    /// A repair that was killed after any of its appends is finished by the next one.
    @Test func itMayEndAnywhere() throws {
        let library = try RandomHistory(seed: 8).library
        try library.build()
        var damage = JournalDamage(library, random: SeededRandom(seed: 8))
        try damage.strike(.block)
        var events: [Event] = []
        _ = try repair(library).look { events.append($0) }
        #expect(events.count > 1)
        try library.append(Array(events.prefix(events.count / 2)))
        let report = try repair(library).apply()
        #expect(report.heldCount < events.count)
        let rebuilt = try library.runner.rebuild()
        #expect(rebuilt.models.allSatisfy { $0.before == $0.after })
    }
}

/// Damages the journal of a library.
struct JournalDamage {
    enum Kind {
        case block
        case header
        case segment
    }

    private let library: TestLibrary
    private var random: SeededRandom
    private(set) var log: [String] = []

    init(_ library: TestLibrary, random: SeededRandom) {
        self.library = library
        self.random = random
    }

    mutating func strike() throws {
        let isRolled = try library.journal.info().segments.count > 2
        for _ in 0...random.below(2) {
            try strike(isRolled && random.chance(25) ? .segment : random.pick(of: .block, .header))
        }
    }

    mutating func strike(_ kind: Kind) throws {
        let directory = library.journal.directory
        if kind == .segment {
            let segments = try library.journal.info().segments.dropLast()
            guard let segment = segments.randomElement(using: &random) else { return }
            log.append("segment \(segment.firstPosition)")
            return try PosixFileSystem().remove(
                directory.appending(Self.name(segment.firstPosition))
            )
        }
        var frames: [(segment: Position, offset: Int64)] = []
        try library.journal.read(from: .zero, damage: { _ in }) { append in
            frames.append((append.segment, append.offsetBytes))
            return .continue
        }
        guard let frame = random.pick(frames) else { return }
        log.append("\(kind) at \(frame.offset) of \(frame.segment)")
        let path = directory.appending(Self.name(frame.segment))
        let file = try PosixFileSystem().open(path, .readWrite)
        defer { file.close() }
        let offset = frame.offset + (kind == .block ? 64 : Int64(random.below(64)))
        var byte: [UInt8] = [0]
        _ = try file.read(into: &byte, atOffset: offset)
        try file.writeAll([byte[0] ^ 1 << UInt8(random.below(8))], atOffset: offset)
    }

    private static func name(_ segment: Position) -> String {
        let digits = "\(segment)"
        return String(repeating: "0", count: 20 - digits.count) + digits + ".journal"
    }
}
