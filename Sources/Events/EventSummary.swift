internal import Messages

/// Parts of the summaries in `EventType.allCases`.
extension EventType {
    static func display(_ path: some Collection<UInt8>) -> String {
        String(decoding: path, as: UTF8.self)
    }

    static func place(_ root: some Collection<UInt8>, _ mount: some Collection<UInt8>) -> String {
        display(LibraryPath.join(root, mount))
    }

    static func trackName(_ track: TrackDescribed) -> String {
        track.artists.joined(separator: ", ") + " - " + track.name
    }

    static func decided(_ event: MatchRestored) -> String {
        let pinned = event.hasPinned ? [" = " + display(event.pinned.path)] : []
        let rejected = event.rejected.map { " ≠ " + display($0.path) }
        return event.trackID + (pinned + rejected).joined(separator: ",")
    }

    static func lost(_ gap: JournalGap) -> String {
        let positions = "\(gap.firstPosition) to \(gap.endPosition) (exclusive)"
        let lost =
            gap.firstPosition < gap.endPosition
            ? "positions \(positions) are lost" : "no position is lost"
        let bytes = "bytes \(gap.firstByte) to \(gap.endByte)"
        return "segment \(gap.segment), \(bytes): \(gap.reason); \(lost)"
    }

    static func step(_ event: JournalClockRepaired) -> String {
        let (step, overflow) = event.reachedNs.subtractingReportingOverflow(event.clockNs)
        return Text.roughly(nanoseconds: overflow ? .max : step)
    }

    static func figures(_ change: PlaylistChanged) -> String {
        let inserted = change.splices.reduce(0) { $0 + $1.inserted.count }
        let removed = change.splices.reduce(0) { $0 + Int($1.removed) }
        return "+\(inserted) −\(removed)"
    }
}
