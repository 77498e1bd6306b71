internal import FileIO
internal import Synchronization
internal import SystemPackage

/// Files in memory and nothing else: no faults, no power loss, and quick to make anew for each
/// input. (`SimulatedDisk` has those, and takes its time.)
final class MemoryFiles: FileSystem {
    private struct State {
        var entries: [FilePath: MemoryFile] = [:]
        var nextInode: UInt64 = 1
    }

    private let directory: FilePath
    private let state: Mutex<State>

    init(directory: FilePath) {
        self.directory = directory
        state = Mutex(State())
    }

    func plant(_ bytes: ArraySlice<UInt8>, named name: String) {
        insert(Array(bytes), at: directory.appending(name))
    }

    /// What is in the files whose names end like this, in the order of their names.
    func contents(ofFilesNamed suffix: String) -> [[UInt8]] {
        state.withLock { state in
            state.entries.filter { $0.key.string.hasSuffix(suffix) }
                .sorted { $0.key.string < $1.key.string }
                .map { $0.value.contents }
        }
    }

    @discardableResult
    private func insert(_ bytes: [UInt8], at path: FilePath) -> MemoryFile {
        state.withLock { state in
            let file = MemoryFile(path: path, inode: state.nextInode, bytes: bytes)
            state.entries[path] = file
            state.nextInode += 1
            return file
        }
    }

    private func found(_ path: FilePath) -> MemoryFile? {
        state.withLock { $0.entries[path] }
    }

    // MARK: FileSystem

    func open(_ path: FilePath, _ mode: OpenMode) throws(FileError) -> any OpenFile {
        switch (found(path), mode) {
        case (.some, .createNew):
            throw FileError(operation: .open, path: path, errno: .fileExists)
        case (.some(let file), _):
            return file
        case (.none, .create), (.none, .createNew):
            return insert([], at: path)
        case (.none, .read), (.none, .readWrite):
            throw FileError(operation: .open, path: path, errno: .noSuchFileOrDirectory)
        }
    }

    func rename(_ source: FilePath, to target: FilePath) throws(FileError) {
        guard let file = found(source) else {
            throw FileError(operation: .rename, path: source, errno: .noSuchFileOrDirectory)
        }
        state.withLock { state in
            state.entries[source] = nil
            state.entries[target] = file
        }
    }

    func remove(_ path: FilePath) throws(FileError) {
        guard state.withLock({ $0.entries.removeValue(forKey: path) }) != nil else {
            throw FileError(operation: .remove, path: path, errno: .noSuchFileOrDirectory)
        }
    }

    func createDirectory(_ path: FilePath) throws(FileError) {
        throw FileError(operation: .createDirectory, path: path, errno: .fileExists)
    }

    func list(_ directory: FilePath) throws(FileError) -> [[UInt8]] {
        // All are in this directory; to ask a path for its components takes long.
        let prefix = directory.string.utf8.count + 1
        return state.withLock { state in
            state.entries.keys.map { Array($0.string.utf8.dropFirst(prefix)) }
        }
    }

    func metadata(at path: FilePath, followSymlinks: Bool) throws(FileError) -> FileMetadata? {
        if let file = found(path) { return try file.metadata() }
        return path == directory ? Self.metadata(.directory, sizeBytes: 0, inode: 0) : nil
    }

    func synchronizeDirectory(_ path: FilePath) throws(FileError) {}

    static func metadata(
        _ kind: FileMetadata.Kind,
        sizeBytes: Int,
        inode: UInt64
    ) -> FileMetadata {
        FileMetadata(
            kind: kind,
            sizeBytes: Int64(sizeBytes),
            mtimeNanoseconds: 0,
            ctimeNanoseconds: 0,
            inode: inode,
            device: 1
        )
    }
}

/// One file of `MemoryFiles`; every opening of it is the same object, and nobody is locked out.
final class MemoryFile: OpenFile {
    let path: FilePath
    let inode: UInt64
    private let bytes: Mutex<[UInt8]>

    init(path: FilePath, inode: UInt64, bytes: [UInt8]) {
        self.path = path
        self.inode = inode
        self.bytes = Mutex(bytes)
    }

    var contents: [UInt8] { bytes.withLock { $0 } }

    func readSome(
        into buffer: UnsafeMutableRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int {
        guard offset >= 0 else { throw error(.read) }
        return bytes.withLock { bytes in
            guard offset < bytes.count else { return 0 }
            let count = min(buffer.count, bytes.count - Int(offset))
            bytes.withUnsafeBytes {
                buffer.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: $0[Int(offset)..<Int(offset) + count])
                )
            }
            return count
        }
    }

    func writeSome(
        _ source: UnsafeRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int {
        guard (0..<1 << 40).contains(offset) else { throw error(.write) }
        try extend(toSizeBytes: offset + Int64(source.count), .write)
        bytes.withLock { bytes in
            bytes.withUnsafeMutableBytes {
                UnsafeMutableRawBufferPointer(rebasing: $0[Int(offset)...]).copyMemory(from: source)
            }
        }
        return source.count
    }

    func truncate(toSizeBytes size: Int64) throws(FileError) {
        guard size >= 0 else { throw error(.truncate) }
        try extend(toSizeBytes: size, .truncate)
        bytes.withLock { $0.removeLast($0.count - Int(size)) }
    }

    /// No psm writes far behind the end; one that would must not fill the memory of the machine.
    private func extend(toSizeBytes size: Int64, _ operation: FileOperation) throws(FileError) {
        let isSmall = bytes.withLock { bytes in
            guard size <= bytes.count + (1 << 20) else { return false }
            let missing = max(0, Int(size) - bytes.count)
            bytes.append(contentsOf: repeatElement(0, count: missing))
            return true
        }
        guard isSmall else {
            throw FileError(operation: operation, path: path, errno: .fileTooLarge)
        }
    }

    private func error(_ operation: FileOperation) -> FileError {
        FileError(operation: operation, path: path, errno: .invalidArgument)
    }

    func metadata() throws(FileError) -> FileMetadata {
        MemoryFiles.metadata(.regular, sizeBytes: bytes.withLock { $0.count }, inode: inode)
    }

    func synchronizeData() throws(FileError) {}
    func synchronize() throws(FileError) {}
    func tryLock() throws(FileError) -> Bool { true }
    func unlock() throws(FileError) {}
    func close() {}
}
