import FileIO
import Foundation
import GRDB
import Glibc
import SystemPackage
import TestSupport

@testable import EventsSupport

/// A home, a library and psm's own folders for one test, gone with it.
final class Sandbox {
    let path: FilePath
    /// Laid over those of the sandbox; nil takes one away.
    var environment: [String: String?] = [:]

    var music: FilePath { path.appending("music") }
    var data: FilePath { path.appending("data") }
    var playlists: FilePath { path.appending("playlists") }
    var reports: FilePath { path.appending("reports") }
    var segment: FilePath { data.appending("journal/00000000000000000000.journal") }

    init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/psm-commands-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        path = FilePath(platformString: template)
        for folder in [music, path.appending("home"), path.appending("output")] {
            try PosixFileSystem().createDirectories(folder)
        }
    }

    deinit { try? removeTree(path) }

    // MARK: Running psm

    private var variables: [String: String] {
        var variables = [
            "HOME": "\(path)/home",
            "XDG_CONFIG_HOME": "\(path)/home/config",
            "XDG_DATA_HOME": "\(path)/home/data",
            "PSM_DATA_DIR": data.string,
            "PSM__LIBRARY__PATHS": "[\"\(music)\"]",
            "PSM__EXPORT__DIRECTORY": playlists.string,
            "PSM__REPORTS__DIRECTORY": reports.string,
            "SWIFT_BACKTRACE": "enable=no",
        ]
        if let profile = getenv("LLVM_PROFILE_FILE") {
            variables["LLVM_PROFILE_FILE"] =
                Self.profile(
                    beside: FilePath(platformString: profile)
                ).string
        }
        for (name, value) in environment { variables[name] = value }
        return variables
    }

    /// What psm runs of itself counts as covered. It has a folder of its own: whoever is killed, or
    /// may not write so much, leaves a broken profile, and `swift test` fails over one of those.
    static func profile(beside tests: FilePath) -> FilePath {
        let name = tests.lastComponent?.string ?? "default.profraw"
        return tests.removingLastComponent().appending("processes").appending(name)
    }

    /// Starts psm and does not wait for it.
    func start(
        _ arguments: [[UInt8]],
        executable: FilePath = PsmProcess.executable,
        closed: PsmProcess.ClosedStreams = [],
        standardInput: FilePath = "/dev/null",
        standardOutput: FilePath? = nil
    ) throws -> PsmProcess {
        let output = path.appending("output/\(UUID().uuidString)")
        try PosixFileSystem().createDirectories(output)
        return try PsmProcess(
            arguments,
            executable: executable,
            environment: variables,
            directory: path,
            output: output,
            closed: closed,
            standardInput: standardInput,
            standardOutput: standardOutput
        )
    }

    func start(_ arguments: String...) throws -> PsmProcess {
        try start(arguments.map { Array($0.utf8) })
    }

    @discardableResult
    func psm(_ arguments: String...) async throws -> PsmOutput {
        try await start(arguments.map { Array($0.utf8) }).finished()
    }

    func psm(_ arguments: [String]) async throws -> PsmOutput {
        try await start(arguments.map { Array($0.utf8) }).finished()
    }

    // MARK: Files

    func path(_ relative: String) -> FilePath { path.appending(relative) }

    /// Writes a file whole, with the directories above it.
    func write(_ path: FilePath, _ bytes: [UInt8]) throws {
        try PosixFileSystem().createDirectories(path.removingLastComponent())
        let file = try PosixFileSystem().open(path, .create)
        defer { file.close() }
        try file.truncate(toSizeBytes: 0)
        try file.writeAll(bytes, atOffset: 0)
    }

    /// A small song in the library: `music/NAME`.
    func addSong(_ name: String, title: String, artist: String = "Nora Vale") throws {
        try write(music.appending(name), AudioFixture.flac(title: title, artist: artist))
    }

    func addSongs(_ count: Int) throws {
        for number in 0..<count {
            try addSong("Album \(number / 50)/\(number).flac", title: "Song \(number)")
        }
    }

    func read(_ path: FilePath) throws -> [UInt8] {
        try PosixFileSystem().readAll(path)
    }

    func text(_ path: FilePath) -> String? {
        (try? read(path)).map { String(decoding: $0, as: UTF8.self) }
    }

    func move(_ from: FilePath, _ to: FilePath) throws {
        try PosixFileSystem().rename(from, to: to)
    }

    func remove(_ path: FilePath) throws {
        try PosixFileSystem().remove(path)
    }

    func exists(_ path: FilePath) -> Bool {
        var status = stat()
        return lstat(path.string, &status) == 0
    }

    func removeTree(_ path: FilePath) throws {
        try FileManager.default.removeItem(atPath: path.string)
    }

    func copyTree(_ from: FilePath, _ to: FilePath) throws {
        try FileManager.default.copyItem(atPath: from.string, toPath: to.string)
    }

    /// Flips one bit of a file; negative offsets count from its end.
    func flipBit(_ path: FilePath, atOffset offset: Int) throws {
        var bytes = try read(path)
        bytes[offset < 0 ? bytes.count + offset : offset] ^= 0x10
        try write(path, bytes)
    }

    /// Names in a folder, sorted.
    func names(in folder: FilePath) -> [String] {
        let names = (try? PosixFileSystem().list(folder)) ?? []
        return names.map { String(decoding: $0, as: UTF8.self) }.sorted()
    }

    /// The files of the library on disk, absolute, sorted.
    func filesOnDisk() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: music.string)
            .filter { $0.hasSuffix(".flac") }.map { "\(music)/\($0)" }.sorted()
    }

    // MARK: The database

    func rows(_ sql: String) throws -> [Row] {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(60)
        let database = try DatabaseQueue(
            path: data.appending("psm.db").string,
            configuration: configuration
        )
        return try database.read { try Row.fetchAll($0, sql: sql) }
    }

    /// Changes `psm.db` behind psm's back.
    func execute(_ sql: String) throws {
        let database = try DatabaseQueue(path: data.appending("psm.db").string)
        try database.write { try $0.execute(sql: sql) }
    }

    func libraryPaths() throws -> [String] {
        try rows("SELECT path FROM library_files").map { $0[0] as String }.sorted()
    }
}
