import FileIO
import FoundationEssentials
import Glibc
import Messages
import SystemPackage

/// Where a demo happens: a temporary folder that goes with it, or one that stays.
struct DemoFolder {
    let path: FilePath
    let isKept: Bool

    /// - Parameter keep: a folder that is new or empty; nil for a temporary one.
    /// - Throws: `CommandError` where `keep` holds something already.
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
                "\(keep.string) is not empty. Give --keep a new or an empty folder."
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
