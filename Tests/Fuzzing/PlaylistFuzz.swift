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
        let new = try SnapshotDiff.events(from: Known(nil), to: snapshot, partial: false)
        let again = try SnapshotDiff.events(from: Known(snapshot), to: snapshot, partial: false)
        try FuzzFailure.require(again.isEmpty, "told again: \(again.count) of \(new.count) events")
    }

    /// A catalogue that holds what a snapshot said, or nothing.
    private struct Known: KnownCatalog {
        private let snapshot: AccountSnapshot?

        init(_ snapshot: AccountSnapshot?) {
            self.snapshot = snapshot
        }

        func isKnown(_ track: TrackDescribed) -> Bool {
            snapshot?.tracks.contains(track) ?? false
        }

        func playlistIDs(provider: String) -> [String] {
            snapshot?.playlists?.map(\.described.playlistID) ?? []
        }

        func playlist(
            provider: String,
            id: String
        ) -> (described: PlaylistDescribed, items: [PlaylistItem])? {
            let found = snapshot?.playlists?.first {
                $0.described.playlistID.utf8.elementsEqual(id.utf8)
            }
            return found.map { ($0.described, $0.items ?? []) }
        }

        func liked(provider: String) -> [LikedTrack] {
            snapshot?.liked ?? []
        }
    }
}
