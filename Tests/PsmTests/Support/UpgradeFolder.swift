import FileIO
import Foundation
import Glibc
import SystemPackage

@testable import Journal

/// What a former psm left, in `Schemas/upgrade/VERSION`, put back where that psm made it: its
/// journal names files by their absolute paths. Gone with this object.
final class UpgradeFolder {
    /// What `Tests/Tools/make-upgrade-folder` did, and what must still hold.
    struct Expected: Decodable {
        struct Decision: Decodable, Hashable {
            let track: String
            let kind: String
            let file: String
        }

        /// A playlist file that a later psm writes otherwise, and the reason.
        struct Change: Decodable {
            let why: String
            let lines: [String]
        }

        let place: String
        /// Relative to the library, as those of `decisions` and `matches`.
        let files: [String]
        let decisions: [Decision]
        /// By track.
        let matches: [String: String]
        let liked: [String]
        /// Tracks by the playlist's name.
        let playlists: [String: [String]]
        let events: [String]
        /// By file name.
        let playlistsThatChange: [String: Change]
    }

    struct Taken: Error, CustomStringConvertible {
        let place: FilePath
        var description: String {
            "\(place) exists, and no test made it. Move it away: the test needs that path."
        }
    }

    private static let all: FilePath = {
        var path = FilePath(#filePath)
        for _ in 0..<4 { path.removeLastComponent() }
        return path.appending("Schemas/upgrade")
    }()

    static let versions: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: all.string)) ?? []
        return names.filter { $0.hasPrefix("v") }.sorted()
    }()

    let expected: Expected
    /// The folder of the version, which nothing here changes.
    let stored: FilePath
    let sandbox: Sandbox
    private let place: FilePath
    private let lock: FileLock

    var library: FilePath { place.appending("library") }
    var playlists: FilePath { place.appending("playlists") }

    /// Waits for other test runs that hold the same place.
    init(_ version: String) throws {
        stored = Self.all.appending(version)
        sandbox = try Sandbox()
        let text = try sandbox.read(stored.appending("expected.json"))
        expected = try JSONDecoder().decode(Expected.self, from: Data(text))
        place = FilePath(expected.place)
        lock = FileLock(path: FilePath("\(place).lock"), fileSystem: PosixFileSystem())
        try lock.wait(timeout: PsmProcess.timeLimit)
        // Only a test that was killed leaves the mark behind.
        if sandbox.exists(Self.mark(of: place)) { try sandbox.removeTree(place) }
        guard mkdir(place.string, 0o700) == 0 else { throw Taken(place: place) }
        try sandbox.write(Self.mark(of: place), [])
        for folder in ["library", "data", "playlists"] {
            try sandbox.copyTree(stored.appending(folder), place.appending(folder))
            try decodeNames(in: place.appending(folder))
        }
        sandbox.environment = [
            "PSM_DATA_DIR": "\(place)/data",
            "PSM__LIBRARY__PATHS": "[\"\(place)/library\"]",
            "PSM__EXPORT__DIRECTORY": "\(place)/playlists",
            "PSM__REPORTS__DIRECTORY": "\(place)/reports",
        ]
    }

    /// Names are stored in ASCII, the rest percent-encoded: what checks a source tree out may change
    /// the normal form of any other.
    private func decodeNames(in folder: FilePath) throws {
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.string) {
            guard let decoded = path.removingPercentEncoding, decoded != path else { continue }
            try sandbox.move(folder.appending(path), folder.appending(decoded))
        }
    }

    deinit {
        let mark = Self.mark(of: place)
        if sandbox.exists(mark) { try? sandbox.removeTree(place) }
        lock.drop()
    }

    private static func mark(of place: FilePath) -> FilePath {
        place.appending("made-by-UpgradeTests")
    }

    /// The playlist files that today's psm should give, by name.
    func expectedPlaylistFiles() throws -> [String: [UInt8]] {
        let folder = stored.appending("playlists")
        var files: [String: [UInt8]] = [:]
        for name in sandbox.names(in: folder) where name.hasSuffix(".m3u") {
            files[name.removingPercentEncoding ?? name] = try sandbox.read(folder.appending(name))
        }
        for (name, change) in expected.playlistsThatChange {
            files[name] = change.lines.flatMap { Array("\($0)\n".utf8) }
        }
        return files
    }

    /// The playlist files in a folder, by name.
    func playlistFiles(in folder: FilePath) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in sandbox.names(in: folder) where name.hasSuffix(".m3u") {
            files[name] = try sandbox.read(folder.appending(name))
        }
        return files
    }

    /// What `psm sql` prints: a list of columns a row. Paths lose the library's.
    func rows(_ query: String) async throws -> [[String]] {
        let output = try await sandbox.psm("sql", query)
        guard output.exitCode == 0 else { throw QueryError(errors: output.stderr) }
        return output.lines.map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { column in
                let prefix = "\(library)/"
                return String(column.hasPrefix(prefix) ? column.dropFirst(prefix.count) : column)
            }
        }
    }

    struct QueryError: Error {
        let errors: String
    }
}
