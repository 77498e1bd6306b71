internal import FoundationEssentials

/// Events about roots. Each names the root's absolute path, and the path of the mount point below
/// it, which is empty for the root itself.
extension Event {
    package static func rootAdded(_ root: [UInt8], _ mount: [UInt8], _ identity: DirectoryIdentity)
        -> Event
    {
        var event = RootAdded()
        event.root = Data(root)
        event.mount = Data(mount)
        event.identity = identity
        return Event(.rootAdded(event))
    }

    package static func rootChanged(
        _ root: [UInt8],
        _ mount: [UInt8],
        _ identity: DirectoryIdentity
    ) -> Event {
        var event = RootChanged()
        event.root = Data(root)
        event.mount = Data(mount)
        event.identity = identity
        return Event(.rootChanged(event))
    }

    package static func rootLost(_ root: [UInt8], _ mount: [UInt8], _ loss: RootLoss) -> Event {
        var event = RootLost()
        event.root = Data(root)
        event.mount = Data(mount)
        event.set(loss)
        return Event(.rootLost(event))
    }

    package static func rootReturned(
        _ root: [UInt8],
        _ mount: [UInt8],
        _ identity: DirectoryIdentity
    ) -> Event {
        var event = RootReturned()
        event.root = Data(root)
        event.mount = Data(mount)
        event.identity = identity
        return Event(.rootReturned(event))
    }

    package static func rootRemoved(_ root: [UInt8], _ mount: [UInt8]) -> Event {
        var event = RootRemoved()
        event.root = Data(root)
        event.mount = Data(mount)
        return Event(.rootRemoved(event))
    }
}
