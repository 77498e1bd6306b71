internal import FoundationEssentials
package import Journal

/// Events of a repair, each of which restates the whole state of one thing.
extension Event {
    package static func rootRestored(
        _ id: UInt64,
        _ root: [UInt8],
        _ mount: [UInt8],
        _ identity: DirectoryIdentity
    ) -> Event {
        var event = RootRestored()
        event.rootID = id
        event.root = Data(root)
        event.mount = Data(mount)
        event.identity = identity
        return Event(.rootRestored(event))
    }

    /// - Parameter tagsDigest: of the tags as they were read; the columns may not preserve them.
    package static func fileRestored(
        _ id: UInt64,
        at path: LibraryPath,
        _ stat: FileStat,
        _ tags: AudioTags,
        tagsDigest: UInt64,
        isRemoved: Bool
    ) -> Event {
        var event = FileRestored()
        event.fileID = id
        event.root = Data(path.root)
        event.path = Data(path.path)
        event.stat = stat
        event.tags = tags
        event.tagsDigest = tagsDigest
        event.removed = isRemoved
        return Event(.fileRestored(event))
    }

    package static func trackRestored(_ track: TrackDescribed, first: UInt64) -> Event {
        var event = TrackRestored()
        event.track = track
        event.firstPosition = first
        return Event(.trackRestored(event))
    }

    package static func playlistRestored(_ playlist: PlaylistDescribed, _ items: [PlaylistItem])
        -> Event
    {
        var event = PlaylistRestored()
        event.playlist = playlist
        event.items = items
        return Event(.playlistRestored(event))
    }

    package static func likedRestored(provider: String, _ tracks: [LikedTrack]) -> Event {
        var event = LikedRestored()
        event.provider = provider
        event.tracks = tracks
        return Event(.likedRestored(event))
    }

    package static func matchRestored(
        provider: String,
        trackID: String,
        pinned: DecidedFile?,
        rejected: [DecidedFile]
    ) -> Event {
        var event = MatchRestored()
        event.provider = provider
        event.trackID = trackID
        if let pinned { event.pinned = pinned }
        event.rejected = rejected
        return Event(.matchRestored(event))
    }

    package static func journalRepaired(_ gaps: [Gap], restoredCount: Int) -> Event {
        var event = JournalRepaired()
        event.gaps = gaps.map { JournalGap($0) }
        event.restored = UInt64(clamping: restoredCount)
        return Event(.journalRepaired(event))
    }
}
