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
    case metadata = "read the metadata of"
    case lock = "lock"
    /// What stands in a file's place is a FIFO, a device or a socket.
    case use = "use"
    case setMode = "set the permissions of"
    case close = "close"
    case watch = "watch"
}

/// A failed file operation: what was tried, on which path, and the kernel's error code.
package struct FileError: Hashable, Sendable {
    package let operation: FileOperation
    package let path: FilePath
    package let errno: Errno

    package init(operation: FileOperation, path: FilePath, errno: Errno) {
        self.operation = operation
        self.path = path
        self.errno = errno
    }

    /// A FIFO, a device or a socket stands in the file's place.
    package init(notRegular path: FilePath) {
        self.init(operation: .use, path: path, errno: .invalidArgument)
    }

    /// Whether the path (or a directory on the way to it) does not exist.
    package var isNotFound: Bool {
        errno == .noSuchFileOrDirectory || errno == .notDirectory
    }

    /// Whether the process, or the machine, lacks something for the moment: the error says nothing
    /// of what is at the path.
    package var isShortage: Bool {
        [
            .tooManyOpenFiles, .tooManyOpenFilesInSystem, .noMemory, .interrupted,
            .resourceTemporarilyUnavailable,
        ].contains(errno)
    }

    /// An instance of inotify that is refused looks like a descriptor that is.
    private var isDescriptorLimit: Bool {
        guard errno == .tooManyOpenFiles else { return false }
        do {
            try ResourceLimits.require(descriptors: 1, for: path)
            return false
        } catch {
            return true
        }
    }

    /// Whether the kernel's limit on inotify watches or instances was reached.
    package var isWatchLimit: Bool {
        guard operation == .watch, !isDescriptorLimit else { return false }
        return [.noSpace, .tooManyOpenFiles].contains(errno)
    }
}

extension FileError: ReportableError {
    package var exitStatus: ExitStatus { isNotFound ? .noInput : .inputOutput }

    /// A sentence that names the path, and one that says what the user can do.
    package var description: String {
        if operation == .use {
            return "\(path.string) is not a regular file, and psm needs a file there. Move away "
                + "what is in its place."
        }
        let reason = "Cannot \(operation.rawValue) \(path.string): \(errno.description)."
        guard let advice else { return reason }
        return "\(reason) \(advice)"
    }

    private var advice: String? {
        if isWatchLimit {
            return "Raise fs.inotify.max_user_watches and fs.inotify.max_user_instances (sysctl)."
        }
        switch errno {
        case .noSpace, .diskQuotaExceeded:
            return "Free some space there and run the command again. Nothing saved so far was lost."
        case .permissionDenied, .notPermitted:
            return "Change its permissions, or run psm as the user who owns it."
        case .readOnlyFileSystem:
            return "Its file system is mounted read-only: remount it, or choose another folder."
        case .noSuchFileOrDirectory:
            return "Is the path spelled right, and the drive mounted?"
        case .notDirectory:
            return "Part of the path is a file, not a directory."
        case .isDirectory:
            return "It is a directory, but psm needs a file there."
        case .tooManyOpenFiles, .tooManyOpenFilesInSystem:
            return "Raise the limit on open files (ulimit -n)."
        case .fileTooLarge:
            return "Raise the limit on the size of files (ulimit -f), or use a file system that "
                + "allows larger ones. Nothing saved so far was lost."
        case .noMemory:
            return "The limit on memory (ulimit -v) may be reached."
        case .tooManySymbolicLinkLevels:
            return "psm follows no link there: move it away, or replace it by what it points to."
        case .ioError:
            return "The disk reported an I/O error; see the kernel log (dmesg)."
        case .staleNFSFileHandle:
            return "The network share changed on the server; remount it."
        default:
            return nil
        }
    }
}

extension Errno {
    /// The code of the C call that failed last on this thread.
    package static var current: Errno { Errno(rawValue: errno) }
}
