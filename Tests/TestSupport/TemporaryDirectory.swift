package import FileIO
internal import Glibc
package import SystemPackage

/// A directory of its own, removed with the last reference. Paths are bytes, relative to it.
package final class TemporaryDirectory: Sendable {
    package let path: FilePath

    package init(in parent: FilePath = "/tmp") throws {
        var template = Array(parent.appending("psm-test-XXXXXX").string.utf8CString)
        guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        path = FilePath(platformString: template)
    }

    deinit { Tree(path).removeAll() }

    package func tree(_ name: String) throws -> Tree {
        let tree = Tree(path.appending(name))
        try PosixFileSystem().createDirectories(tree.path)
        return tree
    }
}

/// A directory that a test changes. Paths are bytes, relative to it.
package struct Tree: Sendable {
    package let path: FilePath

    package init(_ path: FilePath) {
        self.path = path
    }

    package func absolute(_ relative: [UInt8]) -> FilePath {
        FilePath(bytes: relative.isEmpty ? path.bytes : path.bytes + [0x2F] + relative)
    }

    package func absolute(_ relative: String) -> FilePath { absolute(Array(relative.utf8)) }

    // MARK: Changing

    /// Writes the file in place: its inode stays. Directories on the way are made.
    package func write(_ relative: [UInt8], _ bytes: [UInt8]) throws {
        let target = absolute(relative)
        try PosixFileSystem().createDirectories(target.removingLastComponent())
        let file = try PosixFileSystem().open(target, .create)
        defer { file.close() }
        try file.truncate(toSizeBytes: 0)
        try file.writeAll(bytes, atOffset: 0)
    }

    package func write(_ relative: String, _ bytes: [UInt8]) throws {
        try write(Array(relative.utf8), bytes)
    }

    package func write(_ relative: String, _ text: String) throws {
        try write(relative, Array(text.utf8))
    }

    package func rename(_ source: [UInt8], to target: [UInt8]) throws {
        try move(source, to: self, target)
    }

    /// Renames across trees. Directories on the way are made.
    package func move(_ source: [UInt8], to other: Tree, _ target: [UInt8]) throws {
        let target = other.absolute(target)
        try PosixFileSystem().createDirectories(target.removingLastComponent())
        try PosixFileSystem().rename(absolute(source), to: target)
    }

    package func rename(_ source: String, to target: String) throws {
        try rename(Array(source.utf8), to: Array(target.utf8))
    }

    package func link(_ source: [UInt8], to target: [UInt8]) throws {
        let result = absolute(source).withPlatformString { source in
            absolute(target).withPlatformString { Glibc.link(source, $0) }
        }
        if result != 0 { throw Errno(rawValue: errno) }
    }

    package func symlink(_ relative: String, to target: String) throws {
        if Glibc.symlink(target, absolute(relative).string) != 0 { throw Errno(rawValue: errno) }
    }

    package func remove(_ relative: [UInt8]) throws {
        try PosixFileSystem().remove(absolute(relative))
    }

    package func remove(_ relative: String) throws { try remove(Array(relative.utf8)) }

    package func makeDirectory(_ relative: String) throws {
        try PosixFileSystem().createDirectories(absolute(relative))
    }

    /// utimensat(2).
    package func setModificationTime(_ relative: [UInt8], nanoseconds: Int64) throws {
        let time = timespec(
            tv_sec: Int(nanoseconds / 1_000_000_000),
            tv_nsec: Int(nanoseconds % 1_000_000_000)
        )
        let result = absolute(relative).withPlatformString {
            utimensat(AT_FDCWD, $0, [time, time], 0)
        }
        if result != 0 { throw Errno(rawValue: errno) }
    }

    package func setPermissions(_ relative: String, _ mode: UInt32) throws {
        if chmod(absolute(relative).string, mode) != 0 { throw Errno(rawValue: errno) }
    }

    /// Removes the directory with all that it holds.
    package func removeAll() {
        for name in (try? PosixFileSystem().list(path)) ?? [] {
            let child = absolute(name)
            if child.withPlatformString({ unlink($0) }) != 0 { Tree(child).removeAll() }
        }
        _ = path.withPlatformString { rmdir($0) }
    }

    // MARK: Looking

    package func read(_ relative: String) throws -> [UInt8] {
        try PosixFileSystem().readAll(absolute(relative))
    }

    package func text(_ relative: String) throws -> String {
        String(decoding: try read(relative), as: UTF8.self)
    }

    package func exists(_ relative: String) -> Bool {
        (try? FileMetadata.of(path: absolute(relative).bytes, followSymlinks: false)) != nil
    }

    package func metadata(_ relative: [UInt8]) throws -> FileMetadata {
        try FileMetadata.of(path: absolute(relative).bytes, followSymlinks: false)
    }

    /// Every regular file in the tree, by its relative path: a plain recursion over readdir(3) that
    /// shares nothing with the code under test.
    package func files() throws -> [[UInt8]: FileMetadata] {
        var found: [[UInt8]: FileMetadata] = [:]
        try collect([], into: &found)
        return found
    }

    private func collect(_ directory: [UInt8], into found: inout [[UInt8]: FileMetadata]) throws {
        for name in try PosixFileSystem().list(absolute(directory)) {
            let child = directory.isEmpty ? name : directory + [0x2F] + name
            let metadata = try metadata(child)
            switch metadata.kind {
            case .regular: found[child] = metadata
            case .directory: try collect(child, into: &found)
            default: break
            }
        }
    }

    /// The bytes of every regular file whose name does not begin with a dot.
    package func contents() throws -> [[UInt8]: [UInt8]] {
        guard exists("") else { return [:] }
        var contents: [[UInt8]: [UInt8]] = [:]
        for path in try files().keys where path.split(separator: 0x2F).last?.first != 0x2E {
            contents[path] = try PosixFileSystem().readAll(absolute(path))
        }
        return contents
    }
}
