internal import Events
internal import Journal
internal import SwiftProtobuf

/// The payload of a record: the codec says what the general decoder says, and whatever it is, it can
/// be named, summed up and printed.
enum CodecFuzz {
    /// An event that every decoder meets before the input, to be remembered from.
    private static let before: [UInt8] = {
        var tags = AudioTags()
        tags.album = "An album"
        tags.artists = ["Nora Vale"]
        tags.genres = ["Folk"]
        let path = LibraryPath(root: Array("/music".utf8), path: Array("a.flac".utf8))
        return (try? Event.fileAdded(at: path, FileStat(), tags).serializedBytes()) ?? []
    }()

    static func run(_ input: [UInt8]) throws {
        let general = decodedInGeneral(input)
        let found = input.withUnsafeBytes { try? EventCodec.decode($0, at: .zero) }
        try FuzzFailure.require(found == general, "decoded otherwise than in general")
        try FuzzFailure.require(decodedInARow(input) == general, "decoded otherwise in a row")
        if let general {
            try encode(general)
            try name(general, input)
        }
        try print(input, general)
        input.withUnsafeBytes { _ = GapCoding.events.decode($0) }
    }

    private static func decodedInGeneral(_ input: [UInt8]) -> Event? {
        guard !input.isEmpty, var event = try? Event(serializedBytes: input) else { return nil }
        Upcasters.all.upcast(&event)
        return event
    }

    private static func decodedInARow(_ input: [UInt8]) -> Event? {
        var decoder = EventDecoder()
        before.withUnsafeBytes { _ = try? decoder.decode($0, at: .zero) }
        return input.withUnsafeBytes { try? decoder.decode($0, at: .zero) }
    }

    private static func encode(_ event: Event) throws {
        let bytes: [UInt8] = try event.serializedBytes()
        var (fast, general) = (RecordBatch(), RecordBatch())
        try EventCodec.encode(event, into: &fast)
        general.append(bytes)
        try FuzzFailure.require(fast == general, "encoded otherwise than in general")
        let again = bytes.withUnsafeBytes { try? EventCodec.decode($0, at: .zero) }
        try FuzzFailure.require(
            again == event || bytes.isEmpty,
            "what was encoded is decoded otherwise"
        )
    }

    private static func name(_ event: Event, _ input: [UInt8]) throws {
        let name = input.withUnsafeBytes { EventType.name(of: $0) }
        try FuzzFailure.require(name == event.typeName, "\(name), but it is \(event.typeName)")
        try FuzzFailure.require(EventType.names.contains(name), "\(name) is no type")
        _ = event.summary
        _ = event.paths
    }

    /// A line of JSON is one line of UTF-8, and tells what is no event.
    private static func print(_ input: [UInt8], _ general: Event?) throws {
        var json = EventJSON()
        json.beginLine()
        let isEvent = input.withUnsafeBytes { json.append(event: $0) }
        json.endLine()
        try FuzzFailure.require(isEvent == (general != nil), "printed, but not decoded")
        try FuzzFailure.require(
            String(validating: json.bytes, as: UTF8.self) != nil,
            "a line that is not UTF-8"
        )
        let newLines = json.bytes.count { $0 == 0x0A }
        try FuzzFailure.require(newLines == 1 && json.bytes.last == 0x0A, "not one line")
    }
}
