package import SystemPackage

/// Replaces whole files atomically: a reader, or a machine after power loss, sees either the old
/// bytes or the new ones.
package enum AtomicFile {
    /// Replaces the content of the file at `path` with `bytes`, by a temporary file next to it,
    /// fsync, rename, and fsync of the directory. A file that already holds them is left alone.
    ///
    /// - Parameter attributes: of the new file; `nil` to keep those of the file that it replaces.
    /// - Returns: whether anything was written. Once it returns, the file survives power loss.
    /// - Throws: `FileError`. The old file is then untouched and the temporary one removed (after a
    ///   failed fsync of the directory the new bytes are in place, but may not survive).
    package static func replace(
        _ path: FilePath,
        with bytes: [UInt8],
        attributes: FileAttributes? = nil,
        in fileSystem: any FileSystem = PosixFileSystem()
    ) throws(FileError) -> Bool {
        if try holds(path, bytes, in: fileSystem) { return false }
        var kept = attributes
        if kept == nil { kept = try self.attributes(of: path, in: fileSystem) }
        let (temporary, file) = try createTemporary(beside: path, in: fileSystem)
        do throws(FileError) {
            defer { file.close() }
            if let kept { try file.set(kept) }
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

    /// Those of the regular file at `path`; `nil` if there is none.
    package static func attributes(
        of path: FilePath,
        in fileSystem: any FileSystem
    ) throws(FileError) -> FileAttributes? {
        guard try fileSystem.metadata(at: path, followSymlinks: false)?.kind == .regular else {
            return nil
        }
        let file = try fileSystem.open(path, .read)
        defer { file.close() }
        return try file.attributes()
    }

    /// Whether a file of this name is a temporary one that a killed `replace` left.
    package static func isTemporary(_ name: [UInt8]) -> Bool {
        let text = String(decoding: name, as: UTF8.self)
        guard text.hasPrefix(".psm-"), text.hasSuffix(".tmp"), text.utf8.count == 25,
            let number = UInt32(text.dropFirst(5).prefix(8), radix: 16)
        else { return false }
        return text == temporaryName(number)
    }

    /// The second half follows from the first, so that nobody else's file has such a name by chance.
    private static func temporaryName(_ number: UInt32) -> String {
        let check = number &* 0x9E37_79B1 ^ 0x7073_6D21
        return ".psm-\(hex(number))\(hex(check)).tmp"
    }

    private static func hex(_ number: UInt32) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
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
            // Not derived from the target's name, which may already have the maximum length.
            let name = temporaryName(.random(in: .min ... .max))
            let temporary = path.removingLastComponent().appending(name)
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
