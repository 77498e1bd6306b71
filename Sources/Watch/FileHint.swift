package import SystemPackage

/// A place to look at. A hint is never a fact: it may be late, repeated or wrong, and only the
/// comparison of what is on disk with what is known says what happened.
///
/// Paths are absolute and keep their bytes.
package enum FileHint: Hashable, Sendable {
    /// One name: it may have come, changed or gone, and it may be a directory by now.
    case file(FilePath)
    /// A directory and all that is below it.
    case directory(FilePath)

    package var path: FilePath {
        switch self {
        case .file(let path), .directory(let path): path
        }
    }
}

/// A rename that the kernel told as one. Both ends are looked at in the same batch, so that the
/// file that went from one place is recognised at the other.
package struct HintMove: Hashable, Sendable {
    package let from: FileHint
    package let to: FileHint

    package init(from: FileHint, to: FileHint) {
        self.from = from
        self.to = to
    }
}

/// What a source has to say beside hints: things that the log, the journal or the user should know.
package enum WatchNotice: Hashable, Sendable {
    /// Every change beneath the roots is hinted from here on. `directories` are watched.
    case watching(directories: Int)
    /// The kernel's queue was full and events were lost; hints for the roots follow.
    case queueOverflowed
    /// The kernel grants no more watches (`fs.inotify.max_user_watches`): this subtree is polled.
    case watchLimitReached(directory: FilePath, watched: Int)
    /// This subtree cannot be watched for another reason: it is polled.
    case unwatchable(directory: FilePath, reason: Errno)
    /// A root is not there (deleted, renamed, unmounted, or never was).
    case rootVanished(FilePath)
    /// A root is there again, or another file system is mounted on it.
    case rootReturned(FilePath)
    /// The source cannot go on; nothing more comes from it.
    case failed(WatchError)
}

/// Why a source cannot watch.
package enum WatchError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `inotify_init1(2)` failed, for example at `fs.inotify.max_user_instances`.
    case notifierUnavailable(Errno)
    /// Reading the kernel's events failed.
    case readFailed(Errno)
    /// No thread could be started, `pthread_create(3)`.
    case threadUnavailable(Errno)
    /// A source watches once: it was started before.
    case alreadyStarted

    package var description: String {
        switch self {
        case .notifierUnavailable(let errno):
            "the kernel gives no inotify instance: \(errno). "
                + "Raise fs.inotify.max_user_instances, or use polling"
        case .readFailed(let errno):
            "reading file system events failed: \(errno)"
        case .threadUnavailable(let errno):
            "no thread for watching could be started: \(errno)"
        case .alreadyStarted:
            "this source was started before"
        }
    }
}
