extension Event {
    /// What happened, in a line for people.
    package var summary: String {
        switch body {
        case .rootAdded(let event): Self.place(event.root, event.mount)
        case .rootChanged(let event): Self.place(event.root, event.mount)
        case .rootLost(let event):
            Self.place(event.root, event.mount) + ": " + event.loss.sentence
        case .rootReturned(let event): Self.place(event.root, event.mount)
        case .rootRemoved(let event): Self.place(event.root, event.mount)
        case .rootRestored(let event): Self.place(event.root, event.mount)
        case .fileAdded(let event): Self.display(event.path)
        case .fileChanged(let event): Self.display(event.path)
        case .fileMoved(let event):
            Self.display(event.fromPath) + " → " + Self.display(event.path)
        case .fileRemoved(let event): Self.display(event.path)
        case .fileReturned(let event): Self.display(event.path)
        case .fileTouched(let event): Self.display(event.path)
        case .fileRestored(let event):
            Self.display(event.path) + (event.removed ? " (removed)" : "")
        case .trackDescribed(let event): Self.name(event)
        case .playlistDescribed(let event): event.name
        case .playlistChanged(let event): event.playlistID + ": " + Self.figures(event)
        case .playlistRemoved(let event): event.playlistID
        case .likedChanged(let event): "+\(event.added.count) −\(event.removed.count)"
        case .trackRestored(let event): Self.name(event.track)
        case .playlistRestored(let event): "\(event.playlist.name): \(event.items.count) items"
        case .likedRestored(let event): "\(event.provider): \(event.tracks.count) songs"
        case .matchPinned(let event): event.trackID + " = " + Self.display(event.file.path)
        case .matchRejected(let event): event.trackID + " ≠ " + Self.display(event.file.path)
        case .matchRestored(let event): Self.decided(event)
        case .journalGap(let event): Self.loss(event)
        case .journalRepaired(let event):
            "\(event.restored) events for "
                + event.gaps.map(Self.loss).joined(separator: "; ")
        case .watchInterrupted(let event): event.interruption.sentence
        case nil: "written by a later psm"
        }
    }

    private static func display(_ path: some Collection<UInt8>) -> String {
        String(decoding: path, as: UTF8.self)
    }

    private static func name(_ track: TrackDescribed) -> String {
        track.artists.joined(separator: ", ") + " - " + track.name
    }

    private static func decided(_ event: MatchRestored) -> String {
        let pinned = event.hasPinned ? [" = " + display(event.pinned.path)] : []
        let rejected = event.rejected.map { " ≠ " + display($0.path) }
        return event.trackID + (pinned + rejected).joined(separator: ",")
    }

    private static func place(_ root: some Collection<UInt8>, _ mount: some Collection<UInt8>)
        -> String
    {
        display(LibraryPath.join(root, mount))
    }

    private static func loss(_ gap: JournalGap) -> String {
        let positions = "\(gap.firstPosition) to \(gap.endPosition) (exclusive)"
        let lost =
            gap.firstPosition < gap.endPosition
            ? "positions \(positions) are lost" : "no position is lost"
        return
            "segment \(gap.segment), bytes \(gap.firstByte) to \(gap.endByte): \(gap.reason); \(lost)"
    }

    private static func figures(_ change: PlaylistChanged) -> String {
        let inserted = change.splices.reduce(0) { $0 + $1.inserted.count }
        let removed = change.splices.reduce(0) { $0 + Int($1.removed) }
        return "+\(inserted) −\(removed)"
    }
}
