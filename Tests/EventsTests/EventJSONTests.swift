import Foundation
import Journal
import SwiftProtobuf
import TestSupport
import Testing

@testable import Events

/// What is told as JSON gives back the payload, byte for byte.
@Suite struct EventJSONTests {
    private func line(_ payload: [UInt8]) -> (bytes: [UInt8], isEvent: Bool) {
        var json = EventJSON()
        json.beginLine()
        json.append("position", UInt64(7))
        let isEvent = payload.withUnsafeBytes { json.append(event: $0) }
        json.endLine()
        return (json.bytes, isEvent)
    }

    private func hasPayload(_ line: [UInt8]) -> Bool {
        String(decoding: line, as: UTF8.self).contains("\"payload\":")
    }

    @Test(arguments: SampleEvents.all)
    func everyFieldIsTold(event: Event) throws {
        let payload: [UInt8] = try event.serializedBytes()
        let line = line(payload).bytes
        #expect(!hasPayload(line))
        #expect(try EventJSONReader.payload(ofLine: line) == payload)
        #expect(payload.withUnsafeBytes { EventType.name(of: $0) } == event.typeName)
    }

    @Test func theTableHasEveryEvent() {
        #expect(EventType.allCases.map(\.name) == SampleEvents.all.map(\.typeName))
        for shape in EventType.allCases {
            let numbers = shape.message.fields.map(\.number)
            #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
        }
    }

    @Test(arguments: Seeds.from(1, count: 60))
    func eventsComeBack(seed: UInt64) throws {
        var payloads = RandomPayload(seed: seed)
        for _ in 0..<40 {
            let payload = payloads.next()
            // What psm would write: the generator is no judge of that.
            let event = try Event(serializedBytes: payload)
            #expect(try event.serializedBytes() == payload, "seed \(seed)")
            let line = line(payload)
            #expect(line.isEvent)
            #expect(!hasPayload(line.bytes), "seed \(seed)")
            #expect(try EventJSONReader.payload(ofLine: line.bytes) == payload, "seed \(seed)")
        }
    }

    /// Later fields, fields twice or out of order, long numbers, corruption: whatever is not an
    /// event, or not as psm writes it, is told with its bytes.
    @Test(arguments: Seeds.from(1, count: 60))
    func anyBytesComeBack(seed: UInt64) throws {
        var payloads = RandomPayload(seed: seed)
        for _ in 0..<40 {
            let payload = changed(payloads.next(), &payloads.random)
            let (line, isEvent) = line(payload)
            #expect(try EventJSONReader.payload(ofLine: line) == payload, "seed \(seed)")
            let decoded = try? payload.withUnsafeBytes { try EventCodec.decode($0, at: .zero) }
            #expect(isEvent == (decoded != nil), "seed \(seed): \(payload)")
            let type = try type(line)
            #expect(type == decoded?.typeName ?? "undecodable", "seed \(seed): \(payload)")
            #expect(payload.withUnsafeBytes { EventType.name(of: $0) } == type || !isEvent)
        }
    }

    private func changed(_ payload: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var bytes = payload
        for _ in 0...random.below(2) {
            let index = random.below(bytes.count + 1)
            switch random.below(6) {
            case 0: if index < bytes.count { bytes[index] ^= 1 << UInt8(random.below(8)) }
            case 1: bytes.removeLast(min(bytes.count, random.below(4)))
            case 2: bytes.insert(UInt8(random.below(256)), at: index)
            case 3: bytes += payload
            case 4: bytes += [0xAA, 0x1F, 0x01, 0x78]
            default: if index < bytes.count { bytes.remove(at: index) }
            }
        }
        return bytes
    }

    private func type(_ line: [UInt8]) throws -> String? {
        (try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])?["type"] as? String
    }

    /// Each way in which a body can differ from what psm writes, in `file.removed`.
    @Test(arguments: [
        [0x08, 0x00],  // a default, written
        [0x08, 0x81, 0x00],  // a number longer than it need be
        [0x08, 0x01, 0x08, 0x02],  // twice
        [0x12, 0x01, 0x61, 0x08, 0x01],  // out of order
        [0xA0, 0x06, 0x05],  // a field of a later psm
        [0x0A, 0x01, 0x61],  // a known number with another type
        [0x12, 0x00],  // an empty text
    ])
    func oddBodies(body: [UInt8]) throws {
        let payload = EventJSONReader.field(13, body)
        let (line, isEvent) = line(payload)
        #expect(isEvent)
        #expect(hasPayload(line))
        #expect(try type(line) == "file.removed")
        #expect(try EventJSONReader.payload(ofLine: line) == payload)
    }

    @Test func pathsOfAnEvent() throws {
        let moved = try #require(SampleEvents.all.first { $0.typeName == "file.moved" })
        let from = Array("/music/a/".utf8) + [0xFF, 0xE9] + Array(".flac".utf8)
        #expect(moved.paths == [Array("/music/b".utf8), from])
        let about = SampleEvents.all.filter { !$0.paths.isEmpty }.map { $0.typeName.prefix(4) }
        #expect(Set(about) == ["root", "file", "matc", "watc"])
    }
}
