internal import FileIO
internal import FoundationEssentials
internal import Messages
internal import Synchronization
internal import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A running watcher among those of a data folder: a file that it holds locked, so that the kernel
/// says when it has ended, however that happens.
package final class RegisteredWatcher: Sendable {
    struct Description: Codable, Equatable {
        let pid: Int32
        let command: String
        var used: SharedSettings.Values
        var wanted: SharedSettings.Values?
    }

    private let path: FilePath
    private let file: any OpenFile
    private let fileSystem: any FileSystem
    private let description: Mutex<Description>

    private static let sizeLimitBytes = 1 << 20

    /// Callers hold the lock of the settings: nobody sees the file before it is locked.
    init(
        in folder: FilePath,
        command: String,
        using values: SharedSettings.Values,
        _ fileSystem: any FileSystem
    ) throws {
        self.fileSystem = fileSystem
        let description = Description(pid: getpid(), command: command, used: values, wanted: nil)
        self.description = Mutex(description)
        try fileSystem.createDirectories(folder)
        path = folder.appending("\(getpid())-\(UInt32.random(in: .min ... .max))")
        file = try fileSystem.open(path, .createNew)
        _ = try file.tryLock()
        try Self.write(description, to: file)
    }

    /// The name of its file.
    var name: [UInt8] { path.lastComponent.map { Array($0.string.utf8) } ?? [] }

    deinit { end() }

    package func end() {
        try? fileSystem.remove(path)
        file.close()
    }

    func wish(for values: SharedSettings.Values?) throws {
        try change { $0.wanted = values }
    }

    func use(_ values: SharedSettings.Values) throws {
        try change {
            $0.used = values
            $0.wanted = nil
        }
    }

    /// Writes nothing if nothing changes: the others look at each change.
    private func change(_ body: (inout Description) -> Void) throws {
        try description.withLock { description in
            var next = description
            body(&next)
            if next == description { return }
            try Self.write(next, to: file)
            description = next
        }
    }

    private static func write(_ description: Description, to file: any OpenFile) throws {
        let bytes = Array(try JSONEncoder().encode(description))
        try file.writeAll(bytes, atOffset: 0)
        try file.truncate(toSizeBytes: Int64(bytes.count))
    }

    /// Those that are running. Files of those that were killed are removed.
    static func others(
        in folder: FilePath,
        but own: RegisteredWatcher?,
        _ fileSystem: any FileSystem
    ) throws -> [Description] {
        guard try fileSystem.metadata(at: folder, followSymlinks: false) != nil else { return [] }
        let opened = try fileSystem.directory(at: folder, followSymlinks: false)
        return try opened.list(".").filter(isName).sorted { $0.lexicographicallyPrecedes($1) }
            .compactMap { name in
                if name == own?.name { return nil }
                let path = FilePath(bytes: name)
                let file: any OpenFile
                do {
                    file = try opened.open(path, .readWrite)
                } catch let error as FileError where error.isNotFound {
                    return nil
                }
                defer { file.close() }
                if try file.tryLock() {
                    try opened.remove(path)
                    return nil
                }
                return try description(of: file)
            }
    }

    /// Process and number: a file of another name is somebody else's.
    private static func isName(_ name: [UInt8]) -> Bool {
        let parts = name.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            }
    }

    /// - Throws: `CommandError` if it cannot be read: nobody knows what that watcher uses.
    private static func description(of file: any OpenFile) throws -> Description {
        let size = min(Int(try file.metadata().sizeBytes), sizeLimitBytes)
        var bytes = [UInt8](repeating: 0, count: size)
        let count = try file.read(into: &bytes, atOffset: 0)
        do {
            return try JSONDecoder().decode(Description.self, from: Data(bytes[..<count]))
        } catch {
            throw CommandError(
                .tryAgain,
                "A running watcher does not say which settings it uses (\(file.path.string)). Restart "
                    + "it."
            )
        }
    }
}
