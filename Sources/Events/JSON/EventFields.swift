/// The fields of the events in `EventType.allCases`, and those that several have in common.
///
/// Each message of `Schemas/events/v1` is described once: here, or in the list if only one event
/// has it.
extension EventType {
    // MARK: Roots

    static let place = place(from: 1)
    static let identity = identity(at: 3)

    static func place(from number: UInt64) -> [FieldShape] {
        [.init(number, "root", .root, always: true), .init(number + 1, "mount", .path)]
    }

    static func identity(at number: UInt64) -> FieldShape {
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

    static let loss: [FieldShape] = [
        .init(3, "reason", .text, always: true), .init(4, "cause", .names(lossCauses)),
        .init(5, "files_found", .number), .init(6, "files_known", .number),
    ]
    /// `RootLossCause`, by number.
    private static let lossCauses = [
        "unknown", "missing", "unreadable", "replaced", "not_mounted", "not_in_settings",
    ]

    // MARK: Files

    static let fileID = FieldShape(1, "file_id", .number, always: true)

    static func file(from number: UInt64) -> [FieldShape] {
        [
            .init(number, "root", .root, always: true),
            .init(number + 1, "path", .path, always: true),
        ]
    }

    /// The location of a file before it moved.
    static func origin(from number: UInt64) -> [FieldShape] {
        [
            .init(number, "from_root", .root, always: true),
            .init(number + 1, "from", .path, always: true),
        ]
    }

    /// What was read from a file.
    static func read(from number: UInt64) -> [FieldShape] {
        [stat(at: number), .init(number + 1, "tags", .flattened(tags))]
    }

    static func stat(at number: UInt64) -> FieldShape {
        .init(number, "stat", .flattened(stat), always: true)
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

    // MARK: Catalog

    static let provider = FieldShape(1, "provider", .text, always: true)
    static let trackID = [provider, .init(2, "track_id", .text, always: true)]
    static let playlistID = [provider, .init(2, "playlist_id", .text, always: true)]

    static let track: [FieldShape] =
        trackID + [
            .init(3, "name", .text, always: true), .init(4, "artists", .texts),
            .init(5, "album", .text), .init(6, "album_artists", .texts),
            .init(7, "release_date", .text), .init(8, "duration_ms", .smallNumber),
            .init(9, "isrc", .text), .init(10, "track_number", .smallNumber),
            .init(11, "disc_number", .smallNumber), .init(12, "explicit", .flag),
            .init(13, "local", .flag),
        ]
    static let playlist: [FieldShape] =
        playlistID + [
            .init(3, "name", .text, always: true), .init(4, "description", .text),
            .init(5, "owner_id", .text), .init(6, "owner_name", .text),
            .init(7, "snapshot_id", .text),
        ]
    static let splice = MessageShape([
        .init(1, "offset", .smallNumber, always: true),
        .init(2, "removed", .smallNumber, always: true),
        .init(3, "inserted", .objects(playlistItem), always: true),
    ])
    static let playlistItem = MessageShape([
        .init(1, "kind", .names(itemKinds)), .init(2, "track_id", .text, always: true),
        .init(3, "added_at_ms", .signed),
    ])
    /// `ItemKind`, by number.
    private static let itemKinds = ["track", "local", "episode", "unavailable"]
    static let likedTrack = MessageShape([
        .init(1, "track_id", .text, always: true), .init(2, "added_at_ms", .signed),
    ])

    // MARK: Decisions

    static let decidedFile = MessageShape([
        .init(1, "file_id", .number, always: true), .init(2, "root", .root, always: true),
        .init(3, "path", .path, always: true), .init(4, "tags_digest", .fixed),
    ])

    // MARK: The journal and the watch

    static let gap: [FieldShape] = [
        .init(1, "segment", .number, always: true), .init(2, "first_byte", .number, always: true),
        .init(3, "end_byte", .number, always: true),
        .init(4, "first_position", .number, always: true),
        .init(5, "end_position", .number, always: true), .init(6, "reason", .text, always: true),
    ]
    static let interruption: [FieldShape] = [
        .init(1, "cause", .names(interruptionCauses), always: true),
        .init(2, "directory", .root), .init(3, "detail", .text),
        .init(4, "watched", .number), .init(5, "needed", .number),
        .init(6, "limit", .number), .init(7, "asleep_ms", .number),
    ]
    /// `WatchInterruptionCause`, by number.
    private static let interruptionCauses = [
        "unknown", "queue_overflowed", "limit_reached", "unwatchable", "silent_file_system",
        "suspended", "root_missing",
    ]
}
