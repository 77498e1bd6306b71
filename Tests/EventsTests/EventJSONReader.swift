import Foundation
import Testing

@testable import Events

/// Makes a payload again from a line of JSON: what `psm journal export` writes is enough for it.
enum EventJSONReader {
    static func payload(ofLine line: [UInt8]) throws -> [UInt8] {
        let parsed = try JSONSerialization.jsonObject(with: Data(line))
        let object = try #require(parsed as? [String: Any])
        if let payload = object["payload"] as? String {
            return [UInt8](try #require(Data(base64Encoded: payload)))
        }
        let type = try #require(object["type"] as? String)
        let shape = try #require(EventType.allCases.first { $0.name == type })
        return field(shape.number, try message(object, shape.message))
    }

    struct UnexpectedName: Error {
        let name: String
    }

    private static func message(_ object: [String: Any], _ shape: MessageShape) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var root: [UInt8] = []
        for shape in shape.fields {
            switch shape.kind {
            case .flattened(let inner):
                let inner = try message(object, inner)
                if !inner.isEmpty { bytes += field(shape.number, inner) }
            case .objects(let inner):
                for element in object[shape.name] as? [[String: Any]] ?? [] {
                    bytes += field(shape.number, try message(element, inner))
                }
            case .object(let inner):
                guard let element = object[shape.name] as? [String: Any] else { break }
                bytes += field(shape.number, try message(element, inner))
            case .texts:
                for text in object[shape.name] as? [String] ?? [] {
                    bytes += field(shape.number, Array(text.utf8))
                }
            case .root, .path:
                var path = try pathBytes(object, shape.name)
                if case .root = shape.kind {
                    root = path
                } else if object[shape.name] != nil {
                    path = try #require(LibraryPath.relative(path, to: root))
                }
                if !path.isEmpty { bytes += field(shape.number, path) }
            case .text:
                let text = object[shape.name] as? String ?? ""
                if !text.isEmpty { bytes += field(shape.number, Array(text.utf8)) }
            default:
                bytes += try number(object[shape.name], shape)
            }
        }
        return bytes
    }

    private static func number(_ value: Any?, _ shape: FieldShape) throws -> [UInt8] {
        guard let value else { return [] }
        var number: UInt64
        if let name = value as? String {
            guard case .names(let names) = shape.kind else { throw UnexpectedName(name: name) }
            number = UInt64(try #require(names.firstIndex(of: name)))
        } else {
            let found = try #require(value as? NSNumber)
            number = found.uint64Value
            if case .signed = shape.kind { number = UInt64(bitPattern: found.int64Value) }
        }
        if number == 0 { return [] }
        let tag = varint(shape.number << 3 | shape.wireType.rawValue)
        guard shape.wireType == .fixed64 else { return tag + varint(number) }
        return tag + withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    private static func pathBytes(_ object: [String: Any], _ name: String) throws -> [UInt8] {
        if let base64 = object[name + "_base64"] as? String {
            return [UInt8](try #require(Data(base64Encoded: base64)))
        }
        return Array((object[name] as? String ?? "").utf8)
    }

    static func field(_ number: UInt64, _ bytes: [UInt8]) -> [UInt8] {
        varint(number << 3 | 2) + varint(UInt64(bytes.count)) + bytes
    }

    static func varint(_ value: UInt64) -> [UInt8] {
        value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + varint(value >> 7)
    }
}
