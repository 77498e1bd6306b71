import SystemPackage
import Testing

@testable import FileIO

/// What every `FileSystem` must do. A new implementation is one more case of `ContractPlace.Kind`.
@Suite struct FileSystemContractTests {
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

    @Test(arguments: ContractPlace.Kind.allCases)
    func filesAreReadAndWrittenAtOffsets(kind: ContractPlace.Kind) throws {
        let place = try ContractPlace(kind)
        let system = place.system
        let path = place.path("file")
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

    @Test(arguments: ContractPlace.Kind.allCases)
    func aReaderCannotWrite(kind: ContractPlace.Kind) throws {
        let place = try ContractPlace(kind)
        let system = place.system
        try place.makeFile("file", [1])
        let file = try system.open(place.path("file"), .read)
        expect(.badFileDescriptor, .write) { try file.writeAll([1], atOffset: 0) }
    }

    @Test(arguments: ContractPlace.Kind.allCases)
    func namesAreBytes(kind: ContractPlace.Kind) throws {
        let place = try ContractPlace(kind)
        let system = place.system
        let odd: [UInt8] = [0xFF, 0x0A, 0x20, 0xC3]
        try place.makeFile(odd, [7])
        try place.makeFile("plain")
        #expect(Set(try system.list(place.path)) == [odd, Array("plain".utf8)])
        #expect(try system.metadata(at: place.path(odd), followSymlinks: true)?.sizeBytes == 1)
        #expect(FilePath(bytes: place.path(odd).bytes) == place.path(odd))
    }

    @Test(arguments: ContractPlace.Kind.allCases)
    func namesComeAndGo(kind: ContractPlace.Kind) throws {
        let place = try ContractPlace(kind)
        let system = place.system
        try place.makeFile("a", [1])
        try place.makeFile("b", [2])
        try system.rename(place.path("a"), to: place.path("b"))
        #expect(try system.readAll(place.path("b")) == [1])
        #expect(try system.metadata(at: place.path("a"), followSymlinks: true) == nil)
        expect(.noSuchFileOrDirectory, .rename) {
            try system.rename(place.path("a"), to: place.path("c"))
        }
        try system.remove(place.path("b"))
        expect(.noSuchFileOrDirectory, .remove) { try system.remove(place.path("b")) }
        try system.createDirectory(place.path("d"))
        expect(.fileExists, .createDirectory) {
            try system.createDirectory(place.path("d"))
        }
        try system.createDirectories(place.path("d/e/f"))
        try system.createDirectories(place.path("d/e/f"))
        try system.synchronizeDirectory(place.path("d/e"))
        #expect(try system.list(place.path("d/e")) == [Array("f".utf8)])
        expect(.noSuchFileOrDirectory, .list) { _ = try system.list(place.path("x")) }
    }

    @Test(arguments: ContractPlace.Kind.allCases)
    func metadataTellsKindsAndLinks(kind: ContractPlace.Kind) throws {
        let place = try ContractPlace(kind)
        let system = place.system
        try place.makeFile("file", [1, 2])
        try place.makeDirectory("directory")
        try place.makeLink("link", to: "file")
        func found(_ name: String, _ follow: Bool) throws -> FileMetadata.Kind? {
            try system.metadata(at: place.path(name), followSymlinks: follow)?.kind
        }
        #expect(try found("file", false) == .regular)
        #expect(try found("directory", false) == .directory)
        #expect(try found("link", false) == .symlink)
        #expect(try found("link", true) == .regular)
        let metadata = try #require(
            try system.metadata(at: place.path("file"), followSymlinks: true)
        )
        #expect(metadata.mtimeNanoseconds > 1_600_000_000_000_000_000)
        #expect(metadata.inode != 0)
    }

    @Test(arguments: ContractPlace.Kind.allCases)
    func aLockBelongsToOneOpenFile(kind: ContractPlace.Kind) throws {
        let place = try ContractPlace(kind)
        let system = place.system
        let path = place.path("lock")
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

    @Test func nothingThereIsAnError() {
        #expect(throws: FileError.self) {
            try FileMetadata.of(path: temporary.path("none").bytes)
        }
    }

    @Test func aFileSystemHasAnIdentity() throws {
        let id = try fileSystemID(of: temporary.path)
        #expect(try fileSystemID(of: temporary.path) == id)
        #expect(throws: FileError.self) { try fileSystemID(of: temporary.path("none")) }
    }
}
