import Events
import FileIO
import Messages
import SystemPackage
import Watch

extension WatchNotice {
    /// Whether it is more than the usual course of things.
    var isAlarming: Bool {
        switch self {
        case .watching, .rootReturned, .resumed: false
        case .queueOverflowed, .watchLimitReached, .unwatchable, .silentFileSystem,
            .rootUnavailable,
            .failed:
            true
        }
    }

    /// For the log.
    ///
    /// - Parameter polls: whether what cannot be watched is polled.
    func sentence(polls: Bool) -> String {
        switch self {
        case .watching(let directories):
            return "every change in \(Text.count(directories, "folder")) is seen from here on"
        case .queueOverflowed:
            return "more happened at once than the kernel keeps; the whole library is looked at"
        case .watchLimitReached(let shortage):
            return shortage.sentence(polls: polls)
        case .unwatchable(let directory, let reason):
            return "\(directory.string) cannot be watched (\(reason))" + Self.consequence(polls)
        case .silentFileSystem(let directory, let type):
            return
                "\(directory.string) is on \(type), where the kernel does not hear what others do"
                + Self.consequence(polls)
        case .resumed(let duration):
            return "the machine was asleep for \(Text.seconds(duration)); the whole library is "
                + "looked at"
        case .rootUnavailable(let root):
            return "\(root.string) is not there; nothing of it is removed until it returns"
        case .rootReturned(let root):
            return "\(root.string) is there again"
        case .failed(let error):
            return "watching ended: \(error)"
        }
    }

    /// What the journal keeps of it. What happens to a known root, the scan records.
    ///
    /// - Parameter isKnown: whether a root was ever seen.
    func interruption(isKnown: (_ root: FilePath) throws -> Bool) rethrows -> WatchInterruption? {
        switch self {
        case .queueOverflowed: .queueOverflowed
        case .watchLimitReached(let shortage):
            .limitReached(
                directory: shortage.directory.bytes,
                watched: shortage.watchedCount,
                needed: shortage.neededCount,
                limit: shortage.limit
            )
        case .unwatchable(let directory, let reason):
            .unwatchable(directory: directory.bytes, reason: "\(reason)")
        case .silentFileSystem(let directory, let type):
            .silentFileSystem(directory: directory.bytes, type: type)
        case .resumed(let duration): .suspended(duration)
        case .rootUnavailable(let root): try isKnown(root) ? nil : .rootMissing(root.bytes)
        case .failed(let error): .other("\(error)")
        case .watching, .rootReturned: nil
        }
    }

    private static func consequence(_ polls: Bool) -> String {
        polls
            ? ", so it is polled"
            : "; library.watch.fallback_to_polling is off, so only psm scan sees what changes there"
    }
}

extension WatchShortage {
    fileprivate func sentence(polls: Bool) -> String {
        let rest = polls ? "the others are polled" : "the others are not looked at"
        return "\(Text.count(neededCount, "folder")) are to be watched, but "
            + "fs.inotify.max_user_watches is \(Text.count(limit)) for all programs of a user: "
            + "\(Text.count(watchedCount)) are watched, \(rest). To raise it: "
            + "sudo sysctl fs.inotify.max_user_watches=\(recommendedLimit)"
    }

    /// Twice what is needed, for other programs watch too; a power of two, as is usual.
    private var recommendedLimit: Int {
        var limit = 524_288
        while limit < neededCount * 2 { limit *= 2 }
        return limit
    }
}
