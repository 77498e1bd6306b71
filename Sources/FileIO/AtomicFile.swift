package import SystemPackage

/// Replaces whole files atomically: a reader, or a machine after power loss, sees either the old
/// bytes or the new ones.
package enum AtomicFile {
    /// Replaces the content of the file at `path` with `bytes`, by a temporary file next to it,
    /// fsync, rename, and fsync of the directory. A file that already holds them is left alone.
    ///
    /// - Returns: whether anything was written. Once it returns, the file survives power loss.
    /// - Throws: `FileError`. The old file is then untouched and the temporary one removed (after a
    ///   failed fsync of the directory the new bytes are in place, but may not survive).
    package static func replace(
        _ path: FilePath,
        with bytes: [UInt8],
        in fileSystem: any FileSystem = PosixFileSystem()
    ) throws(FileError) -> Bool {
        if try holds(path, bytes, in: fileSystem) { return false }
        let (temporary, file) = try createTemporary(beside: path, in: fileSystem)
        do throws(FileError) {
            defer { file.close() }
            try file.writeAll(bytes, atOffset: 0)
            try file.synchronize()
            try fileSystem.rename(temporary, to: path)
        } catch {
            // Report the first error; a leftover temporary file is harmless.
            try? fileSystem.remove(temporary)
            throw error
        }
        let parent = path.removingLastComponent()
        try fileSystem.synchronizeDirectory(parent.isEmpty ? "." : parent)
        return true
    }

    private static func holds(
        _ path: FilePath,
        _ bytes: [UInt8],
        in fileSystem: any FileSystem
    ) throws(FileError) -> Bool {
        guard let found = try fileSystem.metadata(at: path, followSymlinks: false),
            found.kind == .regular, found.sizeBytes == bytes.count
        else { return false }
        return try fileSystem.readAll(path) == bytes
    }

    private static func createTemporary(
        beside path: FilePath,
        in fileSystem: any FileSystem
    ) throws(FileError) -> (FilePath, any OpenFile) {
        let attempts = 16
        var last = FileError(operation: .open, path: path, errno: .fileExists)
        for _ in 0..<attempts {
            let suffix = String(UInt32.random(in: .min ... .max), radix: 36)
            // Not derived from the target's name, which may already have the maximum length.
            let temporary = path.removingLastComponent().appending(".psm-\(suffix).tmp")
            do throws(FileError) {
                return (temporary, try fileSystem.open(temporary, .createNew))
            } catch {
                guard error.errno == .fileExists else { throw error }
                last = error
            }
        }
        throw last
    }
}
