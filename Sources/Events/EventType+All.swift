extension EventType: CaseIterable {
    /// All event types, by ascending number. To add an event, add a message to `Schemas/events/v1`
    /// and an entry here.
    package static let allCases: [EventType] =
        roots + files + catalog + decisions + journal + watch

    // MARK: Roots

    private static let roots: [EventType] = [
        EventType(
            1,
            "root.added",
            \.rootAdded,
            fields: place + [identity],
            summary: { place($0.root, $0.mount) },
            paths: { [LibraryPath.join($0.root, $0.mount)] }
        ),
        EventType(
            2,
            "root.changed",
            \.rootChanged,
            fields: place + [identity],
            summary: { place($0.root, $0.mount) },
            paths: { [LibraryPath.join($0.root, $0.mount)] }
        ),
        EventType(
            3,
            "root.lost",
            \.rootLost,
            fields: place + loss,
            summary: { place($0.root, $0.mount) + ": " + $0.loss.sentence },
            paths: { [LibraryPath.join($0.root, $0.mount)] },
            upcasters: [{ RootLostUpcaster.upcast(&$0.rootLost) }]
        ),
        EventType(
            4,
            "root.returned",
            \.rootReturned,
            fields: place + [identity],
            summary: { place($0.root, $0.mount) },
            paths: { [LibraryPath.join($0.root, $0.mount)] }
        ),
        EventType(
            5,
            "root.removed",
            \.rootRemoved,
            fields: place,
            summary: { place($0.root, $0.mount) },
            paths: { [LibraryPath.join($0.root, $0.mount)] }
        ),
        EventType(
            6,
            "root.restored",
            \.rootRestored,
            fields: [.init(1, "root_id", .number, always: true)] + place(from: 2) + [
                identity(at: 4)
            ],
            summary: { place($0.root, $0.mount) },
            paths: { [LibraryPath.join($0.root, $0.mount)] }
        ),
    ]

    // MARK: Files

    private static let files: [EventType] = [
        EventType(
            10,
            "file.added",
            \.fileAdded,
            fields: file(from: 1) + read(from: 3),
            summary: { display($0.path) },
            paths: { [LibraryPath.join($0.root, $0.path)] }
        ),
        EventType(
            11,
            "file.changed",
            \.fileChanged,
            fields: [fileID] + file(from: 2) + read(from: 4),
            summary: { display($0.path) },
            paths: { [LibraryPath.join($0.root, $0.path)] }
        ),
        EventType(
            12,
            "file.moved",
            \.fileMoved,
            fields: [fileID] + file(from: 2) + origin(from: 4) + [stat(at: 6)],
            summary: { display($0.fromPath) + " → " + display($0.path) },
            paths: {
                [LibraryPath.join($0.root, $0.path), LibraryPath.join($0.fromRoot, $0.fromPath)]
            }
        ),
        EventType(
            13,
            "file.removed",
            \.fileRemoved,
            fields: [fileID] + file(from: 2),
            summary: { display($0.path) },
            paths: { [LibraryPath.join($0.root, $0.path)] }
        ),
        EventType(
            14,
            "file.returned",
            \.fileReturned,
            fields: [fileID] + file(from: 2) + read(from: 4),
            summary: { display($0.path) },
            paths: { [LibraryPath.join($0.root, $0.path)] }
        ),
        EventType(
            15,
            "file.touched",
            \.fileTouched,
            fields: [fileID] + file(from: 2) + [stat(at: 4)],
            summary: { display($0.path) },
            paths: { [LibraryPath.join($0.root, $0.path)] }
        ),
        EventType(
            16,
            "file.restored",
            \.fileRestored,
            fields: [fileID] + file(from: 2) + read(from: 4) + [
                .init(6, "tags_digest", .fixed), .init(7, "removed", .flag),
            ],
            summary: { display($0.path) + ($0.removed ? " (removed)" : "") },
            paths: { [LibraryPath.join($0.root, $0.path)] }
        ),
    ]

    // MARK: Catalog

    private static let catalog: [EventType] = [
        EventType(
            20,
            "track.described",
            \.trackDescribed,
            fields: track,
            summary: { trackName($0) }
        ),
        EventType(
            21,
            "playlist.described",
            \.playlistDescribed,
            fields: playlist,
            summary: { $0.name }
        ),
        EventType(
            22,
            "playlist.changed",
            \.playlistChanged,
            fields: playlistID + [.init(3, "splices", .objects(splice), always: true)],
            summary: { $0.playlistID + ": " + figures($0) }
        ),
        EventType(
            23,
            "playlist.removed",
            \.playlistRemoved,
            fields: playlistID,
            summary: { $0.playlistID }
        ),
        EventType(
            24,
            "liked.changed",
            \.likedChanged,
            fields: [
                provider, .init(2, "removed", .texts, always: true),
                .init(3, "added", .objects(likedTrack), always: true),
            ],
            summary: { "+\($0.added.count) −\($0.removed.count)" }
        ),
        EventType(
            25,
            "track.restored",
            \.trackRestored,
            fields: [
                .init(1, "track", .flattened(MessageShape(track)), always: true),
                .init(2, "first_position", .number, always: true),
            ],
            summary: { trackName($0.track) }
        ),
        EventType(
            26,
            "playlist.restored",
            \.playlistRestored,
            fields: [
                .init(1, "playlist", .flattened(MessageShape(playlist)), always: true),
                .init(2, "items", .objects(playlistItem), always: true),
            ],
            summary: { "\($0.playlist.name): \($0.items.count) items" }
        ),
        EventType(
            27,
            "liked.restored",
            \.likedRestored,
            fields: [provider, .init(2, "tracks", .objects(likedTrack), always: true)],
            summary: { "\($0.provider): \($0.tracks.count) songs" }
        ),
    ]

    // MARK: Decisions

    private static let decisions: [EventType] = [
        EventType(
            30,
            "match.pinned",
            \.matchPinned,
            fields: trackID + [.init(3, "file", .flattened(decidedFile), always: true)],
            summary: { $0.trackID + " = " + display($0.file.path) },
            paths: { [LibraryPath.join($0.file.root, $0.file.path)] }
        ),
        EventType(
            31,
            "match.rejected",
            \.matchRejected,
            fields: trackID + [.init(3, "file", .flattened(decidedFile), always: true)],
            summary: { $0.trackID + " ≠ " + display($0.file.path) },
            paths: { [LibraryPath.join($0.file.root, $0.file.path)] }
        ),
        EventType(
            32,
            "match.restored",
            \.matchRestored,
            fields: trackID + [
                .init(3, "pinned", .object(decidedFile)),
                .init(4, "rejected", .objects(decidedFile)),
            ],
            summary: { decided($0) },
            paths: {
                (($0.hasPinned ? [$0.pinned] : []) + $0.rejected).map {
                    LibraryPath.join($0.root, $0.path)
                }
            }
        ),
    ]

    // MARK: The journal

    private static let journal: [EventType] = [
        EventType(
            40,
            "journal.gap",
            \.journalGap,
            fields: gap,
            summary: { lost($0) }
        ),
        EventType(
            41,
            "journal.repaired",
            \.journalRepaired,
            fields: [
                .init(1, "gaps", .objects(MessageShape(gap)), always: true),
                .init(2, "restored", .number, always: true),
            ],
            summary: { "\($0.restored) events for " + $0.gaps.map(lost).joined(separator: "; ") }
        ),
        EventType(
            42,
            "journal.clock_repaired",
            \.journalClockRepaired,
            fields: [
                .init(1, "reached_ns", .signed, always: true),
                .init(2, "clock_ns", .signed, always: true),
            ],
            summary: { "the journal's time goes back by \(step($0)), to the clock's" }
        ),
    ]

    // MARK: The watch

    private static let watch: [EventType] = [
        EventType(
            50,
            "watch.interrupted",
            \.watchInterrupted,
            fields: interruption,
            summary: { $0.interruption.sentence },
            paths: { $0.directory.isEmpty ? [] : [Array($0.directory)] }
        )
    ]
}
