import Digests
import FileIO
import Messages
import SystemPackage

/// A unit file that psm replaces and removes only if nobody edited it since psm wrote it.
struct UnitFile {
    enum State {
        case absent
        /// Exactly as psm wrote it.
        case own
        /// Written by psm and edited since.
        case edited
        case foreign
    }

    let path: FilePath

    private static let mark = "# Written by psm, xxh64 "
    private static let advice = """
        # psm replaces and removes this file only as long as nobody edits it. To change the
        # service, use systemctl --user edit, which writes a file of its own.

        """
    private static let sizeLimitBytes = 1 << 20

    /// The unit with a first line by which psm recognises it.
    static func sealed(_ unit: String) -> String {
        let rest = "\(advice)\n\(unit)"
        return "\(mark)\(XXHash64.hash(rest).hex)\n\(rest)"
    }

    func state() throws(FileError) -> State {
        let fileSystem = PosixFileSystem()
        guard let found = try fileSystem.metadata(at: path, followSymlinks: false) else {
            return .absent
        }
        // psm writes no links, and no files of that size.
        guard found.kind == .regular, found.sizeBytes <= Self.sizeLimitBytes else {
            return .foreign
        }
        let bytes = try fileSystem.readAll(path, limitBytes: Self.sizeLimitBytes)
        let mark = Array(Self.mark.utf8)
        guard bytes.starts(with: mark) else { return .foreign }
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return .edited }
        let digest = bytes[(end + 1)...].withUnsafeBytes { XXHash64.hash($0) }.hex
        return bytes[mark.count..<end].elementsEqual(digest.utf8) ? .own : .edited
    }

    /// - Parameter force: whether to replace a file that is not as psm wrote it.
    /// - Returns: the former state, and whether anything was written.
    /// - Throws: `CommandError`, and `FileError`.
    func write(_ text: String, force: Bool) throws -> (before: State, isWritten: Bool) {
        let before = try state()
        if !force { try refuse(before, "Move it away, or replace it with --force.") }
        try PosixFileSystem().createDirectories(path.removingLastComponent())
        return (before, try AtomicFile.replace(path, with: Array(text.utf8)))
    }

    /// - Throws: `CommandError` if psm may not remove it.
    func checkRemovable() throws {
        let state = try state()
        if case .absent = state {
            throw CommandError(
                .noInput,
                "There is no unit \(path.string). Use --name with the name it was installed under."
            )
        }
        try refuse(state, "Remove it yourself if nobody needs it.")
    }

    /// Once it returns, the removal survives power loss.
    func remove() throws(FileError) {
        try PosixFileSystem().remove(path)
        try PosixFileSystem().synchronizeDirectory(path.removingLastComponent())
    }

    private func refuse(_ state: State, _ advice: String) throws(CommandError) {
        let reason: String
        switch state {
        case .absent, .own: return
        case .edited: reason = "was edited since psm wrote it"
        case .foreign: reason = "was not written by psm"
        }
        throw CommandError(
            .settings,
            "\(path.string) \(reason), so psm leaves it alone. \(advice)"
        )
    }
}
