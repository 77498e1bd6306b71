import FileIO
import FoundationEssentials
import Glibc
import SystemPackage

/// The one folder that a benchmark writes to; `remove()` deletes it.
struct Workspace {
    let directory: FilePath

    /// - Parameter parent: where to create it; `TMPDIR` or `/tmp` if nil.
    init(in parent: FilePath?) throws {
        let environment = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        let parent = parent ?? FilePath(environment.isEmpty ? "/tmp" : environment)
        var template = Array(parent.appending("psm-bench-XXXXXX").string.utf8CString)
        guard mkdtemp(&template) != nil else {
            throw BenchError("Cannot create a folder in \(parent): \(Errno(rawValue: errno)).")
        }
        directory = template.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { FilePath(platformString: $0) } ?? parent
        }
        Interruption.removeOnExit(directory)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: directory.string)
    }

    /// Makes a folder below, and those above it.
    func makeDirectory(_ name: String) throws -> FilePath {
        let path = directory.appending(name)
        try Files.makeDirectory(path)
        return path
    }
}

/// The few file operations that the benches share.
enum Files {
    static func makeDirectory(_ path: FilePath) throws {
        try FileManager.default.createDirectory(
            atPath: path.string,
            withIntermediateDirectories: true
        )
    }

    static func remove(_ path: FilePath) throws {
        try FileManager.default.removeItem(atPath: path.string)
    }

    static func rename(_ path: FilePath, to target: FilePath) throws {
        guard Glibc.rename(path.string, target.string) == 0 else {
            throw BenchError("Cannot rename \(path) to \(target): \(Errno(rawValue: errno)).")
        }
    }

    static func write(_ bytes: some Sequence<UInt8>, to path: FilePath) throws {
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .truncate, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead]
        )
        _ = try file.closeAfter { try file.writeAll(bytes) }
    }

    /// Reads a file to its end in pieces; files in `/proc` report no size.
    static func read(_ path: FilePath) throws -> [UInt8] {
        let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
        return try file.closeAfter {
            var bytes: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 64 * 1_024)
            while true {
                let count = try piece.withUnsafeMutableBytes { try file.read(into: $0) }
                if count == 0 { return bytes }
                bytes += piece[..<count]
            }
        }
    }

    /// The text of a file that may not exist.
    static func text(_ path: FilePath) -> String {
        String(decoding: (try? read(path)) ?? [], as: UTF8.self)
    }

    /// All regular files below `root`, without following links.
    static func walk(_ root: FilePath) throws -> [FilePath] {
        var collector = FileCollector(root: root)
        try DirectoryWalk.walk(root: root, followSymlinks: false, visitor: &collector)
        return collector.files
    }

    /// Waits until everything is on disk.
    static func synchronizeAll() {
        sync()
    }
}

private struct FileCollector: DirectoryVisitor {
    let root: FilePath
    var files: [FilePath] = []

    mutating func wants(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool { true }

    mutating func wants(
        directory name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool { true }

    mutating func visit(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata
    ) {
        let slash = UInt8(ascii: "/")
        let folder = directory.isEmpty ? [] : [slash] + Array(directory)
        files.append(FilePath(bytes: root.bytes + folder + [slash] + Array(name)))
    }

    mutating func enter(
        directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata,
        isMountPoint: Bool
    ) {}

    mutating func unreadable(
        _ path: UnsafeRawBufferPointer,
        isDirectory: Bool,
        _ error: FileError
    ) {}
}
