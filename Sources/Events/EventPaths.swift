extension Event {
    /// The absolute paths that the event is about: of a move, to and from.
    package var paths: [[UInt8]] {
        switch body {
        case .rootAdded(let event): [LibraryPath.join(event.root, event.mount)]
        case .rootChanged(let event): [LibraryPath.join(event.root, event.mount)]
        case .rootLost(let event): [LibraryPath.join(event.root, event.mount)]
        case .rootReturned(let event): [LibraryPath.join(event.root, event.mount)]
        case .rootRemoved(let event): [LibraryPath.join(event.root, event.mount)]
        case .rootRestored(let event): [LibraryPath.join(event.root, event.mount)]
        case .fileAdded(let event): [LibraryPath.join(event.root, event.path)]
        case .fileChanged(let event): [LibraryPath.join(event.root, event.path)]
        case .fileMoved(let event):
            [
                LibraryPath.join(event.root, event.path),
                LibraryPath.join(event.fromRoot, event.fromPath),
            ]
        case .fileRemoved(let event): [LibraryPath.join(event.root, event.path)]
        case .fileReturned(let event): [LibraryPath.join(event.root, event.path)]
        case .fileTouched(let event): [LibraryPath.join(event.root, event.path)]
        case .fileRestored(let event): [LibraryPath.join(event.root, event.path)]
        case .matchPinned(let event): [LibraryPath.join(event.file.root, event.file.path)]
        case .matchRejected(let event): [LibraryPath.join(event.file.root, event.file.path)]
        case .matchRestored(let event):
            ((event.hasPinned ? [event.pinned] : []) + event.rejected).map {
                LibraryPath.join($0.root, $0.path)
            }
        case .watchInterrupted(let event):
            event.directory.isEmpty ? [] : [Array(event.directory)]
        default: []
        }
    }
}
