import AudioFiles
import FileIO
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Tags

/// Reads a file as a worker does.
private struct DirectReader {
    func tags(at path: FilePath) -> FileTags {
        let request = TagRequest(path: path.bytes, followSymlinks: true)
        let reading = request.reply { file, path in AudioReader().read(file, at: path) }.reading
        switch reading.content {
        case .tags(let tags): return tags
        case .unread(let reason): return FileTags(error: reason)
        case .film: return FileTags(error: "is a film")
        case .missing: return FileTags(error: "is missing")
        }
    }
}

@Suite("Reading tags")
struct TagReaderTests {
    @Test(
        "Every format gives the same tags",
        arguments: [
            "mp3", "flac", "m4a", "ogg", "opus", "wav", "aiff", "wma", "wv", "ape", "mpc",
        ]
    )
    func readsEveryFormat(kind: String) throws {
        let folder = try Folder()
        let tags = DirectReader().tags(at: try folder.sample(kind, name: "sample.\(kind)"))

        #expect(tags.error == "")
        #expect(tags.title == "Ljós 光 Свет")
        #expect(tags.artists == ["Nora Vale", "Ágústa Lind"])
        #expect(tags.album == "Samples")
        #expect(tags.albumArtists == ["Nora Vale"])
        #expect(tags.date == "2019-04-05")
        #expect(tags.year == 2019)
        #expect(tags.trackNumber == 3)
        #expect(tags.discNumber == 1)
        #expect(tags.genres == ["Folk"])
        #expect(tags.isrc == "QZPSM1900003")
        #expect(tags.musicbrainzRecordingID == "0f0e0d0c-0b0a-4908-8706-050403020100")
        #expect(tags.isCompilation)
        // Encoders pad; the two made without one say 1.000 s and 1.032 s.
        #expect((950...1_130).contains(tags.durationMs), "\(tags.durationMs) ms")
        #expect(tags.sampleRateHz > 0)
        #expect(tags.channels > 0)
    }

    @Test("The content decides where the extension lies")
    func contentDecides() throws {
        let folder = try Folder()
        for (kind, name) in [
            ("mp3", "a.flac"), ("flac", "b.mp3"), ("ogg", "c.m4a"), ("opus", "d.ogg"),
        ] {
            let tags = DirectReader().tags(at: try folder.sample(kind, name: name))
            #expect(tags.title == "Ljós 光 Свет", "\(kind) named \(name)")
            #expect(tags.error == "", "\(kind) named \(name)")
        }
    }

    @Test(
        "A claimed duration is right within 50 ms",
        arguments: [1_000, 61_234, 199_980, 3_600_000]
    )
    func durations(milliseconds: Int) throws {
        let folder = try Folder()
        let fixture = AudioFixture(title: "x", durationMilliseconds: milliseconds)
        for (name, bytes) in [("x.flac", fixture.flac()), ("x.mp3", fixture.mp3())] {
            let tags = DirectReader().tags(at: try folder.write(bytes, name: name))
            #expect(tags.error == "")
            #expect(abs(Int(tags.durationMs) - milliseconds) <= 50, "\(name)")
        }
    }

    @Test("A fixture's tags are those asked for")
    func fixtures() throws {
        let folder = try Folder()
        let fixture = AudioFixture(
            title: "Ísbláminn",
            artists: ["A/B", "C"],
            album: "夜",
            albumArtist: "Various",
            date: "1997",
            trackNumber: 7,
            discNumber: 2,
            genre: "Folk",
            isrc: "qz-psm-97-00001",
            musicbrainzRecordingID: "id"
        )
        for (name, bytes) in [("x.flac", fixture.flac()), ("x.mp3", fixture.mp3())] {
            let tags = DirectReader().tags(at: try folder.write(bytes, name: name))
            #expect(tags.title == "Ísbláminn")
            #expect(tags.artists == ["A/B", "C"])
            #expect(tags.album == "夜")
            #expect(tags.albumArtists == ["Various"])
            #expect(tags.year == 1997)
            #expect(tags.trackNumber == 7)
            #expect(tags.discNumber == 2)
            #expect(tags.isrc == "QZPSM9700001")
            #expect(tags.musicbrainzRecordingID == "id")
            #expect(!tags.isCompilation)
        }
    }

    @Test("What is not audio says so and goes by its name")
    func notAudio() throws {
        let folder = try Folder()
        let garbage = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
        for name in ["Noise.mp3", "Noise.flac", "Noise.m4a", "Noise.ogg", "Noise.wav", "Noise.wma"]
        {
            for bytes in [garbage, [], Array("not music".utf8)] {
                let tags = DirectReader().tags(at: try folder.write(bytes, name: name))
                #expect(tags.error.hasPrefix("not audio: "), "\(name): \(tags.error)")
                #expect(tags.title == "Noise")
                #expect(tags.durationMs == 0)
            }
        }
    }

    @Test(
        "Of a cut file is read what it still holds, at any length",
        arguments: AudioSamples.base64.keys.sorted()
    )
    func cutFiles(kind: String) throws {
        let folder = try Folder()
        let bytes = try folder.sampleBytes(kind)
        let whole = DirectReader().tags(at: try folder.write(bytes, name: "cut.\(kind)"))
        #expect(whole.error == "")
        var isCutSeen = false
        // A file without a byte is no audio, which `notAudio` is about.
        for length in stride(from: 61, to: bytes.count, by: 61) {
            let path = try folder.write(Array(bytes[..<length]), name: "cut.\(kind)")
            let tags = DirectReader().tags(at: path)
            isCutSeen = isCutSeen || tags != whole
            let isNamedByPath = tags.title == "cut" && !tags.error.isEmpty
            #expect(isNamedByPath || whole.title.hasPrefix(tags.title), "\(length): \(tags.title)")
            #expect(whole.artists.starts(with: tags.artists), "\(length): \(tags.artists)")
            #expect(["", whole.isrc].contains(tags.isrc), "\(length): \(tags.isrc)")
            if tags.error.isEmpty {
                #expect((950...1_130).contains(tags.durationMs), "\(length): \(tags.durationMs)")
                #expect(tags.sampleRateHz == whole.sampleRateHz, "\(length)")
            } else {
                #expect(tags.durationMs == 0, "\(length): \(tags.error)")
                #expect(!tags.title.isEmpty, "\(length): \(tags.error)")
            }
        }
        #expect(isCutSeen)
    }

    @Test("Flipped bits give plain texts or an error, and harm no other file", arguments: 0..<4)
    func flippedBits(seed: Int) throws {
        let folder = try Folder()
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for kind in AudioSamples.base64.keys.sorted() {
            let intact = try folder.sampleBytes(kind)
            let whole = DirectReader().tags(at: try folder.write(intact, name: "whole.\(kind)"))
            var seenCount = 0
            for _ in 0..<20 {
                var bytes = intact
                for _ in 0..<8 { bytes[random(min(600, bytes.count))] ^= 1 << random(8) }
                let path = try folder.write(bytes, name: "flipped.\(kind)")
                let tags = DirectReader().tags(at: path)
                if tags != whole { seenCount += 1 }
                expectPlain(tags, "\(kind), seed \(seed)")
                let again = DirectReader().tags(at: folder.path.appending("whole.\(kind)"))
                #expect(again == whole, "\(kind), seed \(seed)")
            }
            // Its tags may lie behind the bits that were flipped; an error would show all the same.
            #expect(seenCount > 0, "\(kind), seed \(seed)")
        }
    }

    private func expectPlain(_ tags: FileTags, _ comment: Comment) {
        if tags.error.isEmpty {
            #expect(tags.durationMs > 0 && tags.sampleRateHz > 0, comment)
        } else {
            #expect(!tags.title.isEmpty, comment)
        }
        let texts = [tags.title, tags.album, tags.date, tags.isrc, tags.musicbrainzRecordingID]
        let all = texts + tags.artists + tags.albumArtists + tags.genres
        #expect(all.allSatisfy { $0.utf8.count <= 4_096 }, comment)
        let controls = all.flatMap(\.unicodeScalars).filter { $0.value < 0x20 }
        #expect(controls.isEmpty, comment)
        #expect(tags.artists.count <= 64 && tags.genres.count <= 64, comment)
    }

    @Test("A file that cannot be opened says why")
    func unopenable() throws {
        let folder = try Folder()
        let missing = DirectReader().tags(at: folder.path.appending("Gone.mp3"))
        #expect(missing.error == "is missing")

        let directory = folder.path.appending("Folder.mp3")
        mkdir(directory.string, 0o755)
        #expect(DirectReader().tags(at: directory).error == "is not a regular file")

        let pipe = folder.path.appending("Pipe.mp3")
        mkfifo(pipe.string, 0o644)
        #expect(DirectReader().tags(at: pipe).error == "is not a regular file")
    }

    @Test("A name need not be UTF-8")
    func nameOfBytes() throws {
        let folder = try Folder()
        let name: [CChar] = [0x41, -1, -2, 0x2E, 0x6D, 0x70, 0x33, 0]
        let path = name.withUnsafeBufferPointer { buffer in
            folder.path.appending(FilePath(platformString: buffer.baseAddress!).components)
        }
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: .create,
            permissions: .ownerReadWrite
        )
        try file.closeAfter { _ = try file.writeAll(AudioFixture.mp3(title: "x", artist: "y")) }
        #expect(DirectReader().tags(at: path).title == "x")
    }

    @Test("Endless and odd texts are cut and cleaned")
    func oddTexts() throws {
        let folder = try Folder()
        let fixture = AudioFixture(
            title: String(repeating: "é", count: 10_000),
            artists: (0..<200).map { "Artist \($0)" },
            album: "  two\nlines\t\u{1}"
        )
        for (name, bytes) in [("x.flac", fixture.flac()), ("x.mp3", fixture.mp3())] {
            let tags = DirectReader().tags(at: try folder.write(bytes, name: name))
            #expect(tags.title.utf8.count <= 4_096)
            #expect(tags.title.allSatisfy { $0 == "é" })
            #expect(tags.artists.count == 64)
            #expect(tags.album == "two lines")
        }
    }

    @Test("Threads may read at once")
    func concurrent() async throws {
        let folder = try Folder()
        let paths = try AudioSamples.base64.keys.sorted().map {
            try folder.sample($0, name: "s.\($0)")
        }
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<20).allSatisfy { _ in
                        paths.allSatisfy { DirectReader().tags(at: $0).title == "Ljós 光 Свет" }
                    }
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}

/// A temporary folder that goes with the test.
private final class Folder {
    let path: FilePath

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "psm-tags-\(UUID())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = FilePath(url.path())
    }

    deinit { try? FileManager.default.removeItem(atPath: path.string) }

    func write(_ bytes: [UInt8], name: String) throws -> FilePath {
        let file = path.appending(name)
        try Data(bytes).write(to: URL(filePath: file.string))
        return file
    }

    func sampleBytes(_ kind: String) throws -> [UInt8] {
        let text = try #require(AudioSamples.base64[kind])
        return [UInt8](try #require(Data(base64Encoded: text, options: .ignoreUnknownCharacters)))
    }

    func sample(_ kind: String, name: String) throws -> FilePath {
        try write(try sampleBytes(kind), name: name)
    }
}
