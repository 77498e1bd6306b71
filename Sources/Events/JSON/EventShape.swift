/// What the JSON of a message looks like: its fields, by their numbers in `Schemas/events/v1`.
final class MessageShape: Sendable {
    let fields: [FieldShape]
    /// Theirs, to be searched without touching them.
    let numbers: [UInt64]

    /// - Parameter fields: by ascending number, which is the order in which they are serialised.
    init(_ fields: [FieldShape]) {
        self.fields = fields
        numbers = fields.map(\.number)
    }
}

/// A class, for it is passed on once for each field of each event.
final class FieldShape: Sendable {
    enum Kind: Sendable {
        case number
        /// Of 32 bits.
        case smallNumber
        case signed
        case fixed
        case flag
        case text
        case texts
        /// An enumeration, told by name; a number that has none is told as it is.
        case names([String])
        /// The absolute path that the next `path` is relative to.
        case root
        /// Relative on the wire, absolute in JSON.
        case path
        /// A message whose fields are told as the outer one's.
        case flattened(MessageShape)
        case objects(MessageShape)
        case object(MessageShape)
    }

    let number: UInt64
    let name: String
    let kind: Kind
    /// Told also where it is empty or 0.
    let isAlways: Bool
    /// `"name":`
    let key: [UInt8]
    let wireType: WireReader.WireType

    init(_ number: UInt64, _ name: String, _ kind: Kind, always: Bool = false) {
        self.number = number
        self.name = name
        self.kind = kind
        isAlways = always
        key = Array("\"\(name)\":".utf8)
        wireType =
            switch kind {
            case .number, .smallNumber, .flag, .names: .varint
            case .signed, .fixed: .fixed64
            case .text, .texts, .root, .path, .flattened, .objects, .object: .bytes
            }
    }
}

/// An event type: its number in the envelope, its name, its fields.
struct EventShape: Sendable {
    let number: UInt64
    let name: String
    let message: MessageShape
    /// `"type":"name"`
    let typeField: [UInt8]

    private init(_ number: UInt64, _ name: String, _ fields: [FieldShape]) {
        self.number = number
        self.name = name
        message = MessageShape(fields)
        typeField = Array("\"type\":\"\(name)\"".utf8)
    }

    /// `nil` for a type that is not in the table.
    static func of(_ number: UInt64) -> EventShape? {
        number < UInt64(byNumber.count) ? byNumber[Int(number)] : nil
    }

    private static let byNumber: [EventShape?] = {
        var table = [EventShape?](repeating: nil, count: 64)
        for shape in all { table[Int(shape.number)] = shape }
        return table
    }()

    /// A new event is one more row, below 64.
    static let all: [EventShape] = [
        EventShape(1, "root.added", place + [identity]),
        EventShape(2, "root.changed", place + [identity]),
        EventShape(3, "root.lost", place + loss),
        EventShape(4, "root.returned", place + [identity]),
        EventShape(5, "root.removed", place),
        EventShape(
            6,
            "root.restored",
            [.init(1, "root_id", .number, always: true)] + place(from: 2) + [identity(at: 4)]
        ),
        EventShape(10, "file.added", file(from: 1) + read(from: 3)),
        EventShape(11, "file.changed", [id] + file(from: 2) + read(from: 4)),
        EventShape(
            12,
            "file.moved",
            [id] + file(from: 2) + [
                .init(4, "from_root", .root, always: true),
                .init(5, "from", .path, always: true),
                .init(6, "stat", .flattened(stat), always: true),
            ]
        ),
        EventShape(13, "file.removed", [id] + file(from: 2)),
        EventShape(14, "file.returned", [id] + file(from: 2) + read(from: 4)),
        EventShape(
            15,
            "file.touched",
            [id] + file(from: 2) + [.init(4, "stat", .flattened(stat), always: true)]
        ),
        EventShape(
            16,
            "file.restored",
            [id] + file(from: 2) + read(from: 4) + [
                .init(6, "tags_digest", .fixed), .init(7, "removed", .flag),
            ]
        ),
        EventShape(20, "track.described", track),
        EventShape(21, "playlist.described", playlist),
        EventShape(
            22,
            "playlist.changed",
            playlistID + [.init(3, "splices", .objects(splice), always: true)]
        ),
        EventShape(23, "playlist.removed", playlistID),
        EventShape(
            24,
            "liked.changed",
            [
                .init(1, "provider", .text, always: true),
                .init(2, "removed", .texts, always: true),
                .init(3, "added", .objects(likedTrack), always: true),
            ]
        ),
        EventShape(
            25,
            "track.restored",
            [
                .init(1, "track", .flattened(MessageShape(track)), always: true),
                .init(2, "first_position", .number, always: true),
            ]
        ),
        EventShape(
            26,
            "playlist.restored",
            [
                .init(1, "playlist", .flattened(MessageShape(playlist)), always: true),
                .init(2, "items", .objects(playlistItem), always: true),
            ]
        ),
        EventShape(
            27,
            "liked.restored",
            [
                .init(1, "provider", .text, always: true),
                .init(2, "tracks", .objects(likedTrack), always: true),
            ]
        ),
        EventShape(30, "match.pinned", decision),
        EventShape(31, "match.rejected", decision),
        EventShape(
            32,
            "match.restored",
            [
                .init(1, "provider", .text, always: true),
                .init(2, "track_id", .text, always: true),
                .init(3, "pinned", .object(decidedFile)),
                .init(4, "rejected", .objects(decidedFile)),
            ]
        ),
        EventShape(40, "journal.gap", gap),
        EventShape(
            41,
            "journal.repaired",
            [
                .init(1, "gaps", .objects(MessageShape(gap)), always: true),
                .init(2, "restored", .number, always: true),
            ]
        ),
        EventShape(
            50,
            "watch.interrupted",
            [
                .init(1, "cause", .names(interruptionCauses), always: true),
                .init(2, "directory", .root), .init(3, "detail", .text),
                .init(4, "watched", .number), .init(5, "needed", .number),
                .init(6, "limit", .number), .init(7, "asleep_ms", .number),
            ]
        ),
    ]

    // MARK: What several have

    private static let id = FieldShape(1, "file_id", .number, always: true)
    private static let place = place(from: 1)
    private static let identity = identity(at: 3)

    private static func place(from number: UInt64) -> [FieldShape] {
        [.init(number, "root", .root, always: true), .init(number + 1, "mount", .path)]
    }

    private static func identity(at number: UInt64) -> FieldShape {
        FieldShape(
            number,
            "identity",
            .flattened(
                MessageShape([
                    .init(1, "inode", .number), .init(2, "file_system", .number),
                    .init(3, "birth_ns", .signed),
                ])
            )
        )
    }

    private static let loss: [FieldShape] = [
        .init(3, "reason", .text, always: true), .init(4, "cause", .names(lossCauses)),
        .init(5, "files_found", .number), .init(6, "files_known", .number),
    ]
    /// `RootLossCause`, by number.
    private static let lossCauses = [
        "unknown", "missing", "unreadable", "replaced", "not_mounted", "not_in_settings",
    ]

    private static func file(from number: UInt64) -> [FieldShape] {
        [
            .init(number, "root", .root, always: true),
            .init(number + 1, "path", .path, always: true),
        ]
    }

    private static func read(from number: UInt64) -> [FieldShape] {
        [
            .init(number, "stat", .flattened(stat), always: true),
            .init(number + 1, "tags", .flattened(tags)),
        ]
    }

    private static let stat = MessageShape([
        .init(1, "size", .number, always: true),
        .init(2, "mtime_ns", .signed, always: true),
        .init(3, "ctime_ns", .signed, always: true),
        .init(4, "inode", .number, always: true),
        .init(5, "device", .number, always: true),
    ])
    private static let tags = MessageShape([
        .init(1, "title", .text), .init(2, "artists", .texts), .init(3, "album", .text),
        .init(4, "album_artists", .texts), .init(5, "date", .text),
        .init(6, "year", .smallNumber), .init(7, "track_number", .smallNumber),
        .init(8, "disc_number", .smallNumber), .init(9, "genres", .texts),
        .init(10, "isrc", .text), .init(11, "musicbrainz_recording_id", .text),
        .init(12, "compilation", .flag), .init(20, "duration_ms", .smallNumber),
        .init(21, "bitrate_kbps", .smallNumber), .init(22, "sample_rate_hz", .smallNumber),
        .init(23, "channels", .smallNumber), .init(30, "error", .text),
    ])

    // MARK: Catalog and decisions

    private static let track: [FieldShape] = [
        .init(1, "provider", .text, always: true), .init(2, "track_id", .text, always: true),
        .init(3, "name", .text, always: true), .init(4, "artists", .texts),
        .init(5, "album", .text), .init(6, "album_artists", .texts),
        .init(7, "release_date", .text), .init(8, "duration_ms", .smallNumber),
        .init(9, "isrc", .text), .init(10, "track_number", .smallNumber),
        .init(11, "disc_number", .smallNumber), .init(12, "explicit", .flag),
        .init(13, "local", .flag),
    ]
    private static let playlistID: [FieldShape] = [
        .init(1, "provider", .text, always: true), .init(2, "playlist_id", .text, always: true),
    ]
    private static let playlist: [FieldShape] =
        playlistID + [
            .init(3, "name", .text, always: true), .init(4, "description", .text),
            .init(5, "owner_id", .text), .init(6, "owner_name", .text),
            .init(7, "snapshot_id", .text),
        ]
    private static let splice = MessageShape([
        .init(1, "offset", .smallNumber, always: true),
        .init(2, "removed", .smallNumber, always: true),
        .init(3, "inserted", .objects(playlistItem), always: true),
    ])
    private static let playlistItem = MessageShape([
        .init(1, "kind", .names(itemKinds)), .init(2, "track_id", .text, always: true),
        .init(3, "added_at_ms", .signed),
    ])
    private static let likedTrack = MessageShape([
        .init(1, "track_id", .text, always: true), .init(2, "added_at_ms", .signed),
    ])
    private static let decision: [FieldShape] = [
        .init(1, "provider", .text, always: true), .init(2, "track_id", .text, always: true),
        .init(3, "file", .flattened(decidedFile), always: true),
    ]
    private static let gap: [FieldShape] = [
        .init(1, "segment", .number, always: true), .init(2, "first_byte", .number, always: true),
        .init(3, "end_byte", .number, always: true),
        .init(4, "first_position", .number, always: true),
        .init(5, "end_position", .number, always: true), .init(6, "reason", .text, always: true),
    ]
    private static let decidedFile = MessageShape([
        .init(1, "file_id", .number, always: true), .init(2, "root", .root, always: true),
        .init(3, "path", .path, always: true), .init(4, "tags_digest", .fixed),
    ])

    /// `WatchInterruptionCause`, by number.
    private static let interruptionCauses = [
        "unknown", "queue_overflowed", "limit_reached", "unwatchable", "silent_file_system",
        "suspended", "root_missing",
    ]

    /// `ItemKind`, by number.
    private static let itemKinds = ["track", "local", "episode", "unavailable"]
}
