import FileIO
import FoundationEssentials
package import Library
import Messages
package import SystemPackage

/// What the last scan of all roots passed over: for `psm status`, and so that a scan speaks of it
/// only when it is news.
package struct PassedOverMemo {
    /// By setting.
    package struct Entry: Codable, Hashable, Sendable {
        package let setting: String
        package let count: Int
        /// The first one, for people.
        package let first: String
    }

    private let folder: FilePath
    private let fileSystem = PosixFileSystem(creating: .owner)
    private var file: FilePath { folder.appending("passed-over.json") }

    package init(dataDirectory: FilePath) {
        folder = dataDirectory.appending("cache")
    }

    /// Nothing where nothing is remembered, or it cannot be read.
    package func entries() -> [Entry] {
        guard let found = try? fileSystem.metadata(at: file, followSymlinks: false),
            found.kind == .regular, let bytes = try? fileSystem.readAll(file)
        else { return [] }
        return (try? JSONDecoder().decode([Entry].self, from: Data(bytes))) ?? []
    }

    /// - Returns: whether that is news.
    func store(_ passedOver: PassedOver) throws -> Bool {
        let entries = passedOver.entries
        if entries == self.entries() { return false }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let bytes = Array(try encoder.encode(entries)) + [UInt8(ascii: "\n")]
        let exists = try fileSystem.metadata(at: folder, followSymlinks: true) != nil
        if !exists { try fileSystem.createDirectory(folder) }
        return try AtomicFile.replace(file, with: bytes, in: fileSystem)
    }
}

extension PassedOver {
    package var entries: [PassedOverMemo.Entry] {
        tallies.map { setting, tally in
            .init(setting: setting, count: tally.count, first: tally.first?.string ?? "")
        }
    }
}

extension [PassedOverMemo.Entry] {
    /// A clause: `2 by library.ignore_patterns, such as /music/#recycle; …`.
    package var clause: String {
        map { entry in
            let such = entry.count == 1 ? ": " : ", such as "
            return "\(Text.count(entry.count)) by \(entry.setting)\(such)"
                + Text.printable(entry.first)
        }.joined(separator: "; ")
    }
}
