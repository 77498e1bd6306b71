import Events
import Foundation
import Journal
import SwiftProtobuf
import Testing

@Suite struct EventCodecTests {
    private func decode(_ bytes: [UInt8]) throws -> Event {
        try bytes.withUnsafeBytes { try EventCodec.decode($0, at: Position(42)) }
    }

    private func bytes(_ event: Event) throws -> [UInt8] { try event.serializedBytes() }

    @Test(arguments: SampleEvents.all)
    func roundTrip(event: Event) throws {
        let bytes = try bytes(event)
        let decoded = try decode(bytes)
        #expect(decoded == event)
        #expect(try self.bytes(decoded) == bytes)
        #expect(!event.summary.isEmpty)
    }

    /// As the journal reads them back: one frame, in order.
    @Test func throughABatch() throws {
        var batch = RecordBatch()
        for event in SampleEvents.all { try EventCodec.encode(event, into: &batch) }
        #expect(batch.count == SampleEvents.all.count)
    }

    /// To accept a new golden file: run the tests with `PSM_UPDATE_GOLDEN=1`. One that is there
    /// already must never change: journals are full of its bytes.
    @Test(arguments: SampleEvents.all)
    func goldenBytes(event: Event) throws {
        let golden = Golden.file(event.typeName)
        if ProcessInfo.processInfo.environment["PSM_UPDATE_GOLDEN"] == "1" {
            try Golden.hex(try bytes(event)).write(to: golden, atomically: true, encoding: .utf8)
        }
        let stored = try String(contentsOf: golden, encoding: .utf8)
        #expect(stored == Golden.hex(try bytes(event)))
        #expect(try decode(Golden.unhex(stored)) == event)
    }

    @Test func everyBodyHasAGoldenFileAndADottedName() throws {
        let names = SampleEvents.all.map(\.typeName)
        #expect(Set(names).count == names.count)
        for name in names {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            #expect(parts.count == 2 && parts.allSatisfy { !$0.isEmpty }, "\(name)")
            #expect(name == name.lowercased())
        }
        // The schema names as many bodies as there are samples.
        let schema = Golden.events.appending(path: "event.proto")
        let text = try String(contentsOf: schema, encoding: .utf8)
        let oneof = try #require(text.range(of: "oneof body {"))
        let bodies = text[oneof.upperBound...].prefix { $0 != "}" }.filter { $0 == ";" }
        #expect(bodies.count == names.count)
    }

    /// Field 99 of the envelope: an event type of a later psm.
    @Test func unknownTypePassesThrough() throws {
        let later: [UInt8] = [0x9A, 0x06, 0x05, 0x0A, 0x03, 0x61, 0x62, 0x63]
        let event = try decode(later)
        #expect(event.body == nil)
        #expect(event.typeName == "unknown")
        #expect(try bytes(event) == later)
        let line = EventJSON.line(event, at: Position(1), time: "t")
        #expect(try parse(line)["type"] as? String == "unknown")
    }

    @Test func unknownFieldsPassThrough() throws {
        for event in SampleEvents.all {
            // A field 500 in the body, and a field 501 beside it.
            var envelope = try bytes(event)
            let tagCount = envelope[0] & 0x80 == 0 ? 1 : 2
            var length = 0
            var index = tagCount
            var shift = 0
            repeat {
                length |= Int(envelope[index] & 0x7F) << shift
                shift += 7
                index += 1
            } while envelope[index - 1] & 0x80 != 0
            var body = Array(envelope[index..<index + length])
            body += [0xA2, 0x1F, 0x02, 0x68, 0x69]
            envelope = Array(envelope[..<tagCount]) + Self.varint(body.count) + body
            envelope += [0xAA, 0x1F, 0x01, 0x78]
            let decoded = try decode(envelope)
            #expect(decoded.typeName == event.typeName)
            #expect(try bytes(decoded) == envelope, "\(event.typeName)")
        }
    }

    @Test func notAnEvent() {
        for bytes: [UInt8] in [[], [0xFF], [0x0A, 0x05, 0x01], [0x07, 0x00]] {
            #expect(throws: EventError.self) { try decode(bytes) }
        }
    }

    @Test(arguments: SampleEvents.all)
    func jsonLine(event: Event) throws {
        let line = EventJSON.line(event, at: Position(42), time: "2024-01-01T00:00:00Z")
        #expect(!line.contains("\n"))
        let object = try parse(line)
        #expect(object["position"] as? Int == 42)
        #expect(object["time"] as? String == "2024-01-01T00:00:00Z")
        #expect(object["type"] as? String == event.typeName)
    }

    @Test func pathThatIsNotUTF8() throws {
        let event = try #require(SampleEvents.all.first { $0.typeName == "file.added" })
        let object = try parse(EventJSON.line(event, at: Position(0), time: ""))
        #expect(object["path"] as? String == "/music/a/\u{FFFD}\u{FFFD}.flac")
        let bytes = Data(base64Encoded: try #require(object["path_base64"] as? String))
        #expect(bytes == Data("/music/a/".utf8) + [0xFF, 0xE9] + Data(".flac".utf8))
        #expect(object["root"] as? String == "/music")
        #expect(object["root_base64"] == nil)
        #expect(object["title"] as? String == "Ljós 光 Свет")
        #expect(object["size"] as? Int == 4_321)

        let plain = Event.fileRemoved(
            1,
            from: LibraryPath(root: [0x2F], path: Array("q\"\\\n\u{1}.flac".utf8))
        )
        let removed = try parse(EventJSON.line(plain, at: Position(0), time: ""))
        #expect(removed["path"] as? String == "/q\"\\\n\u{1}.flac")
    }

    private func parse(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    private static func varint(_ value: Int) -> [UInt8] {
        value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + varint(value >> 7)
    }
}
