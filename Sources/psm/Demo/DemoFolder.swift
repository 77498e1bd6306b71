import FileIO
import FoundationEssentials
import Glibc
import Messages
import SystemPackage

/// The folder that a demo runs in: a temporary one, removed at the end, or one that is kept.
struct DemoFolder {
    let path: FilePath
    let isKept: Bool

    /// - Parameter keep: a new or empty folder; nil for a temporary one.
    /// - Throws: `CommandError` if `keep` is not empty.
    init(keep: FilePath?) throws {
        let fileSystem = PosixFileSystem()
        guard let keep else {
            path = try Self.temporary()
            isKept = false
            return
        }
        if try fileSystem.metadata(at: keep, followSymlinks: true) != nil,
            try !fileSystem.list(keep).isEmpty
        {
            throw CommandError(
                .usage,
                "\(keep.string) is not empty. Give --keep a new or empty folder."
            )
        }
        try fileSystem.createDirectories(keep)
        path = keep
        isKept = true
    }

    var library: FilePath { path.appending("library") }
    var data: FilePath { path.appending("data") }
    var playlists: FilePath { path.appending("playlists") }
    var reports: FilePath { path.appending("reports") }

    func write(_ bytes: [UInt8], to file: FilePath) throws {
        try PosixFileSystem().createDirectories(file.removingLastComponent())
        _ = try AtomicFile.replace(file, with: bytes)
    }

    func remove() throws {
        if !isKept { try FileManager.default.removeItem(atPath: path.string) }
    }

    /// Source: mkdtemp(3).
    private static func temporary() throws -> FilePath {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/psm-demo.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw FileError(
                operation: .createDirectory,
                path: FilePath(base),
                errno: Errno(rawValue: errno)
            )
        }
        return FilePath(platformString: template)
    }
}
