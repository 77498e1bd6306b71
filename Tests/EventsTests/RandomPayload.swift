import TestSupport

@testable import Events

/// Payloads with random fields, serialised as psm does, by the table of shapes.
struct RandomPayload {
    var random: SeededRandom

    private static let texts = [
        "a", "Ljós", "Lj\u{6F}\u{301}s", "\"\\/\n\r\t\u{0}\u{1F}\u{7F}", "光 🎵", "\u{2028}\u{FFFD}",
        "x,y:{}[]",
    ]

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    mutating func next() -> [UInt8] {
        let shape = EventType.allCases[random.below(EventType.allCases.count)]
        return EventJSONReader.field(shape.number, message(shape.message, isNested: false))
    }

    private mutating func message(_ shape: MessageShape, isNested: Bool) -> [UInt8] {
        let density = random.below(101)
        return shape.fields.flatMap { random.chance(density) ? field($0, isNested) : [] }
    }

    private mutating func field(_ shape: FieldShape, _ isNested: Bool) -> [UInt8] {
        let tag = EventJSONReader.varint(shape.number << 3 | shape.wireType.rawValue)
        switch shape.kind {
        case .number: return tag + EventJSONReader.varint(number(UInt64.max))
        case .smallNumber: return tag + EventJSONReader.varint(number(UInt64(UInt32.max)))
        case .names: return tag + EventJSONReader.varint(number(UInt64(Int32.max)))
        case .flag: return tag + [1]
        case .signed, .fixed:
            return tag + withUnsafeBytes(of: number(.max).littleEndian) { Array($0) }
        case .text: return EventJSONReader.field(shape.number, text())
        case .texts:
            return (0...random.below(3)).flatMap { _ in
                EventJSONReader.field(shape.number, random.chance(20) ? [] : text())
            }
        case .root: return EventJSONReader.field(shape.number, path("/"))
        case .path: return EventJSONReader.field(shape.number, path(""))
        case .flattened(let inner):
            let bytes = message(inner, isNested: true)
            // An empty one beside a missing one is a case of its own.
            return bytes.isEmpty ? [] : EventJSONReader.field(shape.number, bytes)
        case .object(let inner):
            return EventJSONReader.field(shape.number, message(inner, isNested: true))
        case .objects(let inner):
            return (0...random.below(3)).flatMap { _ in
                EventJSONReader.field(shape.number, message(inner, isNested: true))
            }
        }
    }

    private mutating func number(_ limit: UInt64) -> UInt64 {
        random.pick(
            of: 1,
            3,
            127,
            128,
            limit,
            limit / 2 + 1,
            UInt64.random(in: 1...limit, using: &random)
        )
    }

    private mutating func text() -> [UInt8] {
        Array((0...random.below(3)).map { _ in random.pick(Self.texts) ?? "" }.joined().utf8)
    }

    private mutating func path(_ start: String) -> [UInt8] {
        var bytes = Array(start.utf8)
        for _ in 0...random.below(3) {
            bytes += random.chance(20) ? [0xFF, 0xE9] : text()
            if random.chance(40) { bytes.append(UInt8(ascii: "/")) }
        }
        return bytes
    }
}
