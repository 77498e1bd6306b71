import Glibc
import SystemPackage
import Testing

@testable import FileIO

/// Writes down all that a walk tells.
private struct Recorder: DirectoryVisitor {
    var files: [[UInt8]: FileMetadata] = [:]
    var directories: [[UInt8]] = []
    var mountPoints: [[UInt8]] = []
    var unreadable: [[UInt8]] = []
    var errors: [FileError] = []
    var unwanted: Set<[UInt8]> = []
    var isTopLevelOnly = false

    static func join(_ directory: UnsafeRawBufferPointer, _ name: UnsafeRawBufferPointer) -> [UInt8]
    {
        directory.isEmpty ? Array(name) : Array(directory) + [0x2F] + Array(name)
    }

    mutating func wants(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool {
        !unwanted.contains(Array(name))
    }

    mutating func wants(
        directory name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool {
        !unwanted.contains(Array(name)) && (!isTopLevelOnly || directory.isEmpty)
    }

    mutating func visit(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata
    ) {
        let path = Self.join(directory, name)
        #expect(files[path] == nil, "visited twice")
        files[path] = metadata
    }

    mutating func enter(
        directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata,
        isMountPoint: Bool
    ) {
        directories.append(Array(directory))
        if isMountPoint { mountPoints.append(Array(directory)) }
    }

    mutating func unreadable(
        _ path: UnsafeRawBufferPointer,
        isDirectory: Bool,
        _ error: FileError
    ) {
        unreadable.append(Array(path))
        errors.append(error)
    }

    var names: [String] {
        files.keys.map { String(decoding: $0, as: UTF8.self) }.sorted()
    }
}

@Suite struct DirectoryWalkTests {
    let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    private func walk(
        from subdirectory: String = "",
        followSymlinks: Bool = false,
        unwanted: [String] = []
    ) throws -> Recorder {
        var recorder = Recorder()
        recorder.unwanted = Set(unwanted.map { Array($0.utf8) })
        try DirectoryWalk.walk(
            root: temporary.path,
            from: Array(subdirectory.utf8),
            followSymlinks: followSymlinks,
            visitor: &recorder
        )
        return recorder
    }

    @Test func itFindsEveryFileAndNothingElse() throws {
        try temporary.makeDirectory("a/b")
        try temporary.makeDirectory("empty")
        try temporary.makeFile("top", [1, 2, 3])
        try temporary.makeFile("a/one")
        try temporary.makeFile("a/b/two")
        #expect(mkfifo(temporary.path("a/pipe").string, 0o600) == 0)
        let found = try walk()
        #expect(found.names == ["a/b/two", "a/one", "top"])
        #expect(
            found.files[Array("top".utf8)]
                == (try FileMetadata.of(path: temporary.path("top").bytes))
        )
        #expect(found.directories.first == [])
        #expect(
            Set(found.directories.map { String(decoding: $0, as: UTF8.self) })
                == ["", "a", "a/b", "empty"]
        )
        #expect(found.mountPoints.isEmpty && found.unreadable.isEmpty)
        #expect(try walk(from: "a").names == ["a/b/two", "a/one"])
        #expect(try walk(from: "a/b").directories == [Array("a/b".utf8)])
        #expect(try walk(unwanted: ["b", "top"]).names == ["a/one"])
    }

    @Test func aNameIsAnyBytes() throws {
        let names: [[UInt8]] = [
            [0xFF, 0xFE], [0x0A], Array("e\u{301}".utf8), Array("é".utf8), [0x5C],
        ]
        for name in names { try temporary.makeFile(name) }
        #expect(Set(try walk().files.keys) == Set(names))
    }

    @Test func whatIsNotThereIsAnError() throws {
        #expect(throws: FileError.self) { try walk(from: "none") }
        try temporary.makeFile("file")
        #expect(throws: FileError.self) { try walk(from: "file") }
        var recorder = Recorder()
        #expect(throws: FileError.self) {
            try DirectoryWalk.walk(
                root: temporary.path("none"),
                followSymlinks: false,
                visitor: &recorder
            )
        }
    }

    @Test func linksAreFollowedOnlyWhenAsked() throws {
        try temporary.makeDirectory("real/inner")
        try temporary.makeFile("real/song")
        try temporary.makeFile("real/inner/deep")
        try temporary.makeLink("alias", to: "real")
        try temporary.makeLink("song", to: "real/song")
        try temporary.makeLink("nowhere", to: "none")
        try temporary.makeLink("itself", to: "itself")
        try temporary.makeLink("real/inner/up", to: "..")
        try temporary.makeLink("real/inner/top", to: "../..")
        #expect(try walk().names == ["real/inner/deep", "real/song"])
        let followed = try walk(followSymlinks: true)
        #expect(
            followed.names == [
                "alias/inner/deep", "alias/song", "real/inner/deep", "real/song", "song",
            ]
        )
        #expect(followed.unreadable.isEmpty)
        // The ancestors of the start count too.
        #expect(try walk(from: "real/inner", followSymlinks: true).names == ["real/inner/deep"])
        #expect(throws: FileError.self) { try walk(from: "alias") }
        // The start itself may be one of them, or be reached through one.
        #expect(
            try walk(from: "alias", followSymlinks: true).names == [
                "alias/inner/deep", "alias/song",
            ]
        )
        for loop in ["real/inner/up", "real/inner/top", "real/inner/up/inner"] {
            #expect(throws: FileError.self) { try walk(from: loop, followSymlinks: true) }
        }
    }

    @Test func aTreeDeeperThanTheOpenLimitIsWalkedWhole() throws {
        var path = ""
        var expected: [String] = []
        for level in 0..<150 {
            path += path.isEmpty ? "d\(level)" : "/d\(level)"
            mkdir(temporary.path(path).string, 0o755)
            try temporary.makeFile("\(path)/file")
            mkdir(temporary.path("\(path)/side").string, 0o755)
            try temporary.makeFile("\(path)/side/file")
            expected += ["\(path)/file", "\(path)/side/file"]
        }
        let found = try walk()
        #expect(found.names == expected.sorted())
        #expect(found.unreadable.isEmpty)
    }

    @Test func anUnreadableDirectoryIsToldAndTheRestIsWalked() throws {
        try temporary.makeDirectory("open")
        try temporary.makeFile("open/file")
        try temporary.makeDirectory("closed")
        try temporary.makeFile("closed/file")
        chmod(temporary.path.string, 0o755)
        chmod(temporary.path("closed").string, 0)
        defer { chmod(temporary.path("closed").string, 0o755) }
        let found = try withoutPrivileges { try walk() }
        #expect(found.names == ["open/file"])
        #expect(found.unreadable == [Array("closed".utf8)])
        #expect(found.errors.first?.errno == .permissionDenied)
        #expect(found.errors.first?.path == temporary.path("closed"))
    }

    @Test func anotherDeviceIsAMountPoint() throws {
        var recorder = Recorder()
        recorder.isTopLevelOnly = true
        try DirectoryWalk.walk(root: "/", followSymlinks: false, visitor: &recorder)
        let root = try FileMetadata.of(path: Array("/".utf8))
        let expected = try recorder.directories.dropFirst().filter {
            try FileMetadata.of(path: [0x2F] + $0).device != root.device
        }
        #expect(recorder.mountPoints == expected)
        #expect(expected.contains(Array("proc".utf8)))
    }

    /// Runs `body` with the file permissions of an ordinary user, on this thread only.
    private func withoutPrivileges<R>(_ body: () throws -> R) throws -> R {
        guard geteuid() == 0 else { return try body() }
        typealias SetFSUID = @convention(c) (uid_t) -> Int32
        let symbol = try #require(dlsym(nil, "setfsuid"))
        let setFSUID = unsafeBitCast(symbol, to: SetFSUID.self)
        _ = setFSUID(65534)
        defer { _ = setFSUID(0) }
        return try body()
    }
}
