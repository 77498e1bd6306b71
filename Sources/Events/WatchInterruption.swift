internal import FoundationEssentials

/// Why changes went untold, or will go untold, by the kernel.
package enum WatchInterruption: Hashable, Sendable {
    /// More happened at once than the kernel keeps.
    case queueOverflowed
    /// The kernel grants no watch for `directory` and others.
    case limitReached(directory: [UInt8], watched: Int, needed: Int, limit: Int)
    /// With the system's own words.
    case unwatchable(directory: [UInt8], reason: String)
    /// On a file system of this type, others make changes of which the kernel does not hear.
    case silentFileSystem(directory: [UInt8], type: String)
    /// The machine was asleep.
    case suspended(Duration)
    /// A root that was never seen is not there.
    case rootMissing([UInt8])
    /// Anything else, as a sentence without its end.
    case other(String)

    /// For people: a sentence without its end.
    package var sentence: String {
        switch self {
        case .queueOverflowed:
            "more happened at once than the kernel keeps; the whole library is looked at"
        case .limitReached(let directory, let watched, let needed, let limit):
            "\(watched) of \(needed) folders are watched, for fs.inotify.max_user_watches is "
                + "\(limit); the others are polled, \(Self.display(directory)) first"
        case .unwatchable(let directory, let reason):
            "\(Self.display(directory)) cannot be watched: \(reason)"
        case .silentFileSystem(let directory, let type):
            "\(Self.display(directory)) is on \(type), where others change files without a word, "
                + "so it is polled"
        case .suspended(let duration):
            "the machine was asleep for \(duration.components.seconds) s; the whole library is "
                + "looked at"
        case .rootMissing(let root):
            "\(Self.display(root)) is not there"
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
        // A cause that a later psm gives is told by its detail, if it has one.
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
