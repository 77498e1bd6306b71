import Events
import FileIO
import Messages
import SystemPackage
import Watch

extension WatchNotice {
    /// Whether the user should look into it: logged as a warning.
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
    /// - Parameter polls: whether folders that cannot be watched are polled.
    func sentence(polls: Bool) -> String {
        switch self {
        case .watching(let directories):
            return "watching \(Text.count(directories, "folder")) for changes"
        case .queueOverflowed:
            return "the kernel's event queue overflowed; rescanning the whole library"
        case .watchLimitReached(let shortage):
            return shortage.sentence(polls: polls)
        case .unwatchable(let directory, let reason):
            return "\(directory.string) cannot be watched (\(reason))" + Self.consequence(polls)
        case .silentFileSystem(let directory, let type):
            return
                "\(directory.string) is on \(type), where inotify does not report changes made by "
                + "other machines"
                + Self.consequence(polls)
        case .resumed(let duration):
            return "the machine was suspended for \(Text.seconds(duration)); rescanning the whole "
                + "library"
        case .rootUnavailable(let root):
            return "\(root.string) is unavailable; its files are kept in the library until it "
                + "returns"
        case .rootReturned(let root):
            return "\(root.string) is present again"
        case .failed(let error):
            return "watching stopped: \(error)"
        }
    }

    /// The event to record, if any. What happens to a known root is recorded by the scan.
    ///
    /// - Parameter isKnown: whether a scan ever recorded the root.
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
            : "; library.watch.fallback_to_polling is off, so only psm scan detects changes there"
    }
}

extension WatchShortage {
    fileprivate func sentence(polls: Bool) -> String {
        let rest = polls ? "the others are polled" : "changes in the others are missed"
        return "\(Text.count(neededCount, "folder")) need watches, but fs.inotify.max_user_watches "
            + "allows \(Text.count(limit)) for all programs of a user: "
            + "\(Text.count(watchedCount)) watched, \(rest). To raise the limit: "
            + "sudo sysctl fs.inotify.max_user_watches=\(recommendedLimit)"
    }

    /// Twice what is needed, because other programs watch too; a power of two, as is customary.
    private var recommendedLimit: Int {
        var limit = 524_288
        while limit < neededCount * 2 { limit *= 2 }
        return limit
    }
}
