import FileIO
import SystemPackage
import Testing

@testable import Journal

/// Law 3: the recovered journal is a prefix that holds every acknowledged event.
@Suite struct CrashTests {
    let temporary: TemporaryDirectory
    let texts = ["first", "a second, longer one", String(repeating: "third ", count: 9), "4"]

    /// Where the images are made, one after the other.
    private let imageDirectory: FilePath
    private let imageSegment: FilePath
    private let imageHead: FilePath

    init() throws {
        temporary = try TemporaryDirectory()
        imageDirectory = temporary.path.appending("image")
        let files = JournalFiles(directory: imageDirectory, fileSystem: PosixFileSystem())
        imageSegment = files.segmentPath(.zero)
        imageHead = files.headPath
    }

    /// A journal of one frame a text, with the bytes of segment and head after each append.
    private struct History {
        var segment: [UInt8] = []
        var heads: [[UInt8]] = []
        var ends: [Int] = []
    }

    private func history(_ texts: [String]) throws -> History {
        let directory = temporary.path.appending("original")
        let journal = quickJournal(directory)
        var history = History()
        for text in texts {
            try journal.append(batch(text))
            history.heads.append(try bytes(of: directory.appending("head")))
            history.ends.append(Int(try journal.head().offsetBytes))
        }
        history.segment = try bytes(of: segmentPath(in: directory))
        return history
    }

    private func segmentPath(in directory: FilePath) -> FilePath {
        JournalFiles(directory: directory, fileSystem: PosixFileSystem()).segmentPath(.zero)
    }

    private func image(_ segment: [UInt8], head: [UInt8]?) throws -> FilePath {
        let fileSystem = PosixFileSystem()
        try fileSystem.createDirectories(imageDirectory)
        for name in try names(in: imageDirectory)
        where !name.hasSuffix(".lock") && !(name == "head" && head != nil) {
            try fileSystem.remove(imageDirectory.appending(name))
        }
        try write(segment, to: imageSegment)
        if let head { try write(head, to: imageHead) }
        return imageDirectory
    }

    @Test(arguments: [nil, 0, 1, 3] as [Int?])
    func cutAtEveryByte(storedHead: Int?) throws {
        let history = try history(texts)
        let start = storedHead.map { history.ends[$0] } ?? SegmentHeader.byteCount
        for cut in start...history.segment.count {
            let head = storedHead.map { history.heads[$0] }
            let directory = try image(Array(history.segment[..<cut]), head: head)
            let whole = history.ends.prefix { $0 <= cut }.count
            let tornBytes = cut - (whole > 0 ? history.ends[whole - 1] : SegmentHeader.byteCount)

            // Readers stop at the stored head, or where it is gone, behind the last whole frame.
            let reader = quickJournal(directory)
            let seen = try reader.readAll()
            #expect(seen.texts == Array(texts.prefix(storedHead.map { $0 + 1 } ?? whole)))
            #expect(seen.damage.isEmpty, "cut at \(cut): \(seen.damage)")
            #expect(try bytes(of: imageSegment).count == cut)

            let writer = quickJournal(directory)
            try writer.append(batch("after"))
            let outcome = try writer.readAll()
            #expect(outcome.texts == Array(texts.prefix(whole)) + ["after"], "cut at \(cut)")
            #expect(try writer.verify().isClean)
            try checkTorn(directory, writer, history.segment[(cut - tornBytes)..<cut])
        }
    }

    private func checkTorn(
        _ directory: FilePath,
        _ writer: Journal,
        _ torn: ArraySlice<UInt8>
    ) throws {
        let kept = try names(in: directory).filter { $0.contains(".torn-") }
        #expect(kept.count == (torn.isEmpty ? 0 : 1))
        if let name = kept.first {
            #expect(try bytes(of: directory.appending(name)) == Array(torn))
        }
        let told = writer.takeNotices().filter { notice in
            if case .tornTailKept = notice { return true }
            return false
        }
        #expect(told.count == kept.count)
    }

    @Test func aZeroedSectorIsTorn() throws {
        var generator = SeededGenerator(seed: 7)
        let noise = (0..<1800).map { _ in
            Character(UnicodeScalar(UInt8.random(in: 33...126, using: &generator)))
        }
        let history = try history(["first", "second", String(noise)])
        let begin = history.ends[1]
        for sector in (begin / 512)...((history.segment.count - 1) / 512) {
            var segment = history.segment
            let range = max(begin, sector * 512)..<min(segment.count, (sector + 1) * 512)
            segment.replaceSubrange(range, with: repeatElement(0, count: range.count))
            for head in [history.heads[1], nil] {
                let directory = try image(segment, head: head)
                let journal = quickJournal(directory)
                try journal.append(batch("after"))
                let outcome = try journal.readAll()
                #expect(outcome.texts == ["first", "second", "after"], "sector \(sector)")
                #expect(outcome.damage.isEmpty)
                #expect(try names(in: directory).contains { $0.contains(".torn-") })
            }
        }
    }

    @Test func aSegmentShorterThanItsHeadIsDamagedAndIsLeftAlone() throws {
        let history = try history(texts)
        for cut in stride(from: 0, to: history.segment.count, by: 3) {
            let directory = try image(Array(history.segment[..<cut]), head: history.heads[3])
            let journal = quickJournal(directory)
            let whole = history.ends.prefix { $0 <= cut }.count
            for _ in 0..<2 {
                let outcome = try journal.readAll()
                #expect(outcome.texts.prefix(whole) == texts.prefix(whole))
                let lost = outcome.damage.map { $0.positions.count(in: 4) }.reduce(0, +)
                #expect(lost == 4 - whole, "cut at \(cut): \(outcome.damage)")
                try journal.append(batch("after"))
            }
            #expect(try bytes(of: imageSegment).count == cut)
            #expect(try journal.readAll().texts.suffix(2) == ["after", "after"])
        }
    }

    @Test func aMissingSegmentIsTold() throws {
        let directory = temporary.path.appending("missing")
        var options = quickOptions
        options.segmentLimitBytes = 200
        let journal = quickJournal(directory, options)
        for number in 0..<20 { try journal.append(batch("record \(number)")) }
        let segments = try journal.info().segments.map(\.firstPosition)
        let files = JournalFiles(directory: directory, fileSystem: PosixFileSystem())
        for number in segments.indices {
            let copy = temporary.path.appending("copy-\(number)")
            try directory.copyTree(to: copy)
            try PosixFileSystem().remove(
                copy.appending(files.segmentPath(segments[number]).lastComponent!)
            )
            let broken = quickJournal(copy, options)
            for round in 0..<2 {
                let outcome = try broken.readAll()
                let end = number + 1 < segments.count ? segments[number + 1] : Position(20)
                #expect(outcome.damage.map(\.positions) == [segments[number]..<end])
                #expect(
                    outcome.records.count
                        == 20 - segments[number].distance(to: end) + round
                )
                try broken.append(batch("after"))
            }
        }
    }
}

extension Range<Position> {
    /// How many of the first `limit` positions it holds.
    fileprivate func count(in limit: UInt64) -> Int {
        let end = Swift.min(upperBound.rawValue, limit)
        return end > lowerBound.rawValue ? Int(end - lowerBound.rawValue) : 0
    }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
