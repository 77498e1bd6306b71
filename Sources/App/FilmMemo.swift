import FileIO
import FoundationEssentials
package import Library
import Synchronization
package import SystemPackage

/// The films that scans came across, in the folder for what can be lost.
package final class FilmMemo: Sendable {
    private struct Content: Codable {
        /// Raise it whenever psm takes other files for films.
        static let currentVersion = 1

        var version = currentVersion
        let films: [Entry]
    }

    private struct Entry: Codable {
        let path: Data
        let size: UInt64
        let mtime: Int64
    }

    private let folder: FilePath
    /// nil until somebody asks.
    private let known = Mutex<Films?>(nil)
    private var file: FilePath { folder.appending("films.json") }

    package init(dataDirectory: FilePath) {
        folder = dataDirectory.appending("cache")
    }

    /// None where none is remembered, or they cannot be read.
    package var films: Films {
        known.withLock { known in
            let films = known ?? load()
            known = films
            return films
        }
    }

    /// - Parameters:
    ///   - seen: those that a scan came across.
    ///   - isAll: whether there are no others.
    package func remember(_ seen: Films, isAll: Bool) throws {
        let before = films
        let films = isAll ? seen : before.merging(seen) { $1 }
        if films == before { return }
        let entries = films.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { path, film in
            Entry(path: Data(path), size: film.sizeBytes, mtime: film.mtimeNanoseconds)
        }
        let fileSystem = PosixFileSystem(creating: .owner)
        let exists = try fileSystem.metadata(at: folder, followSymlinks: true) != nil
        if !exists { try fileSystem.createDirectory(folder) }
        _ = try AtomicFile.replace(
            file,
            with: Array(JSONEncoder().encode(Content(films: entries))),
            in: fileSystem
        )
        known.withLock { $0 = films }
    }

    private func load() -> Films {
        let fileSystem = PosixFileSystem()
        guard let found = try? fileSystem.metadata(at: file, followSymlinks: false),
            found.kind == .regular, let bytes = try? fileSystem.readAll(file),
            let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)),
            content.version == Content.currentVersion
        else { return [:] }
        return Films(
            content.films.map {
                (Array($0.path), Film(sizeBytes: $0.size, mtimeNanoseconds: $0.mtime))
            },
            uniquingKeysWith: { $1 }
        )
    }
}
