internal import FileIO
internal import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The path by which GRDB opens a database. GRDB takes text, and a path is bytes.
enum DatabasePath {
    /// Gives `body` a text that leads to `path`, which lies in an existing folder. SQLite (3.39 and
    /// later) resolves it when it opens the file, and keeps the real path for the files beside it.
    static func withText<Result>(
        of path: FilePath,
        _ body: (String) throws -> Result
    ) throws -> Result {
        if path.bytes.elementsEqual(path.string.utf8) { return try body(path.string) }
        let folder = path.removingLastComponent()
        let descriptor = folder.withPlatformString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else {
            throw FileError(operation: .open, path: folder, errno: .current)
        }
        defer { close(descriptor) }
        return try body("/proc/self/fd/\(descriptor)/\(path.lastComponent?.string ?? "")")
    }
}
