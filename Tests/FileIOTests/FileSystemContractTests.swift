import SystemPackage
import Testing

@testable import FileIO

/// What every `FileSystem` must do. A new implementation is one more line in `systems`.
@Suite struct FileSystemContractTests {
    static let systems: [any FileSystem] = [PosixFileSystem()]
    let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    private func expect(
        _ errno: Errno,
        _ operation: FileOperation,
        _ body: () throws -> Void
    ) {
        #expect {
            try body()
        } throws: { error in
            guard let error = error as? FileError else { return false }
            return error.errno == errno && error.operation == operation
        }
    }

    @Test(arguments: systems.indices)
    func filesAreReadAndWrittenAtOffsets(system: Int) throws {
        let system = Self.systems[system]
        let path = temporary.path("file")
        expect(.noSuchFileOrDirectory, .open) { _ = try system.open(path, .read) }
        expect(.noSuchFileOrDirectory, .open) { _ = try system.open(path, .readWrite) }
        let file = try system.open(path, .createNew)
        expect(.fileExists, .open) { _ = try system.open(path, .createNew) }
        try file.writeAll([1, 2, 3], atOffset: 2)
        try file.synchronizeData()
        try file.synchronize()
        #expect(try system.readAll(path) == [0, 0, 1, 2, 3])
        #expect(try file.metadata().sizeBytes == 5)
        var bytes = [UInt8](repeating: 9, count: 4)
        #expect(try file.read(into: &bytes, atOffset: 3) == 2)
        #expect(bytes == [2, 3, 9, 9])
        try file.truncate(toSizeBytes: 3)
        #expect(try system.readAll(path) == [0, 0, 1])
        #expect(try file.read(into: &bytes, atOffset: 100) == 0)
        expect(.fileTooLarge, .read) { _ = try system.readAll(path, limitBytes: 2) }
        file.close()
        file.close()
        expect(.badFileDescriptor, .write) { try file.writeAll([1], atOffset: 0) }
    }

    @Test(arguments: systems.indices)
    func aReaderCannotWrite(system: Int) throws {
        let system = Self.systems[system]
        try temporary.makeFile("file", [1])
        let file = try system.open(temporary.path("file"), .read)
        expect(.badFileDescriptor, .write) { try file.writeAll([1], atOffset: 0) }
    }

    @Test(arguments: systems.indices)
    func namesAreBytes(system: Int) throws {
        let system = Self.systems[system]
        let odd: [UInt8] = [0xFF, 0x0A, 0x20, 0xC3]
        try temporary.makeFile(odd, [7])
        try temporary.makeFile("plain")
        #expect(Set(try system.list(temporary.path)) == [odd, Array("plain".utf8)])
        #expect(try system.metadata(at: temporary.path(odd), followSymlinks: true)?.sizeBytes == 1)
        #expect(FilePath(bytes: temporary.path(odd).bytes) == temporary.path(odd))
    }

    @Test(arguments: systems.indices)
    func namesComeAndGo(system: Int) throws {
        let system = Self.systems[system]
        try temporary.makeFile("a", [1])
        try temporary.makeFile("b", [2])
        try system.rename(temporary.path("a"), to: temporary.path("b"))
        #expect(try system.readAll(temporary.path("b")) == [1])
        #expect(try system.metadata(at: temporary.path("a"), followSymlinks: true) == nil)
        expect(.noSuchFileOrDirectory, .rename) {
            try system.rename(temporary.path("a"), to: temporary.path("c"))
        }
        try system.remove(temporary.path("b"))
        expect(.noSuchFileOrDirectory, .remove) { try system.remove(temporary.path("b")) }
        try system.createDirectory(temporary.path("d"))
        expect(.fileExists, .createDirectory) {
            try system.createDirectory(temporary.path("d"))
        }
        try system.createDirectories(temporary.path("d/e/f"))
        try system.createDirectories(temporary.path("d/e/f"))
        try system.synchronizeDirectory(temporary.path("d/e"))
        #expect(try system.list(temporary.path("d/e")) == [Array("f".utf8)])
        expect(.noSuchFileOrDirectory, .list) { _ = try system.list(temporary.path("x")) }
    }

    @Test(arguments: systems.indices)
    func metadataTellsKindsAndLinks(system: Int) throws {
        let system = Self.systems[system]
        try temporary.makeFile("file", [1, 2])
        try temporary.makeDirectory("directory")
        try temporary.makeLink("link", to: "file")
        func kind(_ name: String, _ follow: Bool) throws -> FileMetadata.Kind? {
            try system.metadata(at: temporary.path(name), followSymlinks: follow)?.kind
        }
        #expect(try kind("file", false) == .regular)
        #expect(try kind("directory", false) == .directory)
        #expect(try kind("link", false) == .symlink)
        #expect(try kind("link", true) == .regular)
        let metadata = try FileMetadata.of(path: temporary.path("file").bytes)
        #expect(metadata.mtimeNanoseconds > 1_600_000_000_000_000_000)
        #expect(metadata.inode != 0)
        #expect(throws: FileError.self) {
            try FileMetadata.of(path: temporary.path("none").bytes)
        }
    }

    @Test(arguments: systems.indices)
    func aLockBelongsToOneOpenFile(system: Int) throws {
        let system = Self.systems[system]
        let path = temporary.path("lock")
        let first = try system.open(path, .create)
        let second = try system.open(path, .create)
        #expect(try first.tryLock())
        #expect(try !second.tryLock())
        try first.unlock()
        #expect(try second.tryLock())
        #expect(try !first.tryLock())
        second.close()
        #expect(try first.tryLock())
    }

    @Test func anErrorIsASentenceThatSaysWhatToDo() {
        let error = FileError(operation: .write, path: "/music/list.m3u8", errno: .noSpace)
        #expect(error.description.hasPrefix("Cannot write to /music/list.m3u8: "))
        #expect(error.description.contains("Free some space"))
        let limit = FileError(operation: .watch, path: "/music", errno: .noSpace)
        #expect(limit.isWatchLimit && limit.description.contains("max_user_watches"))
        #expect(!error.isWatchLimit)
    }

    @Test func aFileSystemHasAnIdentity() throws {
        let id = try fileSystemID(of: temporary.path)
        #expect(try fileSystemID(of: temporary.path) == id)
        #expect(throws: FileError.self) { try fileSystemID(of: temporary.path("none")) }
    }
}
