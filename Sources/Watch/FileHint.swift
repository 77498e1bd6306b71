package import SystemPackage

/// A place to look at. A hint is never a fact: it may be late, repeated or wrong. Only comparing
/// the disk with what is known shows what happened.
///
/// Paths are absolute and keep their bytes.
package enum FileHint: Hashable, Sendable {
    /// One name: it may be new, changed or removed, and it may be a directory by now.
    case file(FilePath)
    /// One name that no longer exists, of a file or a directory. It is looked at after all others,
    /// because what was there may have moved elsewhere.
    case removed(FilePath)
    /// A directory and everything below it.
    case directory(FilePath)

    package var path: FilePath {
        switch self {
        case .file(let path), .removed(let path), .directory(let path): path
        }
    }
}

/// A rename that the kernel reported as one. Both ends are looked at in the same batch, so that the
/// file is recognised at its new place.
package struct HintMove: Hashable, Sendable {
    package let from: FileHint
    package let to: FileHint

    package init(from: FileHint, to: FileHint) {
        self.from = from
        self.to = to
    }
}

/// What a source reports beside hints, for the log, the journal or the user.
package enum WatchNotice: Hashable, Sendable {
    /// Every change beneath the roots is hinted from here on. `directories` are watched.
    case watching(directories: Int)
    /// The kernel's queue was full and events were lost; hints for the roots follow.
    case queueOverflowed
    /// The kernel grants no more watches: what is beyond the limit is polled.
    case watchLimitReached(WatchShortage)
    /// This subtree cannot be watched for another reason.
    case unwatchable(directory: FilePath, reason: Errno)
    /// inotify does not report the changes that other machines make to this subtree, or to a file
    /// system of this kind: it is polled.
    case silentFileSystem(directory: FilePath, type: String)
    /// The machine was asleep for this long; hints for the roots follow.
    case resumed(after: Duration)
    /// A root is unavailable: deleted, renamed, unmounted, or it never existed.
    case rootUnavailable(FilePath)
    /// A root is present again, or another file system is mounted on it.
    case rootReturned(FilePath)
    /// The source has failed and sends nothing more.
    case failed(WatchError)
}

/// How many watches there are, and how many are needed.
package struct WatchShortage: Hashable, Sendable {
    /// The first directory that got none.
    package let directory: FilePath
    /// How many directories are watched by this process.
    package let watchedCount: Int
    /// How many directories there are to watch.
    package let neededCount: Int
    /// `fs.inotify.max_user_watches`, which all programs of the user share; 0 if it is unknown.
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
    /// The source was started before; each one can be started once.
    case alreadyStarted

    package var description: String {
        switch self {
        case .notifierUnavailable(let errno):
            "the kernel gives no inotify instance: \(errno). "
                + "Raise fs.inotify.max_user_instances, or use polling"
        case .readFailed(let errno):
            "reading the file system events failed: \(errno)"
        case .threadUnavailable(let errno):
            "no thread could be started to watch the files: \(errno)"
        case .alreadyStarted:
            "this source was started before"
        }
    }
}
