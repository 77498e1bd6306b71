internal import FoundationEssentials

/// Events about the user's decisions on matches.
extension Event {
    package static func matchPinned(provider: String, trackID: String, _ file: DecidedFile) -> Event
    {
        var event = MatchPinned()
        event.provider = provider
        event.trackID = trackID
        event.file = file
        return Event(.matchPinned(event))
    }

    package static func matchRejected(provider: String, trackID: String, _ file: DecidedFile)
        -> Event
    {
        var event = MatchRejected()
        event.provider = provider
        event.trackID = trackID
        event.file = file
        return Event(.matchRejected(event))
    }
}

extension DecidedFile {
    package init(id: UInt64, path: LibraryPath, tagsDigest: UInt64) {
        self.init()
        fileID = id
        root = Data(path.root)
        self.path = Data(path.path)
        self.tagsDigest = tagsDigest
    }
}
