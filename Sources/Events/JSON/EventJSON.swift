package import Journal
internal import SwiftProtobuf

/// Writes events as lines of JSON, from their payloads: for `psm journal tail --json` and `export`.
///
/// It is lossless. Every field is written (unless it is empty or 0), by its entry in
/// `EventType.allCases`. `path`, `mount` and `from` are absolute; a name that is not UTF-8 is shown
/// with replacement characters, with its bytes in `path_base64`. If the fields do not reproduce the
/// payload byte for byte, `payload` holds it as well: for events of a later psm, unknown fields,
/// and records that are not events.
///
/// ```
/// var json = EventJSON()
/// json.beginLine()
/// json.append("position", position.rawValue)
/// json.append(event: payload)
/// json.endLine()
/// ```
package struct EventJSON {
    private var json = JSONBytes()
    /// The root of the following paths. Valid only while an event is appended.
    private var root = UnsafeRawBufferPointer(start: nil, count: 0)
    private var scratch: [UInt8] = []
    private var isExact = true

    package init() {}

    /// The JSON so far.
    package var bytes: [UInt8] { json.bytes }
    package var byteCount: Int { json.bytes.count }

    package mutating func removeAll() { json.removeAll() }

    // MARK: Lines

    package mutating func beginLine() { json.append("{") }
    package mutating func endLine() { json.append("}\n") }

    package mutating func append(_ name: StaticString, _ value: UInt64) {
        json.append(key: name)
        json.append(number: value)
    }

    package mutating func append(_ name: StaticString, _ value: Int64) {
        json.append(key: name)
        json.append(number: value)
    }

    package mutating func append(_ name: StaticString, _ value: String) {
        json.append(key: name)
        json.append(string: value)
    }

    /// Appends `type`, the event's fields, and `payload` if needed.
    ///
    /// - Returns: whether the payload is an event; if not, its type is `undecodable`.
    @discardableResult
    package mutating func append(event payload: UnsafeRawBufferPointer) -> Bool {
        isExact = true
        defer { root = UnsafeRawBufferPointer(start: nil, count: 0) }
        let begin = byteCount
        var isEvent = appendFields(payload)
        // If psm did not write it like this, the codec decides whether it is an event.
        if !isEvent || !isExact {
            json.removeLast(byteCount - begin)
            isEvent = appendRearranged(payload)
            json.append(key: "payload")
            json.append(base64: payload)
        }
        return isEvent
    }

    /// Appends the event with its fields in order, as psm writes them.
    private mutating func appendRearranged(_ payload: UnsafeRawBufferPointer) -> Bool {
        guard var event = try? EventCodec.decode(payload, at: .zero) else {
            append("type", EventType.undecodable)
            return false
        }
        event.unknownFields = UnknownStorage()
        let bytes: [UInt8] = (try? event.serializedBytes()) ?? []
        if !bytes.withUnsafeBytes({ appendFields($0) }) { append("type", event.typeName) }
        return true
    }

    /// - Returns: whether the payload is one known body with its fields in order; if not, nothing
    ///   was appended.
    private mutating func appendFields(_ payload: UnsafeRawBufferPointer) -> Bool {
        var wire = WireReader(payload)
        guard let (number, type) = wire.tag(), type == .bytes, let shape = EventType.of(number),
            let body = wire.slice(), wire.isAtEnd
        else { return false }
        let begin = byteCount
        json.append(field: shape.typeField)
        if append(body, shape.message) {
            isExact = isExact && wire.isMinimal
            return true
        }
        json.removeLast(byteCount - begin)
        return false
    }

    // MARK: Messages

    private mutating func append(_ bytes: UnsafeRawBufferPointer, _ shape: MessageShape) -> Bool {
        let (fields, numbers) = (shape.fields, shape.numbers)
        var wire = WireReader(bytes)
        var next = 0
        while !wire.isAtEnd {
            guard let (number, type) = wire.tag() else { return false }
            var found = next
            while found < numbers.count, numbers[found] < number { found += 1 }
            if found < numbers.count, numbers[found] == number, fields[found].wireType == type {
                for index in next..<found { appendAbsent(fields[index]) }
                guard append(fields[found], &wire) else { return false }
                next = found + 1
            } else {
                let isKnown = fields[..<next].contains {
                    $0.number == number && $0.wireType == type
                }
                guard !isKnown, wire.skip(type) else { return false }
                isExact = false
            }
        }
        isExact = isExact && wire.isMinimal
        for index in next..<fields.count { appendAbsent(fields[index]) }
        return true
    }

    /// Appends the field whose tag was read. An explicitly written default is not exact, as psm
    /// never writes one.
    private mutating func append(_ field: FieldShape, _ wire: inout WireReader) -> Bool {
        switch field.kind {
        case .number, .smallNumber, .flag, .names:
            guard let value = wire.varint() else { return false }
            append(field, value)
        case .signed, .fixed:
            guard let value = wire.fixed64() else { return false }
            isExact = isExact && value != 0
            append(field, value)
        case .text:
            guard let text = wire.slice(), text.isUTF8 else { return false }
            isExact = isExact && !text.isEmpty
            json.append(field: field.key)
            json.append(string: text)
        case .texts, .objects:
            return appendList(field, &wire)
        case .root, .path:
            guard let bytes = wire.slice() else { return false }
            isExact = isExact && !bytes.isEmpty
            append(field, path: bytes)
        case .flattened(let shape):
            guard let message = wire.slice() else { return false }
            isExact = isExact && !message.isEmpty
            return append(message, shape)
        case .object(let shape):
            guard let message = wire.slice() else { return false }
            json.append(field: field.key)
            json.append("{")
            guard append(message, shape) else { return false }
            json.append("}")
        }
        return true
    }

    private mutating func append(_ field: FieldShape, _ value: UInt64) {
        json.append(field: field.key)
        switch field.kind {
        case .flag:
            isExact = isExact && value == 1
            if value == 0 { json.append("false") } else { json.append("true") }
        case .names(let names):
            isExact = isExact && value > 0 && value <= UInt64(Int32.max)
            if value < UInt64(names.count) {
                json.append(string: names[Int(value)])
            } else {
                json.append(number: Int64(Int32(truncatingIfNeeded: value)))
            }
        case .smallNumber:
            isExact = isExact && value > 0 && value <= UInt64(UInt32.max)
            json.append(number: UInt64(UInt32(truncatingIfNeeded: value)))
        case .signed:
            json.append(number: Int64(bitPattern: value))
        default:
            isExact = isExact && value > 0
            json.append(number: value)
        }
    }

    private mutating func appendList(_ field: FieldShape, _ wire: inout WireReader) -> Bool {
        json.append(field: field.key)
        json.append("[")
        repeat {
            guard let element = wire.slice() else { return false }
            json.separate()
            if case .objects(let shape) = field.kind {
                json.append("{")
                guard append(element, shape) else { return false }
                json.append("}")
            } else {
                guard element.isUTF8 else { return false }
                json.append(string: element)
            }
        } while wire.take(field.number, .bytes)
        json.append("]")
        return true
    }

    private mutating func append(_ field: FieldShape, path bytes: UnsafeRawBufferPointer) {
        if case .root = field.kind {
            root = bytes
            append(field, absolute: bytes)
            return
        }
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: root)
        if !bytes.isEmpty {
            if scratch.last != UInt8(ascii: "/") { scratch.append(UInt8(ascii: "/")) }
            scratch.append(contentsOf: bytes)
        }
        // Moved out while it is read.
        let absolute = scratch
        absolute.withUnsafeBytes { append(field, absolute: $0) }
    }

    private mutating func append(_ field: FieldShape, absolute bytes: UnsafeRawBufferPointer) {
        json.append(field: field.key)
        if bytes.isUTF8 { return json.append(string: bytes) }
        json.append(string: String(decoding: bytes, as: UTF8.self))
        json.append(key: field.name, suffix: "_base64")
        json.append(base64: bytes)
    }

    private mutating func appendAbsent(_ field: FieldShape) {
        if case .root = field.kind { root = UnsafeRawBufferPointer(start: nil, count: 0) }
        guard field.isAlways else { return }
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        switch field.kind {
        case .flattened(let shape):
            for field in shape.fields { appendAbsent(field) }
        case .root, .path:
            append(field, path: nothing)
        default:
            json.append(field: field.key)
            switch field.kind {
            case .text: json.append("\"\"")
            case .texts, .objects: json.append("[]")
            default: json.append("0")
            }
        }
    }
}

extension EventJSON {
    /// One line without a newline; only for few events.
    package static func line(_ event: Event, at position: Position, time: String) -> String {
        var json = EventJSON()
        json.beginLine()
        json.append("position", position.rawValue)
        json.append("time", time)
        let bytes: [UInt8] = (try? event.serializedBytes()) ?? []
        _ = bytes.withUnsafeBytes { json.append(event: $0) }
        json.json.append("}")
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// A quoted JSON string; other rooms that print JSON use it too.
    package static func quoted(_ text: String) -> String {
        var json = JSONBytes()
        json.append(string: text)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
