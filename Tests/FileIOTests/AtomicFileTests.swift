import Synchronization
import SystemPackage
import Testing

@testable import FileIO

@Suite struct AtomicFileTests {
    let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    @Test func itWritesOnlyWhatDiffers() throws {
        let path = temporary.path("list.m3u8")
        #expect(try AtomicFile.replace(path, with: [1, 2]))
        let before = try FileMetadata.of(path: path.bytes)
        #expect(try !AtomicFile.replace(path, with: [1, 2]))
        #expect(try FileMetadata.of(path: path.bytes) == before)
        #expect(try AtomicFile.replace(path, with: [1, 3]))
        #expect(try PosixFileSystem().readAll(path) == [1, 3])
        #expect(try PosixFileSystem().list(temporary.path).count == 1)
    }

    @Test func aNameAsLongAsCanBeWorks() throws {
        let path = temporary.path(String(repeating: "n", count: 255))
        #expect(try AtomicFile.replace(path, with: [1]))
    }

    @Test func whateverFailsTheOldFileStaysAndNothingElse() throws {
        let path = temporary.path("list.m3u8")
        var call = 1
        while true {
            _ = try AtomicFile.replace(path, with: [1, 2])
            let failing = FailingFileSystem(failingCall: call)
            do {
                _ = try AtomicFile.replace(path, with: [3, 4, 5], in: failing)
                break
            } catch {
                let isInPlace = failing.failed == .synchronize && call > 4
                let now = try PosixFileSystem().readAll(path)
                #expect(now == [1, 2] || (isInPlace && now == [3, 4, 5]), "call \(call)")
                #expect(try PosixFileSystem().list(temporary.path).count == 1)
            }
            call += 1
            try #require(call < 20)
        }
        #expect(call > 4)
    }
}

/// Fails one call of those that change something.
private final class FailingFileSystem: FileSystem {
    private let real = PosixFileSystem()
    private let state: Mutex<(left: Int, failed: FileOperation?)>

    init(failingCall: Int) { state = Mutex((failingCall, nil)) }

    var failed: FileOperation? { state.withLock { $0.failed } }

    func check(_ operation: FileOperation, _ path: FilePath) throws(FileError) {
        let fails = state.withLock { state in
            state.left -= 1
            if state.left == 0 { state.failed = operation }
            return state.left == 0
        }
        if fails { throw FileError(operation: operation, path: path, errno: .noSpace) }
    }

    func open(_ path: FilePath, _ mode: OpenMode) throws(FileError) -> any OpenFile {
        if case .read = mode { return try real.open(path, mode) }
        try check(.open, path)
        return FailingFile(try real.open(path, mode), self)
    }

    func rename(_ source: FilePath, to target: FilePath) throws(FileError) {
        try check(.rename, source)
        try real.rename(source, to: target)
    }

    func remove(_ path: FilePath) throws(FileError) { try real.remove(path) }

    func createDirectory(_ path: FilePath) throws(FileError) {
        try real.createDirectory(path)
    }

    func list(_ directory: FilePath) throws(FileError) -> [[UInt8]] { try real.list(directory) }

    func metadata(
        at path: FilePath,
        followSymlinks: Bool
    ) throws(FileError) -> FileMetadata? {
        try real.metadata(at: path, followSymlinks: followSymlinks)
    }

    func synchronizeDirectory(_ path: FilePath) throws(FileError) {
        try check(.synchronize, path)
    }
}

private final class FailingFile: OpenFile {
    private let real: any OpenFile
    private let system: FailingFileSystem

    init(_ real: any OpenFile, _ system: FailingFileSystem) {
        self.real = real
        self.system = system
    }

    var path: FilePath { real.path }

    func readSome(
        into buffer: UnsafeMutableRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int {
        try real.readSome(into: buffer, atOffset: offset)
    }

    /// One byte a call, to be sure that short writes are gone on with.
    func writeSome(
        _ bytes: UnsafeRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int {
        try system.check(.write, path)
        return try real.writeSome(UnsafeRawBufferPointer(rebasing: bytes[..<1]), atOffset: offset)
    }

    func synchronizeData() throws(FileError) { try system.check(.synchronize, path) }
    func synchronize() throws(FileError) { try system.check(.synchronize, path) }
    func truncate(toSizeBytes size: Int64) throws(FileError) {
        try real.truncate(toSizeBytes: size)
    }
    func metadata() throws(FileError) -> FileMetadata { try real.metadata() }
    func tryLock() throws(FileError) -> Bool { try real.tryLock() }
    func unlock() throws(FileError) { try real.unlock() }
    func close() { real.close() }
}
