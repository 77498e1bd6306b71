import Digests
import FileIO
import SystemPackage
import Testing

@testable import Journal

/// A packed segment says what it said before: records, appends, times, positions.
@Suite struct PackTests {
    let temporary: TemporaryDirectory
    let directory: FilePath

    init() throws {
        temporary = try TemporaryDirectory()
        directory = temporary.path.appending("journal")
    }

    private struct SeenAppend: Hashable {
        let position: Position
        let time: JournalTime
        let wall: Int64
        let texts: [String]
    }

    private var options: JournalOptions {
        var options = quickOptions
        options.segmentLimitBytes = 4_000
        return options
    }

    private func open() -> Journal {
        quickJournal(directory, options)
    }

    /// Some segments of small, empty, large and incompressible records, at times of all sorts.
    private func fill(seed: UInt64, appends: Int = 160) throws {
        var generator = SeededGenerator(seed: seed)
        let clock = ManualClock()
        let journal = Journal(
            directory: directory,
            fileSystem: FaultyFileSystem(),
            options: options,
            clock: clock.read
        )
        for number in 0..<appends {
            clock.advance(Int64.random(in: -1_000_000_000...5_000_000_000, using: &generator))
            let count = Int.random(in: 1...6, using: &generator)
            let texts = (0..<count).map { index in
                let length = Int.random(in: 0...80, using: &generator)
                return index == 3
                    ? "\(generator.next())" : String(repeating: "\(number)/", count: length / 4)
            }
            try journal.append(batch(texts))
        }
    }

    private func appends(
        from start: Position = .zero,
        upTo limit: Position? = nil
    ) throws -> [SeenAppend] {
        var seen: [SeenAppend] = []
        try open().read(from: start, upTo: limit, damage: { Issue.record("\($0)") }) { append in
            var texts: [String] = []
            append.forEachRecord { _, payload in
                texts.append(String(decoding: payload, as: UTF8.self))
            }
            seen.append(
                SeenAppend(
                    position: append.firstPosition,
                    time: append.journalTime,
                    wall: append.wallTimeNanoseconds,
                    texts: texts
                )
            )
            return .continue
        }
        return seen
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func packingChangesNothingThatIsRead(seed: UInt64) throws {
        try fill(seed: seed)
        let before = try appends()
        let verified = try open().verify()
        let segments = try open().info().segments
        #expect(segments.count > 3)
        #expect(verified.isClean)

        let report = try open().pack()
        #expect(report.packed.map(\.firstPosition) == segments.dropLast().map(\.firstPosition))
        #expect(report.damage.isEmpty && report.remaining == 0)
        #expect(try appends() == before)
        let after = try open().verify()
        #expect(after.damage == [])
        #expect(after.digest == verified.digest)
        #expect(after.digest != nil)
        #expect(after.packedSegments == segments.count - 1)
        #expect(after.appends == verified.appends && after.records == verified.records)
        #expect(after.recordBytes == verified.recordBytes)

        // From any place, and at any time.
        let end = try open().head().position
        for number in stride(from: 0, to: end.rawValue, by: 7) {
            let start = Position(number)
            let texts = try appends(from: start, upTo: start.advanced(by: 9)).flatMap(\.texts)
            let all = before.flatMap(\.texts)[Int(number)...].prefix(9)
            #expect(texts == Array(all), "from \(start)")
        }
        for append in before {
            let expected = before.first { $0.time >= append.time }?.position
            #expect(try open().position(atOrAfter: append.time, damage: { _ in }) == expected)
        }
    }

    @Test func packingTwiceAndByTheSegment() throws {
        try fill(seed: 4)
        let sealed = try open().info().segments.count - 1
        let first = try open().pack(limit: 1)
        #expect(first.packed.count == 1 && first.remaining == sealed - 1)
        #expect(try open().pack().packed.count == sealed - 1)
        #expect(try open().pack().packed.isEmpty)
        try open().append(batch("after"))
        #expect(try open().verify().isClean)
    }

    @Test func aReaderInTheMiddleIsNotDisturbed() throws {
        try fill(seed: 5)
        let before = try appends()
        var isPacked = false
        var seen: [Position] = []
        try open().read(from: .zero, damage: { Issue.record("\($0)") }) { append in
            seen.append(append.firstPosition)
            if !isPacked, seen.count == 10 {
                isPacked = try !open().pack().packed.isEmpty
            }
            return .continue
        }
        #expect(isPacked)
        #expect(seen == before.map(\.position))
    }

    @Test func aDamagedSegmentStaysAsItIs() throws {
        try fill(seed: 6)
        let files = JournalFiles(directory: directory, fileSystem: PosixFileSystem())
        let segment = try files.segments()[1]
        var damaged = try bytes(of: files.segmentPath(segment))
        damaged[damaged.count / 2] ^= 4
        try write(damaged, to: files.segmentPath(segment))
        let report = try open().pack()
        #expect(report.damage.map(\.segment) == [segment])
        #expect(try bytes(of: files.segmentPath(segment)) == damaged)
        #expect(try !names(in: directory).contains { $0.hasSuffix(".packing") })
        let segments = try open().info().segments.count
        #expect(try open().verify().packedSegments == segments - 2)
    }

    @Test func oneAtATime() throws {
        try fill(seed: 7)
        let files = JournalFiles(directory: directory, fileSystem: PosixFileSystem())
        let lock = FileLock(path: files.maintenanceLockPath, fileSystem: PosixFileSystem())
        try lock.wait(timeout: .zero)
        #expect(throws: JournalError.self) { try open().pack() }
        lock.drop()
        #expect(try !open().pack().packed.isEmpty)
    }

    @Test func withoutItsHeadAPackedJournalGoesOn() throws {
        try fill(seed: 8)
        let end = try open().head().position
        let files = JournalFiles(directory: directory, fileSystem: PosixFileSystem())
        _ = try open().pack()
        let last = try #require(try files.segments().last)
        // The active segment and the head are gone: what is packed is not appended to.
        try PosixFileSystem().remove(files.segmentPath(last))
        try PosixFileSystem().remove(files.headPath)
        #expect(last < end)
        #expect(try open().append(batch("after")).lowerBound == last)
        #expect(try open().verify().isClean)
        #expect(try open().verify().digest != nil)
    }

    /// An error at each call: the segments say what they said, and the next run finishes.
    @Test func anErrorAtEachCallHarmsNothing() throws {
        try fill(seed: 9, appends: 80)
        let before = try appends()
        let original = temporary.path.appending("original")
        try directory.copyTree(to: original)
        var number = 1
        while true {
            let copy = temporary.path.appending("copy-\(number)")
            try original.copyTree(to: copy)
            let faulty = FaultyFileSystem(.init(failingCall: number, errno: .noSpace))
            let failing = Journal(directory: copy, fileSystem: faulty, options: options)
            _ = try? failing.pack()
            #expect(faulty.violations == [])
            let journal = quickJournal(copy, options)
            #expect(try journal.verify().isClean, "\(faulty.failedCall ?? "")")
            #expect(try journal.readAll().texts == before.flatMap(\.texts))
            _ = try journal.pack()
            let segments = try journal.info().segments.count
            #expect(try journal.verify().packedSegments == segments - 1)
            if faulty.failedCall == nil { break }
            number += 1
            try #require(number < 2_000)
        }
        #expect(number > 40)
    }

    /// A flipped bit anywhere is told, and loses one frame at most.
    @Test func everyByteOfAPackedSegment() throws {
        try fill(seed: 10, appends: 90)
        _ = try open().pack()
        let before = try appends()
        let files = JournalFiles(directory: directory, fileSystem: PosixFileSystem())
        let path = files.segmentPath(.zero)
        let original = try bytes(of: path)
        let frame = try #require(
            frames(of: .zero).map { $0.lowerBound.distance(to: $0.upperBound) }.max()
        )
        for byte in original.indices {
            var flipped = original
            flipped[byte] ^= 1 << UInt8(byte % 8)
            try write(flipped, to: path)
            let report = try open().verify()
            #expect(!report.isClean, "byte \(byte) was not noticed")
            #expect(report.positionsLost <= frame, "byte \(byte)")
            let outcome = try open().readAll()
            #expect(outcome.records.count + report.positionsLost == before.flatMap(\.texts).count)
        }
    }

    private func frames(of segment: Position) throws -> [Range<Position>] {
        var frames: [Range<Position>] = []
        try open().inspect(segmentOf: segment) { piece in
            if case .frame(let frame) = piece { frames.append(frame.positions) }
        }
        return frames
    }

    @Test func inspectShowsEveryFrame() throws {
        try fill(seed: 11)
        _ = try open().pack()
        var segments: [InspectedSegment] = []
        var end = Position.zero
        var appends = 0
        try open().inspect { piece in
            switch piece {
            case .segment(let segment): segments.append(segment)
            case .damage(let piece): Issue.record("\(piece)")
            case .frame(let frame):
                #expect(frame.positions.lowerBound == end)
                end = frame.positions.upperBound
                appends += frame.appends
            }
        }
        let head = try open().head().position
        #expect(end == head)
        #expect(appends == 160)
        #expect(segments.dropLast().filter { !$0.isPacked }.isEmpty)
        let named = segments.dropFirst().map(\.predecessorDigest)
        #expect(named == segments.dropLast().map(\.digest))
    }

    /// Its table could not hold a time before the one before it, which no writer makes.
    @Test func aSegmentWhoseTimeRunsBackwardsStaysAsItIs() throws {
        try fill(seed: 12)
        let files = JournalFiles(directory: directory, fileSystem: PosixFileSystem())
        let path = files.segmentPath(.zero)
        var bytes = try bytes(of: path)
        bytes.withUnsafeMutableBytes { bytes in
            var offset = SegmentHeader.byteCount
            while case let next = offset + 64
                + Int(UnsafeRawBufferPointer(bytes).integer(at: offset + 40, as: UInt32.self)),
                next < bytes.count
            {
                offset = next
            }
            let header = UnsafeMutableRawBufferPointer(rebasing: bytes[offset..<offset + 64])
            header.store(Int64(1), at: 16)
            let covered = UnsafeRawBufferPointer(rebasing: header[..<60])
            header.store(CRC32C.checksum(covered), at: 60)
        }
        try write(bytes, to: path)
        _ = try open().pack()
        #expect(try PosixFileSystem().readAll(path) == bytes)
    }

    /// A header that is not ours, since the first frame does not follow it.
    @Test func aGenerationThatCannotBeRaisedEndsNothing() throws {
        try fill(seed: 12)
        let files = JournalFiles(directory: directory, fileSystem: PosixFileSystem())
        let path = files.segmentPath(.zero)
        var bytes = try bytes(of: path)
        bytes.withUnsafeMutableBytes { bytes in
            let header = UnsafeMutableRawBufferPointer(rebasing: bytes[..<64])
            header.store(UInt32.max, at: 12)
            let covered = UnsafeRawBufferPointer(rebasing: header[..<60])
            header.store(CRC32C.checksum(covered), at: 60)
        }
        try write(bytes, to: path)
        _ = try open().pack()
        #expect(try PosixFileSystem().readAll(path) == bytes)
    }

    /// A segment that was swapped for one of an older copy of the journal is told by the chain.
    @Test func aSegmentOfAnotherHistoryIsTold() throws {
        try fill(seed: 12)
        let files = JournalFiles(directory: directory, fileSystem: PosixFileSystem())
        let second = try files.segments()[1]
        var bytes = try bytes(of: files.segmentPath(second))
        bytes.withUnsafeMutableBytes { bytes in
            let header = UnsafeMutableRawBufferPointer(rebasing: bytes[..<64])
            header[50] ^= 0x10
            let covered = UnsafeRawBufferPointer(rebasing: header[..<60])
            header.store(CRC32C.checksum(covered), at: 60)
        }
        try write(bytes, to: files.segmentPath(second))
        let reasons = try open().verify().damage.map(\.reason)
        #expect(reasons.contains(.predecessor))
    }
}
