internal import Events
internal import FileIO
internal import Journal
package import SystemPackage

extension FuzzTarget {
    /// Inputs to begin from: what lies in `Schemas`, and what psm writes today.
    ///
    /// - Parameter schemas: the folder `Schemas`.
    package func seeds(schemas: FilePath) throws -> [[UInt8]] {
        switch self {
        case .frames: try FrameSeeds.all(schemas.appending("journal"))
        case .codec: try Self.events(schemas)
        case .playlists: PlaylistSeeds.all
        }
    }

    /// The golden events of all types.
    static func events(_ schemas: FilePath) throws -> [[UInt8]] {
        let files = PosixFileSystem()
        let directory = schemas.appending("events").appending("v1").appending("golden")
        return try files.list(directory).map { String(decoding: $0, as: UTF8.self) }.sorted()
            .map { name in
                let digits = try files.readAll(directory.appending(name)).filter { $0 > 0x20 }
                return stride(from: 0, to: digits.count - 1, by: 2).compactMap { start in
                    UInt8(String(decoding: digits[start..<start + 2], as: UTF8.self), radix: 16)
                }
            }
    }
}

/// Journals in the shape that `FrameFuzz` takes.
private enum FrameSeeds {
    private static let directory: FilePath = "/journal"

    static func all(_ golden: FilePath) throws -> [[UInt8]] {
        var seeds: [[UInt8]] = [[]]
        let files = PosixFileSystem()
        for version in try names(in: golden) {
            let place = golden.appending(version)
            let names = try Self.names(in: place)
            let segments = try names.filter { $0.hasSuffix(".journal") }.flatMap {
                try files.readAll(place.appending($0))
            }
            let head = try files.readAll(place.appending("head"))
            seeds += inputs(segments, head, isPacked: version != "v1")
        }
        for isPacked in [false, true] {
            let (segments, head) = try made(isPacked: isPacked)
            seeds += inputs(segments, head, isPacked: isPacked)
        }
        return seeds
    }

    private static func names(in directory: FilePath) throws -> [String] {
        try PosixFileSystem().list(directory).map { String(decoding: $0, as: UTF8.self) }.sorted()
    }

    /// Each of it as it is, and with all put right; with a head and without.
    private static func inputs(
        _ segments: [UInt8],
        _ head: [UInt8],
        isPacked: Bool
    ) -> [[UInt8]] {
        let packed: FrameFuzz.Mode = isPacked ? .isPacked : []
        let slots = [0, 512].filter { $0 + SealedBytes.headBytes <= head.count }.map {
            Array(head[$0..<$0 + SealedBytes.headBytes])
        }
        let bare: [FrameFuzz.Mode] = [[], [.isSealed], [.isSealed, .isPlaced]]
        let headed: [FrameFuzz.Mode] = [
            [.hasHead], [.hasHead, .isSealed, .isPlaced],
            [.hasHead, .isSealed, .isPlaced, .isHeadAtEnd],
        ]
        return bare.map { [$0.union(packed).rawValue] + segments }
            + headed.flatMap { mode in
                slots.map { [mode.union(packed).rawValue] + $0 + segments }
            }
    }

    /// Some appends, one of which LZ4 cannot shrink, and a gap.
    private static func made(isPacked: Bool) throws -> (segments: [UInt8], head: [UInt8]) {
        let files = MemoryFiles(directory: directory)
        var options = JournalOptions()
        options.segmentLimitBytes = 500
        let journal = Journal(
            directory: directory,
            fileSystem: files,
            options: options,
            clock: { 1_700_000_000_000_000_000 }
        )
        for number in UInt8(1)...6 {
            var batch = RecordBatch()
            for record in 0..<number {
                var payload = [UInt8](repeating: number, count: Int(record) * 9)
                if number == 3 { payload = (0..<40).map { $0 &* 151 &+ record } }
                batch.append(payload)
            }
            try journal.append(batch)
        }
        if isPacked { _ = try journal.pack() }
        return (
            Array(files.contents(ofFilesNamed: ".journal").joined()),
            files.contents(ofFilesNamed: "head").first ?? []
        )
    }
}

/// Files of playlists: both shapes of the Web API, escapes, what is skipped, and what is refused.
private enum PlaylistSeeds {
    static let all: [[UInt8]] = [
        #"{"playlists": [], "saved_tracks": []}"#,
        #"{"me": {"id": "u"}, "playlists": null, "saved_tracks": [{"added_at": null}]}"#,
        """
        {"me": {"id": "u", "display_name": "Ana"}, "playlists": [{"id": "p1", "name": "Is\\u006ca",
          "description": "d\\n\\ud83c\\udfb5", "owner": {"id": "u", "display_name": "Ana"},
          "snapshot_id": "s", "public": null, "tracks": {"href": "x", "total": 1, "next": null,
          "items": [{"added_at": "2020-05-07T03:15:00Z", "track": \(track)}]}}]}
        """,
        """
        {"playlists": [{"id": "p2", "name": "光", "items": {"total": 3, "items": [
          {"added_at": "2021-01-01T00:00:00Z", "item": \(track)}, {"item": null},
          {"item": {"type": "episode", "id": "e", "name": "E", "uri": "spotify:episode:e"}}]}}],
          "saved_tracks": [{"added_at": "2019-12-31T23:59:59Z", "track": \(track)},
          {"added_at": "2019-12-30T23:59:59.5+01:00", "track": \(local)}]}
        """,
        #"{"playlists": [{"id": "p", "name": "P", "tracks": {"total": 1e2, "items": []}}]}"#,
    ].map { [0xFF] + Array($0.utf8) }

    private static let track = """
        {"id": "t1", "name": "Café del Mar", "type": "track", "uri": "spotify:track:t1",
         "artists": [{"id": "a", "name": "Energy 52"}, {"id": null, "name": null}],
         "album": {"id": "b", "name": "Eivissa", "release_date": "1997-05-21",
           "artists": [{"name": "Various"}]}, "duration_ms": 443000, "explicit": true,
         "track_number": 3, "disc_number": 2, "is_local": false,
         "external_ids": {"isrc": "DEA339700100"}, "popularity": {"odd": [1, -2.5e-3, true]}}
        """
    private static let local = """
        {"id": null, "name": "Mine", "type": "track", "uri": "spotify:local:A:B:Mine:180",
         "artists": [{"name": "A"}], "album": {"name": "B"}, "duration_ms": 180000,
         "is_local": true}
        """
}
