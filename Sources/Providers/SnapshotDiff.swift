package import Events

/// Computes the events that record what a snapshot adds to the catalogue.
package enum SnapshotDiff {
    /// Passes the events that turn `known` into `snapshot` to `body`: tracks first, then each playlist
    /// in the snapshot's order, then removed playlists, then the liked songs. None for a snapshot
    /// with nothing new.
    ///
    /// ```
    /// try SnapshotDiff.changes(from: catalog, to: snapshot, partial: true) { bodies in
    ///     for body in bodies { try EventCodec.encode(Event(body), into: &batch) }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - partial: whether the snapshot is not the whole account, so that what it lacks stays.
    ///   - body: gets the events of one playlist together.
    /// - Throws: what `known` and `body` throw, and `PlaylistSpoolError`.
    package static func changes(
        from known: some KnownCatalog,
        to snapshot: AccountSnapshot,
        partial: Bool,
        _ body: ([Event.OneOf_Body]) throws -> Void
    ) throws {
        for track in snapshot.tracks {
            if try !known.isKnown(track) { try body([.trackDescribed(track)]) }
        }
        try snapshot.playlists?.forEach { playlist in
            let events = try events(from: known, to: playlist)
            if !events.isEmpty { try body(events) }
        }
        if let playlists = snapshot.playlists, !partial {
            try known.forEachPlaylistID(provider: snapshot.provider) { id in
                if playlists.index(of: id) != nil { return }
                var removed = PlaylistRemoved()
                removed.provider = snapshot.provider
                removed.playlistID = id
                try body([.playlistRemoved(removed)])
            }
        }
        if let liked = snapshot.liked {
            let before = try known.liked(provider: snapshot.provider)
            if var changed = likedChanged(from: before, to: liked, partial: partial) {
                changed.provider = snapshot.provider
                try body([.likedChanged(changed)])
            }
        }
    }

    private static func events(
        from known: some KnownCatalog,
        to playlist: PlaylistSnapshot
    ) throws -> [Event.OneOf_Body] {
        var events: [Event.OneOf_Body] = []
        let described = playlist.described
        let before = try known.playlist(
            provider: described.provider,
            id: described.playlistID
        )
        if before.map({ !isSame($0.described, described) }) ?? true {
            events.append(.playlistDescribed(described))
        }
        if let items = playlist.items {
            var changed = PlaylistChanged()
            changed.provider = described.provider
            changed.playlistID = described.playlistID
            changed.splices = SplicePlan.splices(from: before?.items ?? [], to: items)
            if !changed.splices.isEmpty { events.append(.playlistChanged(changed)) }
        }
        return events
    }

    /// Compares bytes: Swift treats names that differ only in their normal form as equal.
    private static func isSame(_ left: PlaylistDescribed, _ right: PlaylistDescribed) -> Bool {
        let texts = [left, right].map {
            [$0.name, $0.description_p, $0.ownerID, $0.ownerName, $0.snapshotID].map { TextKey($0) }
        }
        return left == right && texts[0] == texts[1]
    }

    /// `nil` if nothing changed. A track liked at another time is removed and added again.
    private static func likedChanged(
        from before: [LikedTrack],
        to after: [LikedTrack],
        partial: Bool
    ) -> LikedChanged? {
        let timesBefore = times(of: before)
        let timesAfter = times(of: after)
        var changed = LikedChanged()
        for track in before {
            switch timesAfter[TextKey(track.trackID)] {
            case nil where partial: continue
            case track.addedAtMs: continue
            default: changed.removed.append(track.trackID)
            }
        }
        changed.added = after.filter { timesBefore[TextKey($0.trackID)] != $0.addedAtMs }
        return changed.removed.isEmpty && changed.added.isEmpty ? nil : changed
    }

    private static func times(of liked: [LikedTrack]) -> [TextKey: Int64] {
        Dictionary(
            liked.map { (TextKey($0.trackID), $0.addedAtMs) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}
