package import Messages
package import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// What a file operation was doing when the kernel refused it.
package enum FileOperation: String, Sendable {
    case open = "open"
    case read = "read"
    case write = "write to"
    case synchronize = "sync"
    case truncate = "truncate"
    case rename = "rename"
    case remove = "remove"
    case createDirectory = "create the directory"
    case list = "list the directory"
    case metadata = "look at"
    case lock = "lock"
    case close = "close"
    case watch = "watch"
}

/// A refused file operation: what was tried, on which path, and the kernel's code.
package struct FileError: Hashable, Sendable {
    package let operation: FileOperation
    package let path: FilePath
    package let errno: Errno

    package init(operation: FileOperation, path: FilePath, errno: Errno) {
        self.operation = operation
        self.path = path
        self.errno = errno
    }

    /// Whether the path (or a directory on the way to it) does not exist.
    package var isNotFound: Bool {
        errno == .noSuchFileOrDirectory || errno == .notDirectory
    }

    /// Whether the kernel's limit on inotify watches, instances or open files was reached.
    package var isWatchLimit: Bool {
        guard operation == .watch else { return false }
        return [.noSpace, .tooManyOpenFiles, .tooManyOpenFilesInSystem].contains(errno)
    }
}

extension FileError: ReportableError {
    package var exitStatus: ExitStatus { isNotFound ? .noInput : .inputOutput }

    /// A sentence that names the path, and a second one that says what the user can do.
    package var description: String {
        let reason = "Cannot \(operation.rawValue) \(path.string): \(errno.description)."
        guard let advice else { return reason }
        return "\(reason) \(advice)"
    }

    private var advice: String? {
        if isWatchLimit {
            return "Raise the limits fs.inotify.max_user_watches and max_user_instances."
        }
        switch errno {
        case .noSpace, .diskQuotaExceeded:
            return "Free some space there and run the command again; nothing written was lost."
        case .permissionDenied, .notPermitted:
            return "Change the permissions of that path, or run as the user it belongs to."
        case .readOnlyFileSystem:
            return "That file system is mounted read-only; remount it or choose another folder."
        case .noSuchFileOrDirectory:
            return "Check that the path is right and that its disk is mounted."
        case .notDirectory:
            return "Something on that path is a file where a directory is needed."
        case .isDirectory:
            return "There is a directory where a file is needed."
        case .tooManyOpenFiles, .tooManyOpenFilesInSystem:
            return "Raise the limit on open files (ulimit -n)."
        case .ioError:
            return "The disk reported a fault; look at the kernel's log (dmesg)."
        case .staleNFSFileHandle:
            return "The network share changed underneath; mount it again."
        default:
            return nil
        }
    }
}

extension Errno {
    /// The code of the C call that failed last on this thread.
    package static var current: Errno { Errno(rawValue: errno) }
}
