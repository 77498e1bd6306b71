import FileIO
import Synchronization
import SystemPackage

/// The real file system, with the faults that a test asks for. It can produce exactly these:
///
/// - the call with a given number fails, whatever it is;
/// - each write stores at most so many bytes;
/// - each n-th read or write is interrupted (EINTR) before it does anything.
///
/// Syncs are counted and may fail, but are not done: no test here loses power.
///
/// It also watches that nothing is written to, or synced through, a file on which a write or a
/// sync has failed.
final class FaultyFileSystem: FileSystem {
    struct Faults {
        var failingCall: Int?
        var errno: Errno = .ioError
        var writeLimitBytes: Int?
        var interruptEvery: Int?
    }

    fileprivate struct State {
        var faults: Faults
        var calls = 0
        var transfers = 0
        var violations: [String] = []
        var failedCall: String?
    }

    private let real = PosixFileSystem()
    fileprivate let state: Mutex<State>

    init(_ faults: Faults = Faults()) {
        state = Mutex(State(faults: faults))
    }

    var calls: Int { state.withLock { $0.calls } }
    var violations: [String] { state.withLock { $0.violations } }
    /// What the failing call was; `nil` where it was not reached.
    var failedCall: String? { state.withLock { $0.failedCall } }

    fileprivate func check(_ operation: FileOperation, _ path: FilePath) throws(FileError) {
        let errno: Errno? = state.withLock { state in
            state.calls += 1
            guard state.calls == state.faults.failingCall else { return nil }
            state.failedCall = "\(operation) \(path.lastComponent?.string ?? "")"
            return state.faults.errno
        }
        if let errno { throw FileError(operation: operation, path: path, errno: errno) }
    }

    func open(_ path: FilePath, _ mode: OpenMode) throws(FileError) -> any OpenFile {
        try check(.open, path)
        return FaultyFile(try real.open(path, mode), self)
    }

    func rename(_ source: FilePath, to target: FilePath) throws(FileError) {
        try check(.rename, source)
        try real.rename(source, to: target)
    }

    func remove(_ path: FilePath) throws(FileError) {
        try check(.remove, path)
        try real.remove(path)
    }

    func createDirectory(_ path: FilePath) throws(FileError) {
        try check(.createDirectory, path)
        try real.createDirectory(path)
    }

    func list(_ directory: FilePath) throws(FileError) -> [[UInt8]] {
        try check(.list, directory)
        return try real.list(directory)
    }

    func metadata(
        at path: FilePath,
        followSymlinks: Bool
    ) throws(FileError) -> FileMetadata? {
        try check(.metadata, path)
        return try real.metadata(at: path, followSymlinks: followSymlinks)
    }

    func synchronizeDirectory(_ path: FilePath) throws(FileError) {
        try check(.synchronize, path)
    }
}

private final class FaultyFile: OpenFile {
    private let real: any OpenFile
    private let system: FaultyFileSystem
    private let isPoisoned = Mutex(false)

    init(_ real: any OpenFile, _ system: FaultyFileSystem) {
        self.real = real
        self.system = system
    }

    var path: FilePath { real.path }

    /// Counts, and remembers a failed write or sync.
    private func checkChange(_ operation: FileOperation) throws(FileError) {
        if isPoisoned.withLock({ $0 }) {
            let name = path.lastComponent?.string ?? ""
            system.state.withLock { $0.violations.append("\(operation) after a failure: \(name)") }
        }
        do throws(FileError) {
            try system.check(operation, path)
        } catch {
            isPoisoned.withLock { $0 = true }
            throw error
        }
    }

    private func interrupt(_ operation: FileOperation) throws(FileError) {
        let isInterrupted = system.state.withLock { state in
            guard let every = state.faults.interruptEvery else { return false }
            state.transfers += 1
            return state.transfers % every == 0
        }
        if isInterrupted {
            throw FileError(operation: operation, path: path, errno: .interrupted)
        }
    }

    func readSome(
        into buffer: UnsafeMutableRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int {
        try system.check(.read, path)
        try interrupt(.read)
        return try real.readSome(into: buffer, atOffset: offset)
    }

    func writeSome(
        _ bytes: UnsafeRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int {
        try interrupt(.write)
        let limit = system.state.withLock { $0.faults.writeLimitBytes } ?? bytes.count
        let part = UnsafeRawBufferPointer(rebasing: bytes[..<min(limit, bytes.count)])
        do throws(FileError) {
            try checkChange(.write)
        } catch {
            // A write that fails may have stored some of it.
            let half = UnsafeRawBufferPointer(rebasing: part[..<(part.count / 2)])
            try real.writeAll(half, atOffset: offset)
            throw error
        }
        return try real.writeSome(part, atOffset: offset)
    }

    func synchronizeData() throws(FileError) {
        try checkChange(.synchronize)
    }

    func synchronize() throws(FileError) {
        try checkChange(.synchronize)
    }

    func truncate(toSizeBytes size: Int64) throws(FileError) {
        try system.check(.truncate, path)
        try real.truncate(toSizeBytes: size)
    }

    func metadata() throws(FileError) -> FileMetadata {
        try system.check(.metadata, path)
        return try real.metadata()
    }

    func tryLock() throws(FileError) -> Bool {
        try system.check(.lock, path)
        return try real.tryLock()
    }

    func unlock() throws(FileError) {
        try system.check(.lock, path)
        try real.unlock()
    }

    func close() { real.close() }
}
