import Events
import EventsSupport
import FileIO
import GRDB
import LibrarySupport
import Projection
import ReadModels
import SystemPackage
import TestSupport
import Testing

@testable import Publishers

/// Law 7: psm writes only what changed, and deletes only what it wrote and nobody edited.
@Suite struct M3UPublishTests {
    private let system = CrashingFileSystem()

    private func library(_ options: TestLibrary.Options = .init()) throws -> TestLibrary {
        var options = options
        options.fileSystem = system
        let library = try TestLibrary(options)
        for title in ["One", "Two", "Three"] {
            try library.music.write(
                "\(title).flac",
                AudioFixture.flac(title: title, artist: "Nora Vale")
            )
        }
        try library.scan()
        return library
    }

    private func account() -> AccountFixture {
        var account = AccountFixture(
            tracks: ["1": "One", "2": "Two", "3": "Three", "4": "Four\nnot here"])
        account.playlist("aaaaaaaaaa", "Mix", owner: "Me", "1", "4", "2")
        account.playlist("bbbbbbbbbb", "Other", owner: "Me", "3")
        account.like(("1", 10), ("3", 30), ("2", 20))
        return account
    }

    private func path(_ library: TestLibrary, _ name: String) -> String {
        library.music.absolute(name).string
    }

    @Test func strict() throws {
        let library = try library()
        try library.importAccount(account().snapshot)
        try library.build()
        #expect(
            try library.playlists.text("Mix_aaaaaaaa.m3u") == """
                #EXTM3U
                #PLAYLIST:Mix
                #EXTINF:180,Nora Vale - One
                \(path(library, "One.flac"))
                #EXTINF:180,Nora Vale - Two
                \(path(library, "Two.flac"))

                """
        )
        let liked = try library.playlists.text("Liked Songs_liked.m3u").split(separator: "\n")
        #expect(
            liked.filter { $0.hasPrefix("/") }.map { $0.split(separator: "/").last } == [
                "Three.flac", "Two.flac", "One.flac",
            ]
        )
    }

    @Test func mirroredRelativeByOwner() throws {
        var options = TestLibrary.Options()
        options.mode = .mirrored
        options.pathFormat = .relative
        options.organizesByOwner = true
        let library = try library(options)
        try library.importAccount(account().snapshot)
        try library.build()
        #expect(
            try library.playlists.text("Me/Mix_aaaaaaaa.m3u") == """
                #EXTM3U
                #PLAYLIST:Mix
                #EXTINF:180,Nora Vale - One
                ../../music/One.flac
                #EXTINF:180,❌ Nora Vale - Four not here
                !MISSING - Nora Vale - Four not here
                #EXTINF:180,Nora Vale - Two
                ../../music/Two.flac

                """
        )
    }

    @Test func onlyWhatChangedIsWritten() throws {
        let library = try library()
        var account = account()
        try library.importAccount(account.snapshot)
        try library.build()
        #expect(system.takeReplaced().count(where: { $0.hasSuffix(".m3u") }) == 3)

        try library.build()
        #expect(system.takeReplaced() == [])

        account.playlist("bbbbbbbbbb", "Other", owner: "Me", "3", "1")
        try library.importAccount(account.snapshot)
        let reports = try library.build()
        #expect(reports.first?.written == ["Other_bbbbbbbb.m3u"])

        try library.music.rename("Two.flac", to: "renamed.flac")
        try library.scan()
        #expect(
            try library.build().first?.written == [
                "Liked Songs_liked.m3u", "Mix_aaaaaaaa.m3u",
            ]
        )
        try library.music.remove("Three.flac")
        try library.scan()
        #expect(
            try library.build().first?.written == [
                "Liked Songs_liked.m3u", "Other_bbbbbbbb.m3u",
            ]
        )
        // A new file that no playlist wants.
        try library.music.write("new.flac", AudioFixture.flac(title: "Unwanted", artist: "x"))
        try library.scan()
        #expect(try library.build().first?.written == [])
    }

    @Test func renamedAndRemoved() throws {
        let library = try library()
        var account = account()
        try library.importAccount(account.snapshot)
        try library.build()
        try library.playlists.write("mine.m3u", "mine")
        try library.playlists.write("notes.txt", "mine")

        account.playlist("aaaaaaaaaa", "Renamed", owner: "Me", "1")
        account.remove("bbbbbbbbbb")
        account.like()
        try library.importAccount(account.snapshot)
        let report = try #require(try library.build().first)
        #expect(report.written == ["Renamed_aaaaaaaa.m3u"])
        #expect(
            report.deleted.sorted() == [
                "Liked Songs_liked.m3u", "Mix_aaaaaaaa.m3u", "Other_bbbbbbbb.m3u",
            ]
        )
        #expect(Set(try names(library)) == ["Renamed_aaaaaaaa.m3u", "mine.m3u", "notes.txt"])
    }

    /// Equal to Swift, and another file name.
    @Test func renamedToAnotherNormalForm() throws {
        let library = try library()
        for name in ["caf\u{E9}", "cafe\u{301}", "\u{301}x", "x"] {
            var described = PlaylistDescribed()
            described.provider = "spotify"
            described.playlistID = "aaaaaaaaaa"
            described.name = name
            try library.append([Event(.playlistDescribed(described))])
            try library.build()
            let found = try library.playlists.contents().keys.filter {
                $0.suffix(13) == Array("_aaaaaaaa.m3u".utf8)
            }
            #expect(found == [Array("\(name)_aaaaaaaa.m3u".utf8)])
        }
    }

    @Test func editedFilesAreKept() throws {
        let library = try library()
        var account = account()
        try library.importAccount(account.snapshot)
        try library.build()
        for text in ["my edit", "my second edit"] {
            try library.playlists.write("Mix_aaaaaaaa.m3u", text)
            account.playlist("aaaaaaaaaa", "Mix", owner: "Me", text.count % 2 == 0 ? "2" : "3")
            try library.importAccount(account.snapshot)
            let report = try #require(try library.build().first)
            #expect(report.warnings.count == 1)
            #expect(try library.playlists.text("Mix_aaaaaaaa.m3u").hasPrefix("#EXTM3U"))
        }
        #expect(try library.playlists.text("Mix_aaaaaaaa.m3u.edited") == "my edit")
        #expect(try library.playlists.text("Mix_aaaaaaaa.m3u.edited-2") == "my second edit")

        // Edited, and then its playlist goes: it stays where it is.
        try library.playlists.write("Other_bbbbbbbb.m3u", "mine now")
        account.remove("bbbbbbbbbb")
        try library.importAccount(account.snapshot)
        let report = try #require(try library.build().first)
        #expect(report.deleted == [] && report.warnings.count == 1)
        #expect(try library.playlists.text("Other_bbbbbbbb.m3u") == "mine now")
    }

    /// By its bytes, not by its size.
    @Test func anEditOfTheSameSizeIsKept() throws {
        let library = try library()
        var account = account()
        try library.importAccount(account.snapshot)
        try library.build()
        let name = "Mix_aaaaaaaa.m3u"
        let edited = Array(try library.playlists.read(name).reversed())
        try library.playlists.write(name, edited)
        try library.playlists.setModificationTime(Array(name.utf8), nanoseconds: 1)
        account.playlist("aaaaaaaaaa", "Mix", owner: "Me", "2")
        try library.importAccount(account.snapshot)
        #expect(try library.build().first?.warnings.count == 1)
        #expect(try library.playlists.read("\(name).edited") == edited)
    }

    /// What replaces a file has its permissions, even if the file itself was moved aside.
    @Test func permissionsAreKept() throws {
        var options = TestLibrary.Options()
        options.mode = .mirrored
        let library = try TestLibrary(options)
        var account = account()
        try library.importAccount(account.snapshot)
        try library.build()
        let name = "Mix_aaaaaaaa.m3u"
        func mode() throws -> UInt32? {
            let file = try PosixFileSystem().open(library.playlists.absolute(name), .read)
            defer { file.close() }
            return try file.attributes()?.mode
        }
        try library.playlists.setPermissions(name, 0o604)
        for (track, isEdited) in [("2", false), ("3", true)] {
            if isEdited { try library.playlists.write(name, "my edit") }
            account.playlist("aaaaaaaaaa", "Mix", owner: "Me", track)
            try library.importAccount(account.snapshot)
            #expect(try library.build().first?.written.contains(name) == true)
            #expect(try mode() == 0o604, "\(isEdited ? "edited" : "as it was")")
        }
    }

    /// A line that leads out of the folder is no entry of the list, nor one that names psm's lock.
    @Test func namesInTheListAreNames() throws {
        let library = try library()
        try library.importAccount(account().snapshot)
        try library.build()
        let folder = Tree(library.folder.path)
        let bytes = Array("precious\n".utf8)
        try folder.write("victim.txt", bytes)
        let digest = String(PublishedFolder.Wanted("", bytes).digest, radix: 16)
        var list = try library.playlists.text(".psm-manifest")
        for name in ["../victim.txt", "./victim.txt", "a/../../victim.txt"] {
            list += "\(digest) \(bytes.count) 1 1 1 \(name)\n"
        }
        list += "\(digest) \(bytes.count) 0 0 0 .psm-lock\n"
        try library.playlists.write("victim.txt", bytes)
        try library.playlists.write(".psm-manifest", list)
        #expect(try library.publish().first?.deleted == [])
        #expect(try folder.read("victim.txt") == bytes)
        #expect(try library.playlists.read("victim.txt") == bytes)
        #expect(try library.playlists.read(".psm-lock").isEmpty)
    }

    @Test func aLinkInThePlaceOfAnOwnersFolderIsNotFollowed() throws {
        var options = TestLibrary.Options()
        options.organizesByOwner = true
        let library = try library(options)
        let theirs = try library.folder.tree("theirs")
        try library.playlists.makeDirectory("")
        try library.playlists.symlink("Me", to: "../theirs")
        try library.importAccount(account().snapshot)
        let report = try #require(try library.build().first)
        #expect(report.failures.count == 2)
        #expect(report.written == ["Liked Songs_liked.m3u"])
        #expect(try theirs.files().isEmpty)
    }

    @Test func missingFilesComeBack() throws {
        let library = try library()
        try library.importAccount(account().snapshot)
        try library.build()
        let before = try library.playlists.contents()
        try library.playlists.remove("Mix_aaaaaaaa.m3u")
        #expect(try library.publish().first?.written == ["Mix_aaaaaaaa.m3u"])
        library.playlists.removeAll()
        try library.publish()
        #expect(try library.playlists.contents() == before)
    }

    /// Killed at every call of a publish that writes, renames and deletes; the next one repairs all.
    @Test func killedAtEveryCall() throws {
        var options = TestLibrary.Options()
        options.fileSystem = system
        let library = try TestLibrary(options)
        var account = account()
        try library.importAccount(account.snapshot)
        try library.build()
        try library.playlists.write("foreign.m3u", "foreign")
        try library.playlists.write("Third_cccccccc.m3u", "foreign too")
        try library.playlists.write("Mix_aaaaaaaa.m3u", "edited")
        account.playlist("aaaaaaaaaa", "Mix", owner: "Me", "3")
        account.playlist("cccccccccc", "Third", owner: "Me", "1", "2")
        account.remove("bbbbbbbbbb")
        try library.importAccount(account.snapshot)
        _ = try library.runner.catchUp()

        let before = try Saved(library)
        let calls = try publish(library, killedAt: nil)
        #expect(calls > 30)
        for call in 0..<calls {
            try before.restore(library)
            _ = try publish(library, killedAt: call)
        }
    }

    /// The export folder as it was before a publish.
    private struct Saved {
        private var files: [(path: [UInt8], bytes: [UInt8], mtime: Int64)] = []

        init(_ library: TestLibrary) throws {
            for (path, metadata) in try library.playlists.files() {
                let bytes = try PosixFileSystem().readAll(library.playlists.absolute(path))
                files.append((path, bytes, metadata.mtimeNanoseconds))
            }
        }

        func restore(_ library: TestLibrary) throws {
            library.playlists.removeAll()
            for file in files {
                try library.playlists.write(file.path, file.bytes)
                try library.playlists.setModificationTime(file.path, nanoseconds: file.mtime)
            }
        }
    }

    private func publish(_ library: TestLibrary, killedAt call: Int?) throws -> Int {
        let publisher = try #require(
            library.runner.projectors.compactMap { $0 as? M3UProjector }.first
        )
        system.live(for: call)
        if call == nil {
            _ = try publisher.publish(library.publishRequest)
        } else {
            #expect(throws: (any Error).self) { try publisher.publish(library.publishRequest) }
        }
        let calls = system.callCount
        system.live(for: nil)
        _ = try publisher.publish(library.publishRequest)

        let told: Comment = "killed at call \(call ?? -1)"
        #expect(
            Set(try names(library)) == [
                "Liked Songs_liked.m3u", "Mix_aaaaaaaa.m3u", "Mix_aaaaaaaa.m3u.edited",
                "Third_cccccccc.m3u", "Third_cccccccc.m3u.edited", "foreign.m3u",
            ],
            told
        )
        #expect(try library.playlists.text("foreign.m3u") == "foreign", told)
        #expect(try library.playlists.text("Mix_aaaaaaaa.m3u.edited") == "edited", told)
        #expect(try library.playlists.text("Third_cccccccc.m3u.edited") == "foreign too", told)
        #expect(try library.playlists.text("Mix_aaaaaaaa.m3u").hasPrefix("#EXTM3U"), told)
        let left = try library.playlists.files().keys.filter { $0.suffix(4) == Array(".tmp".utf8) }
        #expect(left.isEmpty, told)
        return calls
    }

    private func names(_ library: TestLibrary) throws -> [String] {
        try library.playlists.contents().keys.map { String(decoding: $0, as: UTF8.self) }
    }
}
