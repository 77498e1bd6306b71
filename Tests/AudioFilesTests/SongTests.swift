import AudioFiles
import Tags
import TestSupport
import Testing

@Suite("Tags and audio, whatever lies between them")
struct SongTests {
    @Test("Texts are those that were written", arguments: SongContainer.allCases)
    func texts(container: SongContainer) throws {
        let song = Song()
        let bytes = container.file(song.items)
        let read = try SongReading(bytes, suffix: container.suffix).tags

        #expect(read.texts == song.tags)
        #expect(read.sampleRateHz > 0 && read.channels > 0)
        if !container.isBeyondTagLib {
            #expect(try read == SongReading.plain(bytes, suffix: container.suffix))
        }
    }

    @Test(
        "Pictures and lyrics, of any size and anywhere, change nothing",
        arguments: SongContainer.allCases,
        Seeds.from(1, count: 6)
    )
    func pictures(container: SongContainer, seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let song = Song.random(&random)
        let items = song.items.shuffled(using: &random)
        var laden = items
        for _ in 0...random.below(3) {
            let sizes = [1, 300, 5_000, 16_384, 60_000, 70_000, 200_000, 900_000]
            let count = (random.pick(sizes) ?? 1) + random.below(300)
            let item = random.chance(75) ? SongItem.picture(count) : .lyrics(count)
            laden.insert(item, at: random.below(laden.count + 1))
        }
        let padding = random.pick(of: 0, 1, 2_000, 70_000)
        let bare = try SongReading(container.file(items), suffix: container.suffix).tags
        let read = try SongReading(
            container.file(laden, paddingBytes: padding),
            suffix: container.suffix
        ).tags

        #expect(bare.texts == song.tags, "seed \(seed)")
        // Pages of an Ogg stream are put together anew, and have headers of another length.
        var expected = bare
        if abs(Int(read.bitrateKbps) - Int(bare.bitrateKbps)) <= 1 {
            expected.bitrateKbps = read.bitrateKbps
        }
        #expect(read == expected, "seed \(seed)")
    }

    @Test("Texts that take several pages of Ogg", arguments: OggSong.Codec.allCases)
    func longTexts(codec: OggSong.Codec) throws {
        // With 250 segments and more, the setup that follows has no place on the last page.
        for lengths in [[30, 3_000], [60, 3_900], [20, 3_150]] {
            var song = Song()
            song.artists = (0..<lengths[0]).map {
                "\($0) " + String(repeating: "a", count: lengths[1])
            }
            let bytes = OggSong(codec: codec).file([.picture(90_000)] + song.items)
            let read = try SongReading(bytes).tags
            #expect(read.texts == song.tags)
            #expect(read.durationMs > 19_000)
        }
    }

    @Test("Samples are read as TagLib reads them", arguments: AudioSamples.base64.keys.sorted())
    func samples(kind: String) throws {
        let bytes = sampleBytes(kind)
        let read = try SongReading(bytes, suffix: kind).tags
        #expect(read == (try SongReading.plain(bytes, suffix: kind)))
        #expect(read.error == "")
        #expect(read.title == "Ljós 光 Свет")
    }

    @Test("The content decides, not the name", arguments: SongContainer.allCases)
    func names(container: SongContainer) throws {
        let bytes = container.file(Song().items)
        let read = try SongReading(bytes, suffix: container.suffix).tags
        for suffix in ["mp3", "flac", "txt", ""] {
            #expect(try SongReading(bytes, suffix: suffix).tags == read)
        }
    }
}
