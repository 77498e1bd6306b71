import AudioFiles
import Tags
import TestSupport
import Testing

/// What TagLib 1.13 leaves out or gets wrong, and psm mends.
@Suite("Known gaps of TagLib")
struct KnownGapTests {
    private func mp3(_ tag: [UInt8], _ end: [UInt8] = []) throws -> FileTags {
        try SongReading(tag + ID3Song.audio() + end, suffix: "mp3").tags
    }

    @Test("A damaged frame hides none of the others")
    func damagedFrames() throws {
        let maker = ID3Song(version: 3)
        let before = maker.frame(.text(.title, ["Before"]))
        let after = maker.frame(.text(.artist, ["After"]))
        for damaged in [
            maker.frame("POPM", []), maker.frame("TYER", []), maker.frame("TDAT", []),
            maker.frame("POPM", [0]), maker.frame("RVA2", [0]),
        ] {
            let read = try mp3(maker.tag(frames: before + damaged + after))
            #expect(read.title == "Before")
            #expect(read.artists == ["After"])
        }
    }

    @Test("A frame that says more than the tag holds is what is there")
    func truncatedFrame() throws {
        let maker = ID3Song(version: 3)
        let frame = maker.frame("TIT2", .ascii("\u{3}Title")) + .ascii("TALB") + [0, 0, 9, 9, 0, 0]
        let read = try mp3(maker.tag(frames: frame + .ascii("\u{3}Album")))
        #expect(read.title == "Title")
        #expect(read.album == "Album")
    }

    @Test("Moving pictures are no music, and the pictures of chapters do not move")
    func films() throws {
        let song = Song().items
        for (pictures, chapters, isFilm) in [
            (nil, [], false), (2, [], true), (2, [2], false), (3, [2], true), (3, [2, 3], false),
            (nil, [2], false),
        ] as [(Int?, [Int], Bool)] {
            var maker = MP4Song()
            maker.pictureTrackID = pictures
            maker.chapterTrackIDs = chapters
            let read = try SongReading(maker.file(song))
            if isFilm {
                #expect(read.reading == .film)
                #expect(read.readBytes < 96 << 10)
            } else {
                #expect(read.tags.texts == Song().tags)
            }
        }
    }

    @Test("UTF-16 without its byte-order mark", arguments: [false, true])
    func unmarkedText(isBigEndian: Bool) throws {
        let maker = ID3Song(version: 3)
        let title = [1] + [UInt8].utf16("Ljós", isBigEndian: isBigEndian)
        let artists =
            [1] + [UInt8].utf16("Nora", isBigEndian: isBigEndian) + [0, 0]
            + .utf16("Ágústa", isBigEndian: isBigEndian)
        let read = try mp3(
            maker.tag(frames: maker.frame("TIT2", title) + maker.frame("TPE1", artists))
        )
        #expect(read.title == "Ljós")
        #expect(read.artists == ["Nora", "Ágústa"])
    }

    @Test("What an ID3v2 tag lacks is taken from the ID3v1 tag, but for the genre")
    func oldTag() throws {
        let old = ID3Song.oldTag(title: "Old", artist: "Old", album: "Old Album")
        let read = try mp3(
            ID3Song().tag([.text(.title, ["New"]), .picture(5_000), .text(.artist, ["Newer"])]),
            old
        )
        #expect(read.title == "New")
        #expect(read.artists == ["Newer"])
        #expect(read.album == "Old Album")
        #expect(read.year == 1997)
        #expect(read.trackNumber == 5)
        #expect(read.genres == [])
        // Alone, it is all there is. A tag without texts is no tag.
        for tag in [[], ID3Song().tag([.picture(5_000)])] {
            #expect(try mp3(tag, old).title == "Old")
            #expect(try mp3(tag, old).genres == ["Blues"])
        }
    }

    @Test("An extended header that is announced, and is not there")
    func noExtendedHeader() throws {
        var tag = ID3Song(version: 3).tag(Song().items)
        tag[5] = 0x40
        #expect(try mp3(tag).texts == Song().tags)
    }

    @Test("Frames of their own: grouped, with a length, by other names")
    func unusualFrames() throws {
        let maker = ID3Song()
        func flagged(_ name: String, _ flags: UInt8, _ content: [UInt8]) -> [UInt8] {
            var frame = maker.frame(name, content)
            frame[9] = flags
            return frame
        }
        let read = try mp3(
            maker.tag(
                frames: flagged("TIT2", 0x40, [7, 3] + .ascii("Grouped"))
                    + flagged("TALB", 0x01, [0, 0, 0, 6, 3] + .ascii("Album and more"))
                    + flagged("TPE2", 0x04, [3] + .ascii("Encrypted"))
                    + maker.frame("TXXX", [3] + .ascii("Artists\0A\0B"))
                    + maker.frame("TXXX", [1, 0xFF, 0xFE] + .utf16("isrc\0QZPSM1900003"))
                    + maker.frame("TXXX", [3] + .ascii("Acoustid Fingerprint\0AQAA"))
                    + maker.frame("UFID", .ascii("http://example.org\0other"))
            )
        )
        #expect(read.title == "Grouped")
        #expect(read.album == "Album")
        #expect(read.albumArtists == [])
        #expect(read.artists == ["A", "B"])
        #expect(read.isrc == "QZPSM1900003")
        #expect(read.musicbrainzRecordingID == "")
    }

    @Test("Behind bytes that belong to nothing, and behind other tags")
    func searched() throws {
        let tag = ID3Song().tag(Song().items)
        let other = ID3Song().tag([.text(.title, ["Other"])])
        #expect(try mp3(.ascii("junk") + tag).texts == Song().tags)
        #expect(try mp3(tag + other).texts == Song().tags)
        #expect(try mp3(tag + .zeros(200_000)).texts == Song().tags)
        let flac = VorbisSong.flac(Song().items)
        #expect(try SongReading(tag + .zeros(999) + flac).tags.texts == Song().tags)
        let ogg = OggSong(codec: .vorbis).file(Song().items)
        #expect(try SongReading(other + ogg).tags.texts == Song().tags)
    }

    @Test("FLAC, Opus and Dolby's codecs in MP4")
    func codecsInMP4() throws {
        let maker = MP4Song()
        let flac = maker.atom(
            "dfLa",
            .zeros(4) + VorbisSong.block(0, VorbisSong.streamInfo, isLast: true)
        )
        // Five channels and one for bass.
        let dolby = maker.atom("dac3", [0x10, 0x3D, 0xE0])
        let dolbyPlus = maker.atom("dec3", [0x0C, 0x00, 0x20, 0x0F, 0x00])
        for (name, boxes, rate, channels) in [
            ("fLaC", flac, 44_100, 2), ("Opus", maker.atom("dOps", .zeros(11)), 48_000, 2),
            ("ac-3", dolby, 44_100, 6), ("ec-3", dolbyPlus, 44_100, 6),
            ("fLaC", [], 44_100, 2), ("ac-3", [], 44_100, 2), ("ec-3", [], 44_100, 2),
        ] {
            var song = maker
            song.entry = maker.soundEntry(name, boxes: boxes)
            let read = try SongReading(song.file(Song().items), suffix: "m4a").tags
            #expect(read.texts == Song().tags)
            #expect(read.error == "")
            #expect(read.durationMs == 20_000)
            #expect(read.sampleRateHz == rate)
            #expect(read.channels == channels, "\(name)")
            #expect(read.bitrateKbps == 16)
        }
    }

    @Test("DSF says what it is by itself")
    func directStream() throws {
        let read = try SongReading(ChunkSong.dsf(tag: []), suffix: "dsf").tags
        #expect(read.error == "")
        #expect(read.durationMs == 20_000)
        #expect(read.sampleRateHz == 2_822_400)
        #expect(read.channels == 2)
        #expect(read.bitrateKbps == 5_644)
    }

    @Test("Old Musepack goes by its name, and only with a version that there was")
    func oldMusepack() throws {
        let header = [UInt8].littleEndian(5 << 11 | 160 << 23, 4) + .littleEndian(700, 4)
        let bytes = header + pictureBytes(9_000) + APESong.tag(Song().items)
        #expect(try SongReading(bytes, suffix: "mpc").tags.texts == Song().tags)
        #expect(try SongReading(bytes, suffix: "mpc").tags.durationMs > 0)
        #expect(try SongReading(bytes, suffix: "mp3").tags.error.hasPrefix("not audio: "))
    }

    @Test("Modules of trackers are left to TagLib")
    func trackers() throws {
        var module = [UInt8].ascii("A module") + .zeros(12)
        module += [UInt8]((0..<31).flatMap { _ in [UInt8].zeros(30) })
        module += [1, 0x7F] + .zeros(128) + .ascii("M.K.") + .zeros(1_024)
        #expect(try SongReading(module, suffix: "MOD").tags.title == "A module")
        for suffix in ["s3m", "it", "xm"] {
            #expect(try SongReading(module, suffix: suffix).tags.error.hasPrefix("not audio: "))
        }
    }
}
