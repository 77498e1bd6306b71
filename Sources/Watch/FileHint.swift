package import SystemPackage

/// A place to look at. A hint is never a fact: it may be late, repeated or wrong, and only the
/// comparison of what is on disk with what is known says what happened.
///
/// Paths are absolute and keep their bytes.
package enum FileHint: Hashable, Sendable {
    /// One name: it may have come, changed or gone, and it may be a directory by now.
    case file(FilePath)
    /// One name that went, a file's or a directory's: it is looked at after all others, for what
    /// was there may have come up elsewhere.
    case removed(FilePath)
    /// A directory and all that is below it.
    case directory(FilePath)

    package var path: FilePath {
        switch self {
        case .file(let path), .removed(let path), .directory(let path): path
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
    /// The kernel grants no more watches: what is beyond the limit is polled.
    case watchLimitReached(WatchShortage)
    /// This subtree cannot be watched for another reason.
    case unwatchable(directory: FilePath, reason: Errno)
    /// The kernel tells nothing of what others do to this subtree's file system, or to a file
    /// system of this kind: it is polled.
    case silentFileSystem(directory: FilePath, type: String)
    /// The machine was asleep for this long; hints for the roots follow.
    case resumed(after: Duration)
    /// A root is not there (deleted, renamed, unmounted, or never was).
    case rootUnavailable(FilePath)
    /// A root is there again, or another file system is mounted on it.
    case rootReturned(FilePath)
    /// The source cannot go on; nothing more comes from it.
    case failed(WatchError)
}

/// How many watches there are, and how many it takes.
package struct WatchShortage: Hashable, Sendable {
    /// The first directory that got none.
    package let directory: FilePath
    /// How many directories are watched by this process.
    package let watchedCount: Int
    /// How many there are to watch.
    package let neededCount: Int
    /// `fs.inotify.max_user_watches`, which all programs of the user share; 0 where it is unknown.
    package let limit: Int

    package init(directory: FilePath, watchedCount: Int, neededCount: Int, limit: Int) {
        self.directory = directory
        self.watchedCount = watchedCount
        self.neededCount = neededCount
        self.limit = limit
    }
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
