internal import FoundationEssentials

/// Events about files.
extension Event {
    package static func fileAdded(at path: LibraryPath, _ stat: FileStat, _ tags: AudioTags)
        -> Event
    {
        var event = FileAdded()
        event.root = Data(path.root)
        event.path = Data(path.path)
        event.stat = stat
        event.tags = tags
        return Event(.fileAdded(event))
    }

    package static func fileChanged(
        _ id: UInt64,
        at path: LibraryPath,
        _ stat: FileStat,
        _ tags: AudioTags
    ) -> Event {
        var event = FileChanged()
        event.fileID = id
        event.root = Data(path.root)
        event.path = Data(path.path)
        event.stat = stat
        event.tags = tags
        return Event(.fileChanged(event))
    }

    package static func fileReturned(
        _ id: UInt64,
        at path: LibraryPath,
        _ stat: FileStat,
        _ tags: AudioTags
    ) -> Event {
        var event = FileReturned()
        event.fileID = id
        event.root = Data(path.root)
        event.path = Data(path.path)
        event.stat = stat
        event.tags = tags
        return Event(.fileReturned(event))
    }

    package static func fileMoved(
        _ id: UInt64,
        from: LibraryPath,
        to path: LibraryPath,
        _ stat: FileStat
    ) -> Event {
        var event = FileMoved()
        event.fileID = id
        event.root = Data(path.root)
        event.path = Data(path.path)
        event.fromRoot = Data(from.root)
        event.fromPath = Data(from.path)
        event.stat = stat
        return Event(.fileMoved(event))
    }

    package static func fileTouched(_ id: UInt64, at path: LibraryPath, _ stat: FileStat) -> Event {
        var event = FileTouched()
        event.fileID = id
        event.root = Data(path.root)
        event.path = Data(path.path)
        event.stat = stat
        return Event(.fileTouched(event))
    }

    package static func fileRemoved(_ id: UInt64, from path: LibraryPath) -> Event {
        var event = FileRemoved()
        event.fileID = id
        event.root = Data(path.root)
        event.path = Data(path.path)
        return Event(.fileRemoved(event))
    }
}
