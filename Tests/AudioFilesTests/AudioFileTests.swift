import Foundation
import SystemPackage
import Tags
import TestSupport
import Testing

@testable import AudioFiles

@Suite("One file, read through windows")
struct AudioFileTests {
    @Test("Bytes are those of the file, wherever they are read", arguments: Seeds.from(1, count: 4))
    func bytes(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let content = pictureBytes(random.pick(of: 1, 4_096, 12_288, 16_384, 20_000, 300_000))
        let held = try SongFile(content)
        let file = AudioFile(held.descriptor)
        #expect(file.sizeBytes == content.count)
        for _ in 0..<500 {
            let offset = random.below(content.count + 10)
            let count = random.below(random.chance(90) ? 200 : 40_000)
            let expected = content.dropFirst(offset).prefix(count)
            #expect(file.bytes(at: offset, count: count) == Array(expected), "seed \(seed)")
        }
    }

    @Test("Few calls, near the ends and backwards")
    func calls() throws {
        let held = try SongFile(pictureBytes(1_000_000))
        var file = AudioFile(held.descriptor)
        for offset in stride(from: 0, to: 12_000, by: 100) {
            _ = file.bytes(at: offset, count: 100)
        }
        #expect(file.readCount == 1)
        for offset in [999_872, 999_840, 990_000] { _ = file.bytes(at: offset, count: 32) }
        #expect(file.readCount == 2)
        _ = file.bytes(at: 0, count: 10)
        #expect(file.readCount == 2)

        file = AudioFile(held.descriptor)
        for offset in stride(from: 999_000, to: 900_000, by: -1_000) {
            _ = file.bytes(at: offset, count: 1_000)
        }
        #expect(file.readCount <= 10)
        #expect(file.readBytes <= 10 * AudioFile.windowBytes)
    }

    @Test("Beyond the budget reads give nothing")
    func budget() throws {
        let held = try SongFile(pictureBytes(100_000))
        let file = AudioFile(held.descriptor, budgetBytes: 40_000)
        #expect(file.bytes(at: 0, count: 30_000).count == 30_000)
        #expect(file.bytes(at: 50_000, count: 30_000).count == 10_000)
        #expect(file.bytes(at: 90_000, count: 10).isEmpty)
        #expect(file.readBytes == 40_000)
        #expect(file.failure == nil)
    }

    @Test("A failing call is no content")
    func failures() throws {
        let directory = try FileDescriptor.open("/", .readOnly)
        #expect(AudioReader().read(directory, suffix: "mp3") == .unread(EISDIR))
        try directory.close()
        #expect(AudioReader().read(directory, suffix: "mp3") == .unread(EBADF))
        let (output, input) = try FileDescriptor.pipe()
        #expect(AudioReader().read(output, suffix: "mp3") == .unread(ENOTSUP))
        try output.close()
        try input.close()
        // Open, of the right kind, and not for reading.
        let held = try SongFile(ID3Song.audio())
        let writable = try FileDescriptor.open(
            FilePath("/proc/self/fd/\(held.descriptor.rawValue)"),
            .writeOnly
        )
        #expect(AudioReader().read(writable, suffix: "mp3") == .unread(EBADF))
        try writable.close()
    }

    @Test("The descriptor's own offset stays, and the file open")
    func offset() throws {
        let held = try SongFile(SongContainer.mp3v24.file(Song().items))
        try held.descriptor.seek(offset: 7, from: .start)
        #expect(SongReading(held).tags.title == Song().title)
        #expect(try held.descriptor.seek(offset: 0, from: .current) == 7)
    }
}

@Suite("A spliced file")
struct SplicedFileTests {
    @Test("Reads are those of its pieces", arguments: Seeds.from(1, count: 4))
    func pieces(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let content = pictureBytes(100_000)
        let held = try SongFile(content)
        var pieces: [Piece] = []
        var expected: [UInt8] = []
        for _ in 0..<12 {
            if random.chance(50) {
                let bytes = pictureBytes(random.below(3_000))
                pieces.append(.bytes(bytes))
                expected += bytes
            } else {
                let start = random.below(content.count)
                let range = start..<min(content.count, start + random.below(30_000))
                pieces.append(.file(range))
                expected += content[range]
            }
        }
        let spliced = SplicedFile(AudioFile(held.descriptor), pieces)
        #expect(spliced.sizeBytes == expected.count)
        for _ in 0..<100 {
            let offset = random.below(expected.count + 10)
            let count = random.below(20_000)
            let bytes = [UInt8](unsafeUninitializedCapacity: count) {
                $1 = spliced.read(at: offset, into: UnsafeMutableRawBufferPointer($0))
            }
            #expect(bytes == Array(expected.dropFirst(offset).prefix(count)), "seed \(seed)")
        }
    }

    @Test("It gives no more than its limit, whatever is asked")
    func limit() throws {
        let held = try SongFile(pictureBytes(1_000))
        let spliced = SplicedFile(AudioFile(held.descriptor), [.file(0..<1_000)])
        var byte = [UInt8](repeating: 0, count: 1)
        var count = 0
        while byte.withUnsafeMutableBytes({ spliced.read(at: 5, into: $0) }) == 1 { count += 1 }
        #expect(count > 100_000 && count <= SplicedFile.limitBytes)
        #expect(byte.withUnsafeMutableBytes { spliced.read(at: -1, into: $0) } == 0)
    }
}
