import Events
import Foundation
import Journal

/// One of each event, as it is written today, every field filled, with a path that is not UTF-8.
enum SampleEvents {
    private static let path = LibraryPath(
        root: Array("/music".utf8),
        path: Array("a/".utf8) + [0xFF, 0xE9] + Array(".flac".utf8)
    )
    private static let root = Array("/music".utf8)
    private static let mount = Array("usb".utf8)

    private static var stat: FileStat {
        var stat = FileStat()
        stat.sizeBytes = 4_321
        stat.mtimeNs = 1_700_000_000_123_456_789
        stat.ctimeNs = -5
        stat.inode = 1 << 40
        stat.device = 66_306
        return stat
    }

    private static var tags: AudioTags {
        var tags = AudioTags()
        tags.title = "Ljós 光 Свет"
        tags.artists = ["Nora Vale", "Ágústa Lind"]
        tags.album = "Samples"
        tags.albumArtists = ["Nora Vale"]
        tags.date = "2019-04-05"
        tags.year = 2_019
        tags.trackNumber = 3
        tags.discNumber = 1
        tags.genres = ["Folk"]
        tags.isrc = "QZPSM1900003"
        tags.musicbrainzRecordingID = "0f0e0d0c-0b0a-4908-8706-050403020100"
        tags.compilation = true
        tags.durationMs = 61_234
        tags.bitrateKbps = 320
        tags.sampleRateHz = 44_100
        tags.channels = 2
        tags.error = "an error"
        return tags
    }

    private static var identity: DirectoryIdentity {
        var identity = DirectoryIdentity()
        identity.inode = 2
        identity.fileSystem = 0xFEED_FACE_CAFE_BEEF
        identity.birthNs = 1_600_000_000_000_000_000
        return identity
    }

    private static var track: TrackDescribed {
        var track = TrackDescribed()
        track.provider = "spotify"
        track.trackID = "4uLU6hMCjMI75M1A2tKUQC"
        track.name = "Harbour\n\"Live\""
        track.artists = ["Nora Vale"]
        track.album = "Samples"
        track.albumArtists = ["Various"]
        track.releaseDate = "2019"
        track.durationMs = 180_000
        track.isrc = "QZPSM1900003"
        track.trackNumber = 7
        track.discNumber = 2
        track.explicit = true
        track.local = true
        return track
    }

    private static var playlist: PlaylistDescribed {
        var playlist = PlaylistDescribed()
        playlist.provider = "spotify"
        playlist.playlistID = "37i9dQZF1DX"
        playlist.name = "Road"
        playlist.description_p = "For the road"
        playlist.ownerID = "owner"
        playlist.ownerName = "Owner"
        playlist.snapshotID = "s1"
        return playlist
    }

    private static var change: PlaylistChanged {
        var item = PlaylistItem()
        item.kind = .episode
        item.trackID = "e1"
        item.addedAtMs = 1_700_000_000_000
        var splice = Splice()
        splice.offset = 3
        splice.removed = 2
        splice.inserted = [item, PlaylistItem()]
        var change = PlaylistChanged()
        change.provider = "spotify"
        change.playlistID = "37i9dQZF1DX"
        change.splices = [splice]
        return change
    }

    private static var playlistRemoved: PlaylistRemoved {
        var removed = PlaylistRemoved()
        removed.provider = "spotify"
        removed.playlistID = "37i9dQZF1DX"
        return removed
    }

    private static var liked: LikedChanged {
        var track = LikedTrack()
        track.trackID = "t2"
        track.addedAtMs = 1_700_000_000_000
        var liked = LikedChanged()
        liked.provider = "spotify"
        liked.removed = ["t1"]
        liked.added = [track]
        return liked
    }

    private static let gap = Gap(
        segment: Position(4_096),
        bytes: 812..<1_204,
        positions: Position(4_100)..<Position(4_103),
        reason: "a frame's bytes do not match their checksum"
    )

    /// With all fields, which no loss needs at once.
    private static var rootLost: Event {
        var lost = RootLost()
        lost.root = Data(root)
        lost.mount = Data(mount)
        lost.reason = "why"
        lost.cause = .notMounted
        lost.filesFound = 12
        lost.filesKnown = 80
        return Event(.rootLost(lost))
    }

    /// With all fields, which no interruption needs at once.
    private static var watchInterrupted: Event {
        var interrupted = WatchInterrupted()
        interrupted.cause = .limitReached
        interrupted.directory = Data(root)
        interrupted.detail = "why"
        interrupted.watched = 65_536
        interrupted.needed = 83_334
        interrupted.limit = 65_536
        interrupted.asleepMs = 3_600_000
        return Event(.watchInterrupted(interrupted))
    }

    private static let decided = DecidedFile(id: 7, path: path, tagsDigest: 0x0123_4567_89AB_CDEF)

    static var all: [Event] {
        [
            .rootAdded(root, [], identity),
            .rootChanged(root, mount, identity),
            rootLost,
            .rootReturned(root, mount, identity),
            .rootRemoved(root, []),
            .rootRestored(3, root, mount, identity),
            .fileAdded(at: path, stat, tags),
            .fileChanged(7, at: path, stat, tags),
            .fileMoved(7, from: path, to: LibraryPath(root: root, path: [0x62]), stat),
            .fileRemoved(7, from: path),
            .fileReturned(7, at: path, stat, tags),
            .fileTouched(7, at: path, stat),
            .fileRestored(
                7,
                at: path,
                stat,
                tags,
                tagsDigest: 0x0123_4567_89AB_CDEF,
                isRemoved: true
            ),
            Event(.trackDescribed(track)),
            Event(.playlistDescribed(playlist)),
            Event(.playlistChanged(change)),
            Event(.playlistRemoved(playlistRemoved)),
            Event(.likedChanged(liked)),
            .trackRestored(track, first: 9),
            .playlistRestored(playlist, change.splices[0].inserted),
            .likedRestored(provider: "spotify", liked.added),
            .matchPinned(provider: "spotify", trackID: "t1", decided),
            .matchRejected(provider: "spotify", trackID: "t1", decided),
            .matchRestored(
                provider: "spotify",
                trackID: "t1",
                pinned: decided,
                rejected: [decided, DecidedFile(id: 8, path: path, tagsDigest: 0)]
            ),
            .journalGap(gap),
            .journalRepaired([gap, gap], restoredCount: 3),
            .journalClockRepaired(
                reached: JournalTime(nanosecondsSinceEpoch: 1_900_000_000_000_000_000),
                clock: JournalTime(nanosecondsSinceEpoch: 1_700_000_000_000_000_000)
            ),
            watchInterrupted,
        ]
    }
}
