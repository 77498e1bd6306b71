internal import FoundationEssentials

/// Why the kernel did not report changes, or will not.
package enum WatchInterruption: Hashable, Sendable {
    /// The inotify queue overflowed.
    case queueOverflowed
    /// The kernel allows no watch for `directory` and others.
    case limitReached(directory: [UInt8], watched: Int, needed: Int, limit: Int)
    /// With the system's error message.
    case unwatchable(directory: [UInt8], reason: String)
    /// On a file system of this type, inotify does not report changes made by other machines.
    case silentFileSystem(directory: [UInt8], type: String)
    /// The machine was asleep.
    case suspended(Duration)
    /// A root that was never seen is missing.
    case rootMissing([UInt8])
    /// Anything else, as a sentence without its full stop.
    case other(String)

    /// For people: a sentence without its full stop.
    package var sentence: String {
        switch self {
        case .queueOverflowed:
            "the inotify queue overflowed; the whole library is rescanned"
        case .limitReached(let directory, let watched, let needed, let limit):
            "\(watched) of \(needed) folders are watched, as fs.inotify.max_user_watches is "
                + "\(limit); the others are polled, \(Self.display(directory)) first"
        case .unwatchable(let directory, let reason):
            "\(Self.display(directory)) cannot be watched: \(reason)"
        case .silentFileSystem(let directory, let type):
            "\(Self.display(directory)) is on \(type), where inotify does not report changes made "
                + "by other machines, so it is polled"
        case .suspended(let duration):
            "the machine was asleep for \(duration.components.seconds) s; the whole library is "
                + "rescanned"
        case .rootMissing(let root):
            "\(Self.display(root)) is missing"
        case .other(let sentence):
            sentence
        }
    }

    private static func display(_ path: [UInt8]) -> String {
        String(decoding: path, as: UTF8.self)
    }
}

extension Event {
    package static func watchInterrupted(_ interruption: WatchInterruption) -> Event {
        var event = WatchInterrupted()
        event.set(interruption)
        return Event(.watchInterrupted(event))
    }
}

extension WatchInterrupted {
    package var interruption: WatchInterruption {
        let directory = Array(directory)
        return switch cause {
        case .queueOverflowed: .queueOverflowed
        case .limitReached:
            .limitReached(
                directory: directory,
                watched: Int(clamping: watched),
                needed: Int(clamping: needed),
                limit: Int(clamping: limit)
            )
        case .unwatchable: .unwatchable(directory: directory, reason: detail)
        case .silentFileSystem: .silentFileSystem(directory: directory, type: detail)
        case .suspended: .suspended(.milliseconds(Int64(clamping: asleepMs)))
        case .rootMissing: .rootMissing(directory)
        // A cause added by a later psm is described by its detail, if it has one.
        case .unknown, .UNRECOGNIZED: .other(detail)
        }
    }

    fileprivate mutating func set(_ interruption: WatchInterruption) {
        switch interruption {
        case .queueOverflowed:
            cause = .queueOverflowed
        case .limitReached(let directory, let watched, let needed, let limit):
            cause = .limitReached
            self.directory = Data(directory)
            self.watched = UInt64(clamping: watched)
            self.needed = UInt64(clamping: needed)
            self.limit = UInt64(clamping: limit)
        case .unwatchable(let directory, let reason):
            cause = .unwatchable
            self.directory = Data(directory)
            detail = reason
        case .silentFileSystem(let directory, let type):
            cause = .silentFileSystem
            self.directory = Data(directory)
            detail = type
        case .suspended(let duration):
            cause = .suspended
            asleepMs = UInt64(clamping: Int64(duration / .milliseconds(1)))
        case .rootMissing(let root):
            cause = .rootMissing
            directory = Data(root)
        case .other(let sentence):
            cause = .unknown
            detail = sentence
        }
    }
}
