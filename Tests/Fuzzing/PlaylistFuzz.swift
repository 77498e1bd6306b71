import Events
import Formats
import Providers

/// A file of playlists: read as a whole or refused, and alike wherever its reads end.
///
/// The first byte says how much one read gives; the file is the rest.
enum PlaylistFuzz {
    static func run(_ input: [UInt8]) throws {
        guard let first = input.first else { return }
        let file = Array(input.dropFirst())
        for format in ImportFormatList.standard {
            let isRecognised = format.recognises(head: Array(file.prefix(PlaylistFile.headBytes)))
            let whole = read(file, format, largestRead: Int.max)
            let inParts = read(file, format, largestRead: 1 + Int(first))
            try FuzzFailure.require(whole == inParts, "read otherwise where reads are short")
            switch whole {
            case .success(let snapshot):
                try FuzzFailure.require(isRecognised, "read, but not recognised")
                try diff(snapshot)
            case .failure:
                break
            }
        }
    }

    private static func read(
        _ file: [UInt8],
        _ format: any ImportFormat,
        largestRead: Int
    ) -> Result<AccountSnapshot, PlaylistFileProblem> {
        do throws(PlaylistFileProblem) {
            return .success(try format.read(ByteSource(bytes: file, largestRead: largestRead)))
        } catch {
            return .failure(error)
        }
    }

    /// What a snapshot tells is told once: the catalogue that it made learns nothing from it.
    private static func diff(_ snapshot: AccountSnapshot) throws {
        let new = try changes(from: Known(), to: snapshot)
        let again = try changes(from: Known(snapshot), to: snapshot)
        try FuzzFailure.require(again.isEmpty, "told again: \(again.count) of \(new.count) events")
    }

    private static func changes(
        from known: Known,
        to snapshot: AccountSnapshot
    ) throws -> [Event.OneOf_Body] {
        var events: [Event.OneOf_Body] = []
        try SnapshotDiff.changes(from: known, to: snapshot, partial: false) { events += $0 }
        return events
    }

    /// A catalogue that holds what a snapshot said, or nothing.
    private struct Known: KnownCatalog {
        private var snapshot: AccountSnapshot?
        private var playlists: [PlaylistSnapshot] = []

        init() {}

        init(_ snapshot: AccountSnapshot) throws {
            self.snapshot = snapshot
            try snapshot.playlists?.forEach { playlists.append($0) }
        }

        func isKnown(_ track: TrackDescribed) -> Bool {
            snapshot?.tracks.contains(track) ?? false
        }

        func forEachPlaylistID(provider: String, _ body: (String) throws -> Void) rethrows {
            for playlist in playlists { try body(playlist.described.playlistID) }
        }

        func playlist(
            provider: String,
            id: String
        ) -> (described: PlaylistDescribed, items: [PlaylistItem])? {
            let found = playlists.first {
                $0.described.playlistID.utf8.elementsEqual(id.utf8)
            }
            return found.map { ($0.described, $0.items ?? []) }
        }

        func liked(provider: String) -> [LikedTrack] {
            snapshot?.liked ?? []
        }
    }
}
