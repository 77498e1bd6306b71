package import FileIO
internal import Synchronization
package import SystemPackage

/// The real file system of a process that is killed at a given call: that call and all after it
/// fail, so that no clean-up runs either. Counts calls, and notes the targets of renames.
package final class CrashingFileSystem: FileSystem {
    private struct State {
        var calls = 0
        var limit: Int?
        var replaced: [String] = []
    }

    private let real = PosixFileSystem()
    private let state = Mutex(State())

    package init() {}

    /// Lives on for `count` calls from now; nil for ever.
    package func live(for count: Int?) {
        state.withLock {
            $0.calls = 0
            $0.limit = count
        }
    }

    package var callCount: Int { state.withLock { $0.calls } }

    /// Names of the files that were put in place since the last call.
    package func takeReplaced() -> [String] {
        state.withLock { state in
            defer { state.replaced = [] }
            return state.replaced.sorted()
        }
    }

    fileprivate func step(_ operation: FileOperation, _ path: FilePath) throws(FileError) {
        let isDead = state.withLock { state in
            state.calls += 1
            return state.limit.map { state.calls > $0 } ?? false
        }
        if isDead { throw FileError(operation: operation, path: path, errno: .ioError) }
    }

    package func open(_ path: FilePath, _ mode: OpenMode) throws(FileError) -> any OpenFile {
        try step(.open, path)
        return CrashingFile(try real.open(path, mode), self)
    }

    package func rename(_ source: FilePath, to target: FilePath) throws(FileError) {
        try step(.rename, source)
        try real.rename(source, to: target)
        state.withLock { $0.replaced.append(target.lastComponent?.string ?? "") }
    }

    package func remove(_ path: FilePath) throws(FileError) {
        try step(.remove, path)
        try real.remove(path)
    }

    package func createDirectory(_ path: FilePath) throws(FileError) {
        try step(.createDirectory, path)
        try real.createDirectory(path)
    }

    package func list(_ directory: FilePath) throws(FileError) -> [[UInt8]] {
        try step(.list, directory)
        return try real.list(directory)
    }

    package func metadata(
        at path: FilePath,
        followSymlinks: Bool
    ) throws(FileError) -> FileMetadata? {
        try step(.metadata, path)
        return try real.metadata(at: path, followSymlinks: followSymlinks)
    }

    package func synchronizeDirectory(_ path: FilePath) throws(FileError) {
        try step(.synchronize, path)
    }
}

private final class CrashingFile: OpenFile {
    private let real: any OpenFile
    private let system: CrashingFileSystem

    init(_ real: any OpenFile, _ system: CrashingFileSystem) {
        self.real = real
        self.system = system
    }

    var path: FilePath { real.path }

    func readSome(
        into buffer: UnsafeMutableRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int {
        try system.step(.read, path)
        return try real.readSome(into: buffer, atOffset: offset)
    }

    func writeSome(
        _ bytes: UnsafeRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int {
        try system.step(.write, path)
        return try real.writeSome(bytes, atOffset: offset)
    }

    func synchronizeData() throws(FileError) { try system.step(.synchronize, path) }

    func synchronize() throws(FileError) { try system.step(.synchronize, path) }

    func truncate(toSizeBytes size: Int64) throws(FileError) {
        try system.step(.truncate, path)
        try real.truncate(toSizeBytes: size)
    }

    func metadata() throws(FileError) -> FileMetadata {
        try system.step(.metadata, path)
        return try real.metadata()
    }

    /// Locks end with their process.
    func tryLock() throws(FileError) -> Bool { try real.tryLock() }

    func unlock() throws(FileError) { try real.unlock() }

    func close() { real.close() }
}
