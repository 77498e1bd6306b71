import Digests
import FileIO
import Foundation
import Glibc
import SystemPackage
import Testing

extension EndToEnd {
    /// What psm writes into folders that it shares with others (laws 7 and 9).
    @Suite struct PublishingTests {
        private let sandbox: Sandbox
        private let mix = "Mix_P1.m3u"

        init() async throws {
            sandbox = try Sandbox()
            try sandbox.addSong("one.flac", title: "Harbour")
            try sandbox.addSong("two.flac", title: "Ferry")
            try await change(to: "T1", "Harbour")
        }

        /// Imports the playlist with this one track, and builds.
        private func change(to id: String, _ title: String) async throws {
            try sandbox.writeAccount([.init("P1", "Mix", [.init(id, title)])])
            #expect(try await sandbox.psm("import", sandbox.playlistFile.string).exitCode == 0)
            #expect(try await sandbox.psm("build").exitCode == 0)
        }

        private var live: String? { sandbox.text(sandbox.playlists.appending(mix)) }

        /// Everything in the folder of the playlists but psm's own list and lock.
        private var files: [String] {
            sandbox.names(in: sandbox.playlists).filter { !$0.hasPrefix(".psm-") }
        }

        // MARK: Whose folder it is

        @Test func anotherDataFolderIsRefused() async throws {
            let before = live
            let page = sandbox.text(sandbox.reports.appending("index.html"))
            sandbox.environment["PSM_DATA_DIR"] = sandbox.path("typo").string
            for command in ["build", "export", "report"] {
                let output = try await sandbox.psm(command)
                #expect(output.exitCode == 78, "\(command): \(output.stderr)")
                #expect(output.stderr.contains("--take-over"))
            }
            #expect(live == before && files == [mix])
            #expect(sandbox.text(sandbox.reports.appending("index.html")) == page)
            let mine = try await sandbox.psm("build", "--take-over")
            #expect(mine.exitCode == 0, "\(mine.stderr)")
            #expect(files.isEmpty)
            sandbox.environment["PSM_DATA_DIR"] = nil
            #expect(try await sandbox.psm("build").exitCode == 78)
            #expect(try await sandbox.psm("build", "--take-over").exitCode == 0)
            #expect(live == before)
        }

        @Test func aCopyOfTheDataFolderIsRefusedOnceEitherHasGoneOn() async throws {
            try sandbox.copyTree(sandbox.data, sandbox.path("copy"))
            try await change(to: "T2", "Ferry")
            let before = live
            sandbox.environment["PSM_DATA_DIR"] = sandbox.path("copy").string
            #expect(try await sandbox.psm("export").exitCode == 78)
            try sandbox.writeAccount([.init("P1", "Other", [.init("T1", "Harbour")])])
            try await sandbox.psm("import", sandbox.playlistFile.string)
            let output = try await sandbox.psm("export")
            #expect(output.exitCode == 78 && output.stderr.contains("never had"))
            #expect(live == before && files == [mix])
        }

        /// A list as earlier versions left it says of nobody that the files are theirs.
        @Test func aListWithoutAnOwnerIsAdoptedByWhoKnowsHalfOfIt() async throws {
            let list = sandbox.playlists.appending(".psm-manifest")
            let old = try #require(sandbox.text(list)).split(separator: "\n").compactMap { line in
                let parts = line.split(separator: " ", maxSplits: 5)
                return parts.count == 6 && parts[2] != "0"
                    ? "\(parts[0]) \(parts[1]) \(parts[2]) \(parts[5])\n" : nil
            }
            #expect(old.count == 1)
            let stranger = "00000000000000aa 9 9 Other_"
            try sandbox.write(list, Array((old.joined() + stranger + "1.m3u\n").utf8))
            #expect(try await sandbox.psm("export").exitCode == 0)
            let more = (1...2).map { "\(stranger)\($0).m3u\n" }.joined()
            try sandbox.write(list, Array((old.joined() + more).utf8))
            #expect(try await sandbox.psm("export").exitCode == 78)
        }

        // MARK: The past

        @Test func neitherThePastNorAnotherModeOverwritesThePresent() async throws {
            let position = try await sandbox.psm("status", "--json").json().object("journal")[
                "head"
            ]
            try await change(to: "T2", "Ferry")
            let before = live
            let past = try #require(position)
            let playlists = sandbox.playlists.string
            for options in [
                ["export", "--as-of", "@\(past)", "--directory", playlists],
                ["report", "--as-of", "@\(past)", "--directory", sandbox.reports.string],
                ["export", "--mode", "mirrored", "--directory", playlists],
                ["export", "--mode", "mirrored", "--directory", playlists + "/../playlists/"],
            ] {
                let output = try await sandbox.psm(options)
                #expect(output.exitCode == 78, "\(options): \(output.stderr)")
            }
            #expect(live == before)
            // The same, when the settings no longer say that it is published to.
            sandbox.environment["PSM__EXPORT__DIRECTORY"] = sandbox.path("elsewhere").string
            let other = try await sandbox.psm(
                "export",
                "--as-of",
                "@\(past)",
                "--directory",
                playlists
            )
            #expect(other.exitCode == 78)
            #expect(live == before)
            let copy = sandbox.path("then")
            for _ in 0..<2 {
                let output = try await sandbox.psm(
                    "export",
                    "--as-of",
                    "@\(past)",
                    "--directory",
                    copy.string
                )
                #expect(output.exitCode == 0, "\(output.stderr)")
            }
            #expect(sandbox.text(copy.appending(mix))?.contains("one.flac") == true)
        }

        @Test func aModeNeedsAFolderOfItsOwn() async throws {
            #expect(try await sandbox.psm("export", "--mode", "mirrored").exitCode == 64)
            for command in ["export", "report"] {
                #expect(try await sandbox.psm(command, "--directory", "").exitCode == 64)
            }
            #expect(try await sandbox.psm("status", "--data-dir", "").exitCode == 64)
        }

        // MARK: What is in it

        @Test func whateverIsNotAsItShouldBeIsMended() async throws {
            let before = live
            let index = sandbox.reports.appending("index.html")
            let page = sandbox.text(index)
            try sandbox.write(sandbox.playlists.appending(mix), [])
            try sandbox.write(index, [])
            #expect(try await sandbox.psm("build").exitCode == 0)
            #expect(live == before && sandbox.text(index) == page)
            #expect(files == [mix])
            try sandbox.write(index, Array("mine".utf8))
            #expect(try await sandbox.psm("report").exitCode == 0)
            #expect(sandbox.text(index) == page)
            #expect(sandbox.text(sandbox.reports.appending("index.html.edited")) == "mine")
        }

        @Test func modeAndGroupAreKept() async throws {
            let path = sandbox.playlists.appending(mix).string
            #expect(chmod(path, 0o604) == 0 && chown(path, .max, 12) == 0 || getuid() != 0)
            try await change(to: "T2", "Ferry")
            var status = stat()
            #expect(stat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o604)
            if getuid() == 0 { #expect(status.st_gid == 12) }
        }

        @Test func whatIsPrivateIsPrivate() throws {
            func mode(_ path: FilePath) -> mode_t {
                var status = stat()
                return lstat(path.string, &status) == 0 ? status.st_mode & 0o777 : 0
            }
            #expect(mode(sandbox.data) == 0o755)
            #expect(mode(sandbox.data.appending("journal")) == 0o700)
            #expect(mode(sandbox.data.appending("psm.db")) == 0o600)
            #expect(mode(sandbox.playlists.appending(".psm-lock")) == 0o600)
            #expect(mode(sandbox.playlists.appending(mix)) == 0o644)
        }

        // MARK: What somebody planted

        @Test func namesInTheListAreNames() async throws {
            let victims = ["../victim.txt", "sub/../../victim.txt", "/\(sandbox.path)/victim.txt"]
            try sandbox.write(sandbox.path("victim.txt"), Array("hello\n".utf8))
            let list = sandbox.playlists.appending(".psm-manifest")
            let digest = String(XXHash64.hash("hello\n"), radix: 16)
            var text = try #require(sandbox.text(list))
            for victim in victims { text += "\(digest) 6 1 1 1 \(victim)\n" }
            try sandbox.write(list, Array(text.utf8))
            #expect(try await sandbox.psm("export").exitCode == 0)
            #expect(sandbox.text(sandbox.path("victim.txt")) == "hello\n")
        }

        @Test(arguments: [".psm-manifest", ".psm-lock", "Mix_P1.m3u"])
        func linksAreNotFollowed(name: String) async throws {
            let victim = sandbox.path("victim.txt")
            try sandbox.write(victim, Array("precious\n".utf8))
            let place = sandbox.playlists.appending(name)
            try sandbox.remove(place)
            #expect(symlink("../victim.txt", place.string) == 0)
            let output = try await sandbox.psm("export")
            #expect(output.exitCode == 74, "\(output.stderr)")
            #expect(output.stderr.contains(place.string))
            #expect(sandbox.text(victim) == "precious\n")
        }

        @Test(arguments: [".psm-manifest", ".psm-lock", "Mix_P1.m3u"])
        func aFIFODoesNotHangIt(name: String) async throws {
            let place = sandbox.playlists.appending(name)
            try sandbox.remove(place)
            #expect(mkfifo(place.string, 0o600) == 0)
            let output = try await sandbox.psm("export")
            #expect(output.exitCode == 74, "\(output.stderr)")
        }

        @Test func ownersFoldersAreFolders() async throws {
            sandbox.environment["PSM__EXPORT__ORGANIZE_BY_OWNER"] = "true"
            #expect(try await sandbox.psm("build").exitCode == 0)
            let owner = try #require(files.first)
            try sandbox.removeTree(sandbox.playlists.appending(owner))
            try PosixFileSystem().createDirectories(sandbox.path("theirs"))
            let place = sandbox.playlists.appending(owner).string
            #expect(symlink("../theirs", place) == 0)
            let output = try await sandbox.psm("build")
            #expect(output.exitCode == 74, "\(output.stderr)")
            #expect(sandbox.names(in: sandbox.path("theirs")).isEmpty)
            try sandbox.remove(FilePath(place))
            #expect(try await sandbox.psm("build").exitCode == 0)
            #expect(sandbox.names(in: FilePath(place)) == [mix])
        }

        /// It belongs to whom its parent belongs to.
        @Test func anOwnersFolderIsPublishedTo() async throws {
            sandbox.environment["PSM__EXPORT__ORGANIZE_BY_OWNER"] = "true"
            #expect(try await sandbox.psm("build").exitCode == 0)
            let folder = try #require(
                sandbox.names(in: sandbox.playlists).first {
                    !$0.hasPrefix(".") && !$0.hasSuffix(".m3u")
                }
            )
            let owner = sandbox.playlists.appending(folder)
            let names = sandbox.names(in: owner)
            #expect(!names.isEmpty)
            for arguments in [[], ["--as-of", "@1"]] {
                let output = try await sandbox.psm(
                    ["export", "--directory", owner.string] + arguments
                )
                #expect(output.exitCode == 78, "\(output.stderr)")
            }
            sandbox.environment["PSM__EXPORT__DIRECTORY"] = owner.string
            #expect(try await sandbox.psm("export").exitCode == 78)
            #expect(sandbox.names(in: owner) == names)
        }

        /// The journal's text goes to files alone; a link leads to the file that is written.
        @Test func anExportedJournalReplacesNothingElse() async throws {
            let pipe = sandbox.path("pipe")
            let (link, target) = (sandbox.path("link"), sandbox.path("target"))
            #expect(mkfifo(pipe.string, 0o600) == 0)
            #expect(symlink(target.string, link.string) == 0)
            for path in [pipe, "/dev/null", sandbox.music] {
                let refused = try await sandbox.psm("journal", "export", "-o", path.string)
                #expect(refused.exitCode == 74, "\(path): \(refused.stderr)")
            }
            #expect(try FileMetadata.of(path: pipe.bytes).kind == .other)
            try sandbox.write(target, [])
            let done = try await sandbox.psm("journal", "export", "-o", link.string)
            #expect(done.exitCode == 0, "\(done.stderr)")
            #expect(sandbox.text(target)?.hasPrefix("{") == true)
            #expect(try FileMetadata.of(path: link.bytes, followSymlinks: false).kind == .symlink)
        }

        @Test func aPipeInTheWatchersPlaceHoldsNobodyUp() async throws {
            #expect(try await sandbox.psm("build").exitCode == 0)
            let lock = sandbox.data.appending("watch.lock")
            if sandbox.exists(lock) { try sandbox.remove(lock) }
            #expect(mkfifo(lock.string, 0o600) == 0)
            #expect(try await sandbox.psm("status").exitCode == 0)
        }

        @Test func whatLooksLikeATemporaryFileIsTheUsers() async throws {
            let notes = sandbox.playlists.appending(".psm-notes.tmp")
            try sandbox.write(notes, Array("mine".utf8))
            let folder = sandbox.playlists.appending(".psm-folder.tmp")
            try PosixFileSystem().createDirectories(folder)
            let odd = FilePath(bytes: sandbox.playlists.bytes + Array("/.psm-\u{FF}".utf8) + [0xFF])
            try sandbox.write(odd, [1])
            try await change(to: "T2", "Ferry")
            #expect(sandbox.text(notes) == "mine")
            #expect(sandbox.exists(folder))
            #expect(try FileMetadata.of(path: odd.bytes).sizeBytes == 1)
        }

        /// The kernel looks `..` up from where the folder really is.
        @Test func relativePathsHoldBehindALink() async throws {
            let real = sandbox.path("disk/deep/down")
            try PosixFileSystem().createDirectories(real)
            let link = sandbox.path("link")
            #expect(symlink(real.string, link.string) == 0)
            sandbox.environment["PSM__EXPORT__DIRECTORY"] = link.string
            sandbox.environment["PSM__EXPORT__PATH_FORMAT"] = "relative"
            #expect(try await sandbox.psm("build").exitCode == 0)
            let lines = try #require(sandbox.text(real.appending(mix))).split(separator: "\n")
            let line = try #require(lines.last { !$0.hasPrefix("#") })
            #expect(sandbox.exists(real.appending(String(line))), "\(line)")
        }
    }
}
