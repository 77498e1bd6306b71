import SwiftProtobuf
import TestSupport
import Testing

@testable import Events
@testable import Journal

/// The fast path says what the general coder says, of whatever bytes.
@Suite struct FastPathTests {
    private static let rounds = 6_000

    private func general(_ payload: [UInt8]) -> Event? {
        try? Event(serializedBytes: payload)
    }

    private func fast(_ payload: [UInt8]) -> Event? {
        payload.withUnsafeBytes { try? EventCodec.decode($0, at: .zero) }
    }

    /// The batch as it would be, had the general encoder made it.
    private func expectSameBytes(_ event: Event, _ told: Comment) throws {
        var batch = RecordBatch()
        try EventCodec.encode(event, into: &batch)
        var general = RecordBatch()
        general.append(try event.serializedBytes())
        #expect(batch.bytes == general.bytes, told)
    }

    @Test(arguments: Seeds.from(1, count: 4))
    func randomEvents(seed: UInt64) throws {
        var payloads = RandomPayload(seed: seed)
        var fastCount = 0
        for _ in 0..<Self.rounds / 4 {
            let payload = payloads.next()
            let event = try #require(general(payload), "seed \(seed)")
            #expect(fast(payload) == event, "seed \(seed)")
            try expectSameBytes(event, "seed \(seed)")
            var (decoder, ignored) = (FileEventDecoder(), Event())
            let number = payload.withUnsafeBytes { decoder.decode($0, into: &ignored) }
            if number != nil { fastCount += 1 }
        }
        #expect(fastCount > 100)
    }

    @Test(arguments: Seeds.from(101, count: 4))
    func mutatedPayloads(seed: UInt64) throws {
        var payloads = RandomPayload(seed: seed)
        var random = SeededRandom(seed: seed)
        // What it remembers of the payloads before must not be seen in the next one's event.
        var decoder = EventDecoder()
        for _ in 0..<Self.rounds {
            var payload = payloads.next()
            for _ in 0...random.below(3) where !payload.isEmpty {
                switch random.below(5) {
                case 0: payload[random.below(payload.count)] ^= 1 << UInt8(random.below(8))
                case 1: payload.removeLast(random.below(payload.count))
                case 2: payload.insert(UInt8(random.below(256)), at: random.below(payload.count))
                case 3: payload.remove(at: random.below(payload.count))
                default:
                    let start = random.below(payload.count)
                    let end = min(payload.count, start + random.below(20))
                    payload.insert(contentsOf: payload[start..<end], at: random.below(start + 1))
                }
            }
            let expected = payload.isEmpty ? nil : general(payload)
            let found = fast(payload)
            #expect(found == expected, "seed \(seed): \(payload)")
            let next = payload.withUnsafeBytes { try? decoder.decode($0, at: .zero) }
            #expect(next == expected, "seed \(seed): \(payload)")
            guard let expected, let found else { continue }
            #expect(try found.serializedBytes() as [UInt8] == expected.serializedBytes())
            try expectSameBytes(found, "seed \(seed): \(payload)")
        }
    }

    /// Files of one album, and what makes them differ: a text less, a list with one more.
    @Test func filesInARow() throws {
        var decoder = EventDecoder()
        var random = SeededRandom(seed: 201)
        let texts = ["", "Ljós", "An album of the usual length", "An album of the usual lengtH"]
        for _ in 0..<2_000 {
            var tags = AudioTags()
            tags.album = random.pick(texts) ?? ""
            tags.date = random.pick(of: "1997", "1998", "")
            tags.artists = (0..<random.below(3)).map { _ in random.pick(texts) ?? "" }
            tags.albumArtists = (0..<random.below(2)).map { _ in random.pick(texts) ?? "" }
            tags.genres = (0..<random.below(3)).map { _ in random.pick(of: "Folk", "Jazz") }
            let root = Array(random.pick(of: "/music", "/home/listener/Music", "").utf8)
            let path = LibraryPath(root: root, path: Array("a".utf8))
            let event = Event.fileAdded(at: path, FileStat(), tags)
            let payload: [UInt8] = try event.serializedBytes()
            let found = try payload.withUnsafeBytes { try decoder.decode($0, at: .zero) }
            #expect(found == event)
        }
    }

    /// The fast encoder has so much room and no more; either way the bytes are the same.
    @Test func eventsAroundTheRoomOfTheFastEncoder() throws {
        for length in 900...1_100 {
            let path = LibraryPath(root: [0x2F], path: [UInt8](repeating: 0x61, count: length))
            var tags = AudioTags()
            tags.title = "title"
            try expectSameBytes(.fileAdded(at: path, FileStat(), tags), "\(length)")
            tags.title = String(repeating: "é", count: length / 2)
            let short = LibraryPath(root: [0x2F], path: [0x61])
            try expectSameBytes(.fileAdded(at: short, FileStat(), tags), "\(length)")
        }
    }

    /// The general decoder takes no tag of more than five bytes, whatever it says.
    @Test func aTagOfTooManyBytesIsNone() {
        let body: [UInt8] = [3, 0x0A, 1, 0x2F]
        for tag in [[0xD2, 0x80, 0x80, 0x80, 0x80, 0x00], [0xD2, 0x80, 0x80, 0x80, 0x10]]
            as [[UInt8]]
        {
            #expect(general(tag + body) == nil)
            #expect(fast(tag + body) == nil, "\(tag)")
        }
    }

    /// Fields in another order, twice, unknown, or of another type are for the general decoder.
    @Test func unusualShapes() throws {
        let root: [UInt8] = [0x0A, 1, 0x2F]
        let path: [UInt8] = [0x12, 1, 0x61]
        for body in [
            path + root, root + root, root + path + [0x98, 0x06, 1], [0x08, 1], [0x0A, 5, 1],
            root + path + [0x22, 2, 0x0A, 0], root + path + [0x22, 3, 0x0A, 1, 0xFF],
        ] {
            let payload = [0x52, UInt8(body.count)] + body
            #expect(fast(payload) == general(payload), "\(payload)")
        }
    }
}
