import Dispatch
import FileIO
import Glibc
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import Journal

/// Law 3, for power loss at every call that changes the disk: the recovered journal is a prefix of
/// what was appended, and holds all that was acknowledged.
@Suite struct CrashImageTests {
    /// `PSM_CRASH_IMAGES` asks for more, or fewer.
    private static let imageCount =
        getenv("PSM_CRASH_IMAGES").flatMap { Int(String(cString: $0)) } ?? 20_000

    @Test func everyImageIsAPrefix() {
        let judged = Atomic(0)
        let nextSeed = Atomic(Seeds.from(1, count: 1).lowerBound)
        DispatchQueue.concurrentPerform(iterations: 2) { _ in
            while judged.load(ordering: .relaxed) < Self.imageCount {
                let seed = nextSeed.wrappingAdd(1, ordering: .relaxed).oldValue
                do {
                    var history = CrashHistory(seed: seed)
                    let count = try history.judge()
                    judged.wrappingAdd(count, ordering: .relaxed)
                } catch {
                    Issue.record("seed \(seed): \(error)")
                    break
                }
            }
        }
        #expect(judged.load(ordering: .relaxed) >= Self.imageCount)
    }
}

/// A random history on a simulated disk, and the images that power loss makes of it.
private struct CrashHistory {
    private static let directory: FilePath = "/journal"

    private let seed: UInt64
    private var random: SeededRandom
    private let disk: SimulatedDisk
    private let clock = ManualClock()
    private var journals: [Journal] = []
    /// The text of every record that was given to an append, in the order of their positions.
    private var texts: [String] = []
    private var acknowledgedCount = 0
    private var judgedCount = 0

    init(seed: UInt64) {
        self.seed = seed
        random = SeededRandom(seed: seed)
        disk = SimulatedDisk(seed: seed)
    }

    private func open(_ fileSystem: any FileSystem) -> Journal {
        var options = JournalOptions()
        options.segmentLimitBytes = 700
        options.makeID = { JournalID(high: 1, low: 2) }
        return Journal(
            directory: Self.directory,
            fileSystem: fileSystem,
            options: options,
            clock: clock.read
        )
    }

    /// - Returns: how many images were judged.
    mutating func judge() throws -> Int {
        journals = [open(disk)]
        disk.keepMoments()
        for _ in 0..<(3 + random.below(10)) {
            try step()
            // Within the step, what it began with is acknowledged; at its end, all of it.
            let moments = disk.takeMoments()
            for moment in moments.dropLast() {
                try crash(moment, acknowledged: acknowledgedCount)
            }
            acknowledgedCount = texts.count
            if let now = moments.last { try crash(now, acknowledged: acknowledgedCount) }
        }
        #expect(disk.violations == [], "seed \(seed)")
        return judgedCount
    }

    private mutating func step() throws {
        clock.advance(Int64(random.below(3_000_000_000)) - 500_000_000)
        switch random.below(12) {
        case 0: journals.append(open(disk))
        case 1: _ = try random.pick(journals)?.recover()
        case 2: _ = try random.pick(journals)?.pack()
        default:
            var batch = RecordBatch()
            for _ in 0...random.below(4) {
                let length = random.pick(of: 0, 3, 40, 300)
                // Not compressible, so that frames have many sectors.
                let noise = (0..<length).map { _ in
                    Character(UnicodeScalar(UInt8(33 + random.below(90))))
                }
                let text = "\(texts.count) " + String(noise)
                texts.append(text)
                batch.append(Array(text.utf8))
            }
            try random.pick(journals)?.append(batch)
        }
    }

    private mutating func crash(_ moment: SimulatedDisk, acknowledged: Int) throws {
        for loss in PowerLoss.allCases {
            let image = moment.crash(loss, seed: random.next())
            let told: Comment = "seed \(seed), \(texts.count) records, \(loss)"
            try judge(image, acknowledged, told)
            judgedCount += 1
        }
    }

    private func judge(_ image: SimulatedDisk, _ acknowledged: Int, _ told: Comment) throws {
        // Whoever only reads sees a prefix too, and no damage.
        let seen = try open(image).readAll()
        #expect(seen.damage.isEmpty, told)
        #expect(seen.texts == Array(texts.prefix(seen.texts.count)), told)

        let journal = open(image)
        try journal.append(batch("after"))
        let outcome = try journal.readAll()
        let recovered = outcome.texts.dropLast()
        #expect(outcome.damage.isEmpty, told)
        #expect(outcome.texts.last == "after", told)
        #expect(recovered.elementsEqual(texts.prefix(recovered.count)), told)
        #expect(recovered.count >= acknowledged, told)
        #expect(recovered.count >= seen.texts.count, told)
        #expect(try journal.verify().isClean, told)

        let again = open(image)
        try again.recover()
        #expect(again.takeNotices().isEmpty, told)
        #expect(try again.readAll().texts == outcome.texts, told)
    }
}
