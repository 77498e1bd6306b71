import AudioFiles
import Glibc
import HeapSupport
import SystemPackage
import Tags
import TestSupport
import Testing

@Suite("Files that lie")
struct HostileTests {
    /// Of memory, and of what is read of a small file: windows, TagLib's copies of what is kept.
    private static let limitBytes: Int64 = 48 << 20

    private func read(_ bytes: [UInt8], _ file: SongFile, suffix: String = "mp3") throws {
        try file.write(bytes)
        var readBytes = 0
        var tags = FileTags()
        let peak = Heap.peakBytes {
            let audio = AudioFile(file.descriptor)
            let reading = AudioReader().read(audio, suffix: suffix)
            readBytes = audio.readBytes
            if case .tags(let found) = reading { tags = found }
        }
        #expect(peak <= Self.limitBytes, "\(peak)")
        #expect(readBytes <= AudioFile.budgetBytes)
        let texts = [tags.title, tags.album, tags.date, tags.isrc] + tags.artists + tags.genres
        #expect(texts.allSatisfy { $0.utf8.count <= 4_096 })
        #expect(tags.error != "" || tags.durationMs > 0)
    }

    @Test("Cut off at any byte", arguments: SongContainer.allCases)
    func truncated(container: SongContainer) throws {
        let file = try SongFile()
        let bytes = container.file([.picture(40)] + Song().items)
        for count in 0..<min(bytes.count, 500) {
            try read(Array(bytes[..<count]), file, suffix: container.suffix)
        }
        for count in stride(from: 500, to: min(bytes.count, 3_000), by: 61) {
            try read(Array(bytes[..<count]), file, suffix: container.suffix)
        }
        for count in 1..<50 {
            try read(Array(bytes.dropLast(count)), file, suffix: container.suffix)
        }
    }

    @Test("Any number is anything", arguments: SongContainer.allCases)
    func numbers(container: SongContainer) throws {
        let file = try SongFile()
        let bytes = container.file([.picture(40)] + Song().items)
        let numbers: [[UInt8]] = [
            [0, 0, 0, 0], [0, 0, 0, 1], [1, 0, 0, 0], [0x7F, 0xFF, 0xFF, 0xFF],
            [0xFF, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0x7F],
            [0xF8, 0xFF, 0xFF, 0xFF], [0x7F, 0x7F, 0x7F, 0x7F],
        ]
        // Headers lie at the beginning, APE tags and MP4 headers of this size at the end.
        let places = Set(0..<min(700, bytes.count)).union(max(0, bytes.count - 700)..<bytes.count)
        for place in places.sorted() where place % 3 == 0 {
            var changed = bytes
            let number = numbers[place / 3 % numbers.count]
            for (index, byte) in number.enumerated() where place + index < changed.count {
                changed[place + index] = byte
            }
            try read(changed, file, suffix: container.suffix)
        }
    }

    @Test("Chapters in chapters, to any depth, wherever a tag may be")
    func nestedChapters() throws {
        let maker = ID3Song()
        var chapters: [UInt8] = maker.frame(.text(.title, ["Deep"]))
        for _ in 0..<2_500 {
            chapters = maker.frame("CHAP", .ascii("c\0") + .zeros(16) + chapters)
        }
        let title = maker.frame(.text(.title, ["Shallow"]))
        let tag = maker.tag(frames: title + chapters)
        for bytes in [
            tag + ID3Song.audio(), .ascii("x") + tag + ID3Song.audio(),
            .zeros(70_000) + tag + ID3Song.audio(), tag + VorbisSong.flac([]),
            tag + [UInt8].ascii("fLaC") + .zeros(9) + ID3Song.audio(),
            ChunkSong.wav(tag: tag), ChunkSong.aiff(tag: tag), ChunkSong.dsf(tag: tag),
            tag + ChunkSong.trueAudio(), ID3Song.audio() + tag,
        ] {
            let read = try SongReading(bytes, suffix: "mp3").tags
            #expect(["Shallow", ""].contains(read.title))
        }
        #expect(try SongReading(tag + ID3Song.audio()).tags.title == "Shallow")
    }

    @Test("Atoms in atoms, to any depth, wherever atoms may be")
    func nestedAtoms() throws {
        let maker = MP4Song()
        for name in ["moov", "udta", "trak", "stsd", "ilst", "meta"] {
            var nested: [UInt8] = []
            for _ in 0..<7_000 { nested = maker.atom(name, nested) }
            for bytes in [
                nested, maker.atom("ftyp", .ascii("M4A ")) + nested,
                maker.atom("ftyp", .ascii("M4A ")) + maker.atom("moov", nested),
                maker.file(list: nested), maker.atom("free", []) + nested,
                maker.atom("abcd", []) + nested,
            ] {
                _ = try SongReading(bytes, suffix: "m4a")
            }
            var entry = maker
            entry.entry = maker.atom("mp4a", nested)
            _ = try SongReading(entry.file(Song().items), suffix: "m4a")
            entry.entry = nested
            _ = try SongReading(entry.file(Song().items), suffix: "m4a")
        }
    }

    @Test("A million of the smallest things")
    func tiny() throws {
        let file = try SongFile()
        let count = 1 << 20
        func many(_ bytes: [UInt8]) -> [UInt8] {
            var all = bytes
            while all.count < count * bytes.count { all += all }
            return all
        }
        let maker = ID3Song(version: 3)
        try read(maker.tag(frames: many(maker.frame("TIT2", [3]))) + ID3Song.audio(), file)
        try read(maker.tag(frames: many(maker.frame("TPE1", [3, 0x41]))) + ID3Song.audio(), file)
        try read(maker.tag(frames: many(maker.frame("PRIV", [3]))) + ID3Song.audio(), file)
        let entry = [UInt8].littleEndian(9, 4) + .ascii("ARTIST=ab")
        let comment =
            [UInt8].littleEndian(0, 4) + .littleEndian(count, 4) + many(entry)
        try read(VorbisSong.flac(blocks: [(0, VorbisSong.streamInfo), (4, comment)]), file)
        try read(OggSong(codec: .opus).file([], comment: comment), file)
        try read(MP4Song().file(list: many(MP4Song().atom("free", []))), file)
        try read(MP4Song().file(list: many(MP4Song().atom("\u{A9}nam", []))), file)
        let items = many(APESong.item("Title", 0, []))
        try read(
            ID3Song.audio() + items + APESong.frame(items.count + 32, count, 0),
            file
        )
        try read(
            VorbisSong.flac(
                blocks: [(0, VorbisSong.streamInfo)]
                    + .init(
                        repeating: (1, []),
                        count: 100_000
                    )
            ),
            file
        )
    }

    @Test("A compressed frame is inflated only if it is small")
    func bomb() throws {
        let maker = ID3Song(version: 3)
        // Stored, not compressed, in zlib's format.
        let text = [UInt8].ascii("\u{3}Title")
        let stored: [UInt8] =
            [0x78, 0x01, 0x01] + .littleEndian(text.count, 2)
            + .littleEndian(0xFFFF - text.count, 2)
            + text + .bigEndian(adler(text), 4)
        func compressed(_ name: String, claim: Int, _ content: [UInt8]) -> [UInt8] {
            var frame = maker.frame(name, .bigEndian(claim, 4) + content)
            frame[9] = 0x80
            return frame
        }
        let small = compressed("TIT2", claim: text.count, stored)
        let large = compressed("TALB", claim: 1 << 30, stored)
        let long = compressed("TPE1", claim: 100, stored + .zeros(4_000_000))
        let file = try SongFile()
        try read(maker.tag(frames: small + large + long) + ID3Song.audio(), file)
        let tags = SongReading(file, suffix: "mp3").tags
        #expect(tags.title == "Title")
        #expect(tags.album == "")
        #expect(tags.artists == [])
    }

    private func adler(_ bytes: [UInt8]) -> Int {
        var (low, high) = (1, 0)
        for byte in bytes {
            low = (low + Int(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }
}

extension HostileTests {
    @Test("Sound with more channels and samples a second than a number holds")
    func impossibleSound() throws {
        let most = [UInt8](repeating: 0xFF, count: 4)
        let header: [UInt8] =
            .ascii("DSD ") + .littleEndian(28, 8) + .littleEndian(80, 8) + .zeros(8)
        let format: [UInt8] =
            .ascii("fmt ") + .littleEndian(52, 8) + .zeros(12) + most + most + .zeros(4)
            + .littleEndian(1 << 40, 8) + .zeros(8)
        let tags = try SongReading(header + format).tags
        #expect(tags.error == "")
        #expect(tags.bitrateKbps == .max && tags.channels == .max)
    }
}

@Suite("Mutated files")
struct MutatedFileTests {
    /// Three thousand altogether. `PSM_MUTATED_SEEDS=2000` takes a million.
    private static let rounds = 500
    private static let seedCount =
        getenv("PSM_MUTATED_SEEDS").flatMap { UInt64(String(cString: $0)) } ?? 6

    @Test("Nothing traps, and memory is bounded", arguments: Seeds.from(1, count: seedCount))
    func mutated(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let file = try SongFile()
        var inputs: [(String, [UInt8])] = []
        for container in SongContainer.allCases {
            let items = ([.picture(700)] + Song().items).shuffled(using: &random)
            var bytes = container.file(items)
            // What changes beyond its beginning and its end changes little.
            if bytes.count > 12_000 { bytes.removeSubrange(6_000..<bytes.count - 6_000) }
            inputs.append((container.suffix, bytes))
        }
        for _ in 0..<Self.rounds {
            let (suffix, original) = inputs[random.below(inputs.count)]
            var bytes = original
            for _ in 0...random.below(5) { Self.mutate(&bytes, &random, inputs.map(\.1)) }
            try file.write(bytes)
            let peak = Heap.peakBytes {
                let audio = AudioFile(file.descriptor)
                let reading = AudioReader().read(audio, suffix: suffix)
                if case .film = reading { return }
                guard case .tags(let tags) = reading else {
                    Issue.record("seed \(seed): \(reading)")
                    return
                }
                #expect(tags.error != "" || tags.durationMs > 0, "seed \(seed)")
            }
            #expect(peak <= 24 << 20, "seed \(seed): \(peak) for \(bytes.count) of \(suffix)")
        }
    }

    private static func mutate(
        _ bytes: inout [UInt8],
        _ random: inout SeededRandom,
        _ others: [[UInt8]]
    ) {
        guard !bytes.isEmpty else { return }
        // Mostly where the structure is.
        let reach = random.chance(70) ? min(400, bytes.count) : bytes.count
        let start = random.below(reach)
        let end = min(bytes.count, start + random.below(40))
        switch random.below(8) {
        case 0: bytes[start] ^= 1 << UInt8(random.below(8))
        case 1: bytes[start] = random.pick(of: 0, 1, 0x7F, 0x80, 0xFF)
        case 2: bytes.removeSubrange(start..<end)
        case 3: bytes.insert(contentsOf: bytes[start..<end], at: random.below(bytes.count))
        case 4: bytes.removeLast(random.below(bytes.count))
        case 5:
            let number = random.pick(of: UInt64.max, 1 << 63, .max >> 1, 1 << 32, 1 << 26, 255, 8)
            for index in 0..<min(random.pick(of: 2, 4, 8), bytes.count - start) {
                bytes[start + index] = UInt8(truncatingIfNeeded: number >> UInt64(index * 8))
            }
        case 6: bytes.insert(UInt8(random.below(256)), at: start)
        default:
            let other = random.pick(others) ?? []
            bytes.replaceSubrange(start..., with: other.dropFirst(random.below(other.count + 1)))
        }
    }
}
