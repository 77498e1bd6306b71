import Digests
import FileIO
import SystemPackage
import Testing

@testable import Journal

/// Law 4: a flipped bit is told, loses at most its own frame, and nothing is deleted.
@Suite struct DamageTests {
    let temporary: TemporaryDirectory
    let directory: FilePath
    let segmentPath: FilePath
    let headPath: FilePath
    let texts = ["one", "two, two, two, two, two, two, two, two, two", "three", "four"]

    init() throws {
        temporary = try TemporaryDirectory()
        directory = temporary.path.appending("journal")
        let files = JournalFiles(directory: directory, fileSystem: PosixFileSystem())
        segmentPath = files.segmentPath(.zero)
        headPath = files.headPath
    }

    private func fill() throws {
        let journal = quickJournal(directory)
        for text in texts { try journal.append(batch(text)) }
    }

    @Test(arguments: [true, false])
    func everyBitOfASegment(withHead: Bool) throws {
        try fill()
        let original = try bytes(of: segmentPath)
        let fileSystem = PosixFileSystem()
        if !withHead { try fileSystem.remove(headPath) }
        // Without a head each look is a recovery, so fewer of them; each byte is met all the same.
        for bit in stride(from: 0, to: original.count * 8, by: withHead ? 1 : 5) {
            var flipped = original
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            try write(flipped, to: segmentPath)
            let journal = quickJournal(directory)
            // Without a head and with its only header unreadable, nothing tells the journal's id.
            if !withHead, bit / 8 < SegmentHeader.byteCount {
                #expect(throws: JournalError.self) { try journal.readAll() }
                continue
            }
            let outcome = try journal.readAll()
            #expect(!outcome.damage.isEmpty, "bit \(bit) was not noticed")
            let expected = texts.enumerated().map {
                ReadRecord(position: UInt64($0.offset), text: $0.element)
            }
            #expect(outcome.records.count >= texts.count - 1, "bit \(bit)")
            #expect(outcome.records.allSatisfy(expected.contains), "bit \(bit)")
            if bit % 16 == 0 { #expect(try bytes(of: segmentPath) == flipped) }
        }
    }

    @Test(arguments: [true, false])
    func appendingAfterDamageKeepsIt(withHead: Bool) throws {
        try fill()
        let original = try bytes(of: segmentPath)
        let head = try bytes(of: headPath)
        let fileSystem = PosixFileSystem()
        for byte in SegmentHeader.byteCount..<original.count {
            for name in try names(in: directory) {
                try fileSystem.remove(directory.appending(name))
            }
            var flipped = original
            flipped[byte] ^= 0x41
            try write(flipped, to: segmentPath)
            if withHead { try write(head, to: headPath) }
            let journal = quickJournal(directory)
            try journal.append(batch("after"))
            let outcome = try journal.readAll()
            #expect(outcome.records.last?.text == "after", "byte \(byte)")
            #expect(outcome.records.count >= texts.count, "byte \(byte)")
            #expect(!outcome.damage.isEmpty, "byte \(byte)")
            #expect(try !journal.verify().isClean)
            #expect(try bytes(of: segmentPath).prefix(flipped.count) == flipped[...])
            #expect(try !names(in: directory).contains { $0.contains(".torn-") })
        }
    }

    @Test func everyBitOfTheHeadLosesNothing() throws {
        try fill()
        let head = try bytes(of: headPath)
        let original = try bytes(of: segmentPath)
        let slots = [0, HeadRecord.slotStrideBytes].flatMap { $0..<($0 + HeadRecord.byteCount) }
        for bit in slots.flatMap({ ($0 * 8)..<($0 * 8 + 8) }) {
            var flipped = head
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            try write(flipped, to: headPath)
            let journal = quickJournal(directory)
            let seen = try journal.readAll().texts
            #expect(seen == Array(texts.prefix(seen.count)))
            try journal.recover()
            #expect(try journal.readAll().texts == texts, "bit \(bit)")
            #expect(try bytes(of: segmentPath) == original)
        }
    }

    @Test func aFrameOfAnotherFormatIsRefused() throws {
        try fill()
        var segment = try bytes(of: segmentPath)
        segment.withUnsafeMutableBytes { bytes in
            let header = UnsafeMutableRawBufferPointer(rebasing: bytes[64..<128])
            header[4] = FrameHeader.version + 1
            let covered = UnsafeRawBufferPointer(rebasing: header[..<60])
            header.store(CRC32C.checksum(covered), at: 60)
        }
        try write(segment, to: segmentPath)
        let journal = quickJournal(directory)
        #expect {
            try journal.readAll()
        } throws: { error in
            guard case JournalError.newerFormat(_, version: 3) = error else { return false }
            return true
        }
    }

    @Test func aSegmentOfAnotherJournalIsTold() throws {
        try fill()
        let other = Journal(directory: temporary.path.appending("other"), options: quickOptions)
        try other.append(batch("x"))
        let files = JournalFiles(directory: other.directory, fileSystem: PosixFileSystem())
        try write(bytes(of: files.segmentPath(.zero)), to: segmentPath)
        let journal = quickJournal(directory)
        let outcome = try journal.readAll()
        #expect(outcome.records.isEmpty)
        #expect(outcome.damage.first?.reason == .foreignSegment)
        #expect(throws: JournalError.self) { try journal.append(batch("y")) }
    }

    @Test func crcIsCastagnoli() {
        let text = Array("123456789".utf8)
        #expect(text.withUnsafeBytes(CRC32C.checksum) == 0xE306_9283)
        #expect(text.withUnsafeBytes(CRC32C.portable) == 0xE306_9283)
        let noise = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* $0 &+ 7) }
        for count in [0, 1, 7, 8, 9, 63, 64, 65, 1000] {
            let part = Array(noise[..<count])
            let fast = part.withUnsafeBytes(CRC32C.checksum)
            #expect(fast == part.withUnsafeBytes(CRC32C.portable))
        }
    }
}
