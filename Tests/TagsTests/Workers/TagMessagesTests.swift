import FileIO
import TestSupport
import Testing

@testable import Tags

/// What one side says, the other understands; whatever else comes is an error.
@Suite struct TagMessagesTests {
    private func text(_ random: inout SeededRandom) -> String {
        random.pick(
            of: "",
            "Harbour",
            "caf\u{E9}",
            "海",
            "a\0b",
            String(repeating: "x", count: 5_000)
        )
    }

    private func texts(_ random: inout SeededRandom) -> [String] {
        (0..<random.below(4)).map { _ in text(&random) }
    }

    private func reply(_ random: inout SeededRandom) -> TagReply {
        let metadata = FileMetadata(
            kind: random.pick(of: .regular, .directory),
            sizeBytes: Int64(random.below(1_000_000)),
            mtimeNanoseconds: -Int64(random.below(1_000)),
            ctimeNanoseconds: Int64(random.below(1_000)),
            inode: UInt64(random.below(1_000)),
            device: UInt64.max
        )
        let known = random.chance(80) ? metadata : nil
        switch random.below(4) {
        case 0: return .outOfMemory(known)
        case 1: return .reading(TagReading(.unread(text(&random)), metadata: known))
        default:
            var tags = FileTags(error: text(&random))
            tags.title = text(&random)
            tags.artists = texts(&random)
            tags.album = text(&random)
            tags.albumArtists = texts(&random)
            tags.date = text(&random)
            tags.genres = texts(&random)
            tags.isrc = text(&random)
            tags.musicbrainzRecordingID = text(&random)
            tags.isCompilation = random.chance(50)
            tags.year = UInt32(random.below(3_000))
            tags.trackNumber = 1
            tags.discNumber = 2
            tags.durationMs = .max
            tags.bitrateKbps = 3
            tags.sampleRateHz = 4
            tags.channels = 5
            return .reading(TagReading(.tags(tags), metadata: known))
        }
    }

    private func decoded(_ bytes: [UInt8]) throws(MalformedMessage) -> TagReply? {
        var buffer = filled(bytes)
        return try buffer.take(limitBytes: TagReply.limitBytes, TagReply.init)
    }

    private func filled(_ bytes: [UInt8]) -> MessageBuffer {
        var buffer = MessageBuffer()
        var rest = bytes[...]
        while !rest.isEmpty {
            _ = buffer.fill { room in
                let count = min(room.count, rest.count)
                room.copyBytes(from: rest.prefix(count))
                rest = rest.dropFirst(count)
                return count
            }
        }
        return buffer
    }

    @Test(arguments: Seeds.from(1, count: 40)) func repliesArriveAsTheyWere(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let reply = reply(&random)
        var writer = MessageWriter()
        reply.encode(into: &writer)
        let size = writer.bytes.count
        #expect(try decoded(writer.bytes + [1, 2, 3]) == reply)
        // Half a message is none yet.
        for count in [0, 3, 4, size / 2, size - 1] {
            #expect(try decoded(Array(writer.bytes.prefix(count))) == nil)
        }
    }

    @Test(arguments: Seeds.from(101, count: 200)) func nothingElseIsUnderstood(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var writer = MessageWriter()
        reply(&random).encode(into: &writer)
        var bytes = writer.bytes
        for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
        // Any answer will do, as long as there is one.
        _ = try? decoded(bytes)
        let noise = (0..<random.below(200)).map { _ in UInt8(random.below(256)) }
        _ = try? decoded(noise)
        #expect(throws: MalformedMessage.self) { try decoded([0xFF, 0xFF, 0xFF, 0xFF]) }
    }

    @Test func requestsAndGreetingsArriveToo() throws {
        let request = TagRequest(path: [0x2F, 0xFF, 0x61], followSymlinks: true)
        var writer = MessageWriter()
        request.encode(into: &writer)
        var requests = filled(writer.bytes + writer.bytes)
        for _ in 0..<2 {
            let found = try requests.take(limitBytes: TagRequest.limitBytes, TagRequest.init)
            #expect(found == request)
        }

        writer.removeAll()
        var greeting = WorkerGreeting(confinement: 3)
        #expect(greeting.isOwn)
        greeting.version = "0.0.1"
        greeting.encode(into: &writer)
        var greetings = filled(writer.bytes)
        let heard = try greetings.take(limitBytes: 100, WorkerGreeting.init)
        #expect(heard == greeting && heard?.isOwn == false)
    }
}
