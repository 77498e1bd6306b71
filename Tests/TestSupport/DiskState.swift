import FileIO
import SystemPackage

/// A change of a file's bytes that was not synced.
enum DataChange {
    case write(offset: Int, bytes: [UInt8])
    case truncate(size: Int)
}

/// A change of names in one directory that was not synced.
struct NameChange {
    let name: [UInt8]
    /// What the name stands for now; `nil`: nothing.
    let inode: Int?
    /// The name that it had before a rename in the same directory.
    let gone: [UInt8]?
}

/// A file, directory or symbolic link: as readers see it, and what power loss would leave of it.
struct Inode {
    let kind: FileMetadata.Kind
    /// Of a file; the target of a symbolic link.
    var bytes: [UInt8] = []
    var durable: [UInt8] = []
    var pending: [DataChange] = []
    /// Whether a failed sync lost something that `bytes` still holds.
    var hasLost = false
    var unreadable: [Range<Int64>] = []
    /// Of a directory.
    var names: [[UInt8]: Int] = [:]
    var durableNames: [[UInt8]: Int] = [:]
    var pendingNames: [NameChange] = []
    /// The open file that holds the lock.
    var lockHolder: Int?
}

struct OpenState {
    let inode: Int
    let isWritable: Bool
    /// A write or a sync failed.
    var hasFailed = false
}

/// All of a simulated disk. Copies are cheap: bytes are shared until one of them changes.
struct DiskState {
    static let root = 0

    var random: SeededRandom
    var inodes = [Inode(kind: .directory)]
    var open: [Int: OpenState] = [:]
    var openCount = 0

    var calls = 0
    var failingCall: Int?
    var failingErrno = Errno.ioError
    var failedCall: String?
    var shortWritePercent = 0
    var interruptPercent = 0
    var violations: [String] = []
    var moments: [DiskState]?

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    var withoutMoments: DiskState {
        var copy = self
        copy.moments = nil
        return copy
    }

    /// Counts a call, and fails it if it is its turn.
    mutating func call(
        _ operation: FileOperation,
        _ path: FilePath,
        isChange: Bool = false
    ) throws(FileError) {
        if isChange, moments != nil {
            let moment = withoutMoments
            moments?.append(moment)
        }
        calls += 1
        guard calls == failingCall else { return }
        failedCall = "\(operation) \(path.lastComponent?.string ?? "")"
        throw error(operation, path, failingErrno)
    }

    func error(_ operation: FileOperation, _ path: FilePath, _ errno: Errno) -> FileError {
        FileError(operation: operation, path: path, errno: errno)
    }

    // MARK: Names

    /// The directory and the name in it; the root has no name.
    func parent(
        of path: FilePath,
        _ operation: FileOperation
    ) throws(FileError) -> (directory: Int, name: [UInt8]) {
        let components = path.bytes.split(separator: 0x2F)
        var directory = Self.root
        for component in components.dropLast() {
            guard let next = inodes[directory].names[Array(component)] else {
                throw error(operation, path, .noSuchFileOrDirectory)
            }
            directory = next
            guard inodes[directory].kind == .directory else {
                throw error(operation, path, .notDirectory)
            }
        }
        return (directory, Array(components.last ?? []))
    }

    /// `nil` where nothing is there. A symbolic link is followed once, within its directory.
    func find(_ path: FilePath, followSymlinks: Bool = true) throws(FileError) -> Int? {
        let directory: Int
        let name: [UInt8]
        do throws(FileError) {
            (directory, name) = try parent(of: path, .open)
        } catch {
            if error.isNotFound { return nil }
            throw error
        }
        if name.isEmpty { return directory }
        guard let found = inodes[directory].names[name] else { return nil }
        guard followSymlinks, inodes[found].kind == .symlink else { return found }
        return inodes[directory].names[inodes[found].bytes]
    }

    func existing(_ path: FilePath, _ operation: FileOperation) throws(FileError) -> Int {
        guard let found = try find(path) else {
            throw error(operation, path, .noSuchFileOrDirectory)
        }
        return found
    }

    mutating func create(
        _ kind: FileMetadata.Kind,
        at path: FilePath,
        _ operation: FileOperation
    ) throws(FileError) -> Int {
        let (directory, name) = try parent(of: path, operation)
        inodes.append(Inode(kind: kind))
        change(directory, NameChange(name: name, inode: inodes.count - 1, gone: nil))
        return inodes.count - 1
    }

    mutating func rename(_ source: FilePath, to target: FilePath) throws(FileError) {
        guard let inode = try find(source, followSymlinks: false) else {
            throw error(.rename, source, .noSuchFileOrDirectory)
        }
        let old = try parent(of: source, .rename)
        let new = try parent(of: target, .rename)
        if old.directory == new.directory {
            change(new.directory, NameChange(name: new.name, inode: inode, gone: old.name))
        } else {
            change(new.directory, NameChange(name: new.name, inode: inode, gone: nil))
            change(old.directory, NameChange(name: old.name, inode: nil, gone: nil))
        }
    }

    mutating func change(_ directory: Int, _ change: NameChange) {
        change.apply(to: &inodes[directory].names)
        inodes[directory].pendingNames.append(change)
    }

    mutating func synchronizeNames(of path: FilePath) throws(FileError) {
        let directory = try existing(path, .open)
        inodes[directory].durableNames = inodes[directory].names
        inodes[directory].pendingNames = []
    }

    func metadata(of inode: Int) -> FileMetadata {
        FileMetadata(
            kind: inodes[inode].kind,
            sizeBytes: Int64(inodes[inode].bytes.count),
            mtimeNanoseconds: 1_700_000_000_000_000_000,
            ctimeNanoseconds: 1_700_000_000_000_000_000,
            inode: UInt64(inode + 1),
            device: 1
        )
    }
}

extension NameChange {
    func apply(to names: inout [[UInt8]: Int]) {
        names[name] = inode
        if let gone, gone != name { names[gone] = nil }
    }
}

extension DataChange {
    func apply(to bytes: inout [UInt8]) {
        switch self {
        case .truncate(let size): bytes.resize(to: size)
        case .write(let offset, let more):
            if bytes.count < offset + more.count { bytes.resize(to: offset + more.count) }
            bytes.replaceSubrange(offset..<(offset + more.count), with: more)
        }
    }
}

extension [UInt8] {
    mutating func resize(to size: Int) {
        if size < count {
            removeLast(count - size)
        } else {
            append(contentsOf: repeatElement(0, count: size - count))
        }
    }
}
