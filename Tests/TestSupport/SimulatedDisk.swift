package import FileIO
internal import Synchronization
package import SystemPackage

/// A disk in memory that fails, and loses power, as it is told to. Nothing in it is left to chance
/// but what its seed decides.
///
/// It can produce exactly these faults:
///
/// - short write: a write stores only a part, and says so;
/// - EINTR: a read or a write is interrupted before it does anything;
/// - an error at call N, whatever that call is; a write that fails may have stored a part;
/// - a failed fsync or fdatasync: some of what was not synced is stored, the rest never will be,
///   although readers still see it and a later sync succeeds;
/// - bytes of a file that cannot be read (EIO), whoever reads them;
/// - power loss that keeps any subset of the writes and truncations that were not synced;
/// - power loss inside a write that was not synced: sectors of 512 bytes are absent, that is, zero
///   where the file grew and the old bytes where it was overwritten;
/// - power loss that forgets creations, renames and removals in a directory that was not synced,
///   any subset of them. A rename within a directory happens as a whole or not at all.
///
/// It does not reorder what was synced, flip bits, or tear a sector.
///
/// Locks belong to open files, as those of flock(2), and end with power loss. It notes as a
/// violation each write to, and sync through, a file on which a write or a sync failed before.
package final class SimulatedDisk: FileSystem {
    let state: Mutex<DiskState>

    /// An empty disk: there is nothing but the directory `/`.
    package convenience init(seed: UInt64 = 0) {
        self.init(DiskState(seed: seed))
    }

    init(_ state: DiskState) {
        self.state = Mutex(state)
    }

    // MARK: Faults

    /// Lets the `number`th call from now on fail, counted from 1, whatever it is.
    package func failCall(_ number: Int, _ errno: Errno = .ioError) {
        state.withLock { state in
            state.calls = 0
            state.failingCall = number
            state.failingErrno = errno
            state.failedCall = nil
        }
    }

    /// How many of a hundred writes store less than they could, and how many of a hundred reads
    /// and writes are interrupted.
    package func disturb(shortWritePercent: Int, interruptPercent: Int) {
        state.withLock { state in
            state.shortWritePercent = shortWritePercent
            state.interruptPercent = interruptPercent
        }
    }

    /// Makes the bytes of the file at `path` unreadable from now on.
    package func makeUnreadable(_ path: FilePath, _ bytes: Range<Int64>) throws(FileError) {
        try state.withLock { (state: inout DiskState) throws(FileError) in
            let inode = try state.existing(path, .open)
            state.inodes[inode].unreadable.append(bytes)
        }
    }

    /// Calls since the beginning, or since `failCall`.
    package var calls: Int { state.withLock { $0.calls } }
    /// What the failing call was; `nil` where it was not reached.
    package var failedCall: String? { state.withLock { $0.failedCall } }
    package var violations: [String] { state.withLock { $0.violations } }

    /// From now on, keeps the disk as it is before each call that changes it.
    package func keepMoments() {
        state.withLock { $0.moments = [] }
    }

    /// The disk as it was before each changing call since the last time, and as it is now.
    package func takeMoments() -> [SimulatedDisk] {
        state.withLock { state in
            guard let moments = state.moments else { return [] }
            state.moments = []
            return moments.map { SimulatedDisk($0) } + [SimulatedDisk(state.withoutMoments)]
        }
    }

    // MARK: Files without system calls

    /// Replaces the file's bytes, as if they had been there for long.
    package func plant(_ bytes: [UInt8], at path: FilePath) throws(FileError) {
        try state.withLock { (state: inout DiskState) throws(FileError) in
            var inode = try state.find(path) ?? 0
            if inode == DiskState.root { inode = try state.create(.regular, at: path, .open) }
            state.inodes[inode].bytes = bytes
            state.inodes[inode].durable = bytes
            state.inodes[inode].pending = []
            try state.synchronizeNames(of: path.removingLastComponent())
        }
    }

    package func makeLink(_ path: FilePath, to target: String) throws(FileError) {
        try state.withLock { (state: inout DiskState) throws(FileError) in
            let inode = try state.create(.symlink, at: path, .open)
            state.inodes[inode].bytes = Array(target.utf8)
        }
    }

    // MARK: FileSystem

    package func open(_ path: FilePath, _ mode: OpenMode) throws(FileError) -> any OpenFile {
        let opened = try state.withLock { (state: inout DiskState) throws(FileError) in
            let isThere = try state.find(path) != nil
            let creates = !isThere && (mode == .create || mode == .createNew)
            try state.call(.open, path, isChange: creates)
            if isThere, mode == .createNew { throw state.error(.open, path, .fileExists) }
            let inode =
                creates
                ? try state.create(.regular, at: path, .open) : try state.existing(path, .open)
            guard state.inodes[inode].kind == .regular else {
                throw state.error(.open, path, .isDirectory)
            }
            state.openCount += 1
            state.open[state.openCount] = OpenState(inode: inode, isWritable: mode != .read)
            return state.openCount
        }
        return SimulatedFile(path: path, number: opened, disk: self)
    }

    package func rename(_ source: FilePath, to target: FilePath) throws(FileError) {
        try state.withLock { (state: inout DiskState) throws(FileError) in
            try state.call(.rename, source, isChange: true)
            try state.rename(source, to: target)
        }
    }

    package func remove(_ path: FilePath) throws(FileError) {
        try state.withLock { (state: inout DiskState) throws(FileError) in
            try state.call(.remove, path, isChange: true)
            let inode = try state.existing(path, .remove)
            guard state.inodes[inode].kind != .directory else {
                throw state.error(.remove, path, .isDirectory)
            }
            let (directory, name) = try state.parent(of: path, .remove)
            state.change(directory, .init(name: name, inode: nil, gone: nil))
        }
    }

    package func createDirectory(_ path: FilePath) throws(FileError) {
        try state.withLock { (state: inout DiskState) throws(FileError) in
            try state.call(.createDirectory, path, isChange: true)
            guard try state.find(path) == nil else {
                throw state.error(.createDirectory, path, .fileExists)
            }
            _ = try state.create(.directory, at: path, .createDirectory)
        }
    }

    package func list(_ directory: FilePath) throws(FileError) -> [[UInt8]] {
        try state.withLock { (state: inout DiskState) throws(FileError) in
            try state.call(.list, directory)
            let inode = try state.existing(directory, .list)
            guard state.inodes[inode].kind == .directory else {
                throw state.error(.list, directory, .notDirectory)
            }
            return Array(state.inodes[inode].names.keys)
        }
    }

    package func metadata(
        at path: FilePath,
        followSymlinks: Bool
    ) throws(FileError) -> FileMetadata? {
        try state.withLock { (state: inout DiskState) throws(FileError) in
            try state.call(.metadata, path)
            let inode = try state.find(path, followSymlinks: followSymlinks)
            return inode.map { state.metadata(of: $0) }
        }
    }

    package func synchronizeDirectory(_ path: FilePath) throws(FileError) {
        try state.withLock { (state: inout DiskState) throws(FileError) in
            try state.call(.synchronize, path, isChange: true)
            try state.synchronizeNames(of: path)
        }
    }
}
