import FileIO
import Foundation
import GRDB
import SystemPackage
import TestSupport
import Testing

extension EndToEnd {
    /// Names that are not UTF-8, from the disk to the playlist.
    @Suite struct BytesTests {
        private let sandbox: Sandbox
        private let name: [UInt8] =
            Array("caf".utf8) + [0xE9, 0xFF, 0x0A + 0x70] + Array(".flac".utf8)

        init() throws {
            sandbox = try Sandbox()
        }

        private var path: [UInt8] { Array("\(sandbox.music)/".utf8) + name }
        private var file: FilePath {
            FilePath(platformString: path.map { CChar(bitPattern: $0) } + [0])
        }

        /// Two names that are shown alike are two names.
        @Test func changesKeepTheBytes() async throws {
            for (number, byte) in ([0xE9, 0xFF] as [UInt8]).enumerated() {
                let odd = FilePath(bytes: sandbox.music.bytes + [0x2F, byte] + Array(".flac".utf8))
                try sandbox.write(
                    odd,
                    AudioFixture.flac(title: "Harbour \(number)", artist: "Nora Vale")
                )
            }
            let scan = try await sandbox.psm("scan", "--since", "@0", "--json").json()
            let base64 = try scan.object("base64")
            let bytes = ["added[0]", "added[1]"].map {
                base64.string($0).flatMap { Data(base64Encoded: $0) }?.dropLast(5).last
            }
            #expect(bytes == [0xE9, 0xFF] && base64.keys.count == 2)
            #expect(Set(try #require(scan.strings("added"))).count == 1)

            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Harbour 1")])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            let pinned = try await sandbox.start(
                ["set-match", "T1"].map { Array($0.utf8) }
                    + [sandbox.music.bytes + [0x2F, 0xFF] + Array(".flac".utf8)]
            ).finished()
            #expect(pinned.exitCode == 0)
            let diff = try await sandbox.psm("journal", "diff", "--since", "@0", "--json").json()
            let decided = try #require(try diff.objects("decisions").first)
            let expected = try #require(base64.string("added[1]"))
            #expect(decided.string("path_base64") == expected)
            #expect(try diff.objects("matches").first?.string("to_base64") == expected)
        }

        @Test func theDataFolderMayHaveAnyName() async throws {
            try sandbox.addSong("a.flac", title: "Harbour")
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Harbour")])])
            let data = Array("\(sandbox.path)/d".utf8) + [0xFF, 0xE9]
            for command in [
                ["import", sandbox.playlistFile.string], ["build"], ["project", "--rebuild"],
                ["status", "--as-of", "@2"], ["journal", "verify"], ["sql", "SELECT 1"],
            ] {
                let arguments = command.map { Array($0.utf8) } + [Array("--data-dir".utf8), data]
                let output = try await sandbox.start(arguments).finished()
                #expect(output.exitCode == 0, "\(command): \(output.stderr)")
            }
            let database = FilePath(bytes: data + Array("/psm.db".utf8))
            let files = PosixFileSystem()
            #expect(try files.metadata(at: database, followSymlinks: false) != nil)
            #expect(sandbox.entries(of: "Mix_P1.m3u") == ["\(sandbox.music)/a.flac"])
        }

        @Test func nameGoesFromTheDiskToThePlaylist() async throws {
            try sandbox.write(file, AudioFixture.flac(title: "Harbour", artist: "Nora Vale"))
            try sandbox.addSong("other.flac", title: "Ferry")
            let tracks: [PlaylistText.Track] = [.init("T1", "Harbour"), .init("T2", "Ferry")]
            try sandbox.writeAccount([.init("P1", "Mix", tracks)])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            let build = try await sandbox.psm("build")
            #expect(build.exitCode == 0, "\(build.stderr)")

            let rows = try sandbox.rows("SELECT typeof(path) AS type, path FROM library_files")
            let blobs = rows.filter { $0["type"] == "blob" }.map { [UInt8]($0["path"] as Data) }
            #expect(blobs == [path])
            #expect(rows.count == 2)

            let events = try await sandbox.psm("journal", "tail", "--json").jsonLines()
            let encoded = events.compactMap { $0.string("path_base64") }
            #expect(encoded == [Data(path).base64EncodedString()])

            let playlist = try sandbox.read(sandbox.playlists.appending("Mix_P1.m3u"))
            #expect(playlist.split(separator: 0x0A).contains(path[...]))
            #expect(try await sandbox.psm("project", "--rebuild").exitCode == 0)
        }

        @Test func nameIsTakenFromTheCommandLine() async throws {
            try sandbox.write(file, AudioFixture.flac(title: "Unlike", artist: "Nobody"))
            try sandbox.writeAccount([.init("P1", "Mix", [.init("T1", "Harbour")])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            let scan = try await sandbox.start(
                [Array("scan".utf8), Array("--paths".utf8), path]
            ).finished()
            #expect(scan.exitCode == 0, "\(scan.stderr)")
            let pin = try await sandbox.start(
                [Array("set-match".utf8), Array("T1".utf8), Array("music/".utf8) + name]
            ).finished()
            #expect(pin.exitCode == 0, "\(pin.stderr)")
            try await sandbox.psm("build")
            let playlist = try sandbox.read(sandbox.playlists.appending("Mix_P1.m3u"))
            #expect(playlist.split(separator: 0x0A).contains(path[...]))
        }
    }
}
