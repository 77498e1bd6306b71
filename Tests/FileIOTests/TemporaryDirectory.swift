import Glibc
import SystemPackage

@testable import FileIO

/// A directory of its own, removed with the last reference.
final class TemporaryDirectory: Sendable {
    let path: FilePath

    init() throws {
        var template = Array("/tmp/psm-fileio-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        path = FilePath(platformString: template)
    }

    deinit { Self.removeTree(path.bytes) }

    private static func removeTree(_ path: [UInt8]) {
        for name in (try? PosixFileSystem().list(FilePath(bytes: path))) ?? [] {
            let child = path + [0x2F] + name
            if child.withTerminatedBytes({ unlink($0) }) != 0 { removeTree(child) }
        }
        _ = path.withTerminatedBytes { rmdir($0) }
    }

    /// The path of `relative`, whose bytes may be anything.
    func path(_ relative: [UInt8]) -> FilePath {
        FilePath(bytes: path.bytes + [0x2F] + relative)
    }

    func path(_ relative: String) -> FilePath { path(Array(relative.utf8)) }

    func makeDirectory(_ relative: String) throws {
        try PosixFileSystem().createDirectories(path(relative))
    }

    func makeFile(_ relative: [UInt8], _ bytes: [UInt8] = []) throws {
        let file = try PosixFileSystem().open(path(relative), .create)
        defer { file.close() }
        try file.writeAll(bytes, atOffset: 0)
        try file.truncate(toSizeBytes: Int64(bytes.count))
    }

    func makeFile(_ relative: String, _ bytes: [UInt8] = []) throws {
        try makeFile(Array(relative.utf8), bytes)
    }

    func makeLink(_ relative: String, to target: String) throws {
        guard symlink(target, path(relative).string) == 0 else { throw Errno(rawValue: errno) }
    }
}
