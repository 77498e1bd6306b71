import Events
import Testing

@Suite struct LibraryPathTests {
    @Test func relativeOnlyBelowTheRoot() {
        let root = Array("/music".utf8)
        #expect(LibraryPath.relative("/music/a/b".utf8, to: root) == Array("a/b".utf8))
        #expect(LibraryPath.relative("/music".utf8, to: root) == [])
        #expect(LibraryPath.relative("/music2/a".utf8, to: root) == nil)
        #expect(LibraryPath.relative("/a".utf8, to: [0x2F]) == [0x61])
        #expect(LibraryPath(root: [0x2F], path: [0x61]).absolute == Array("/a".utf8))
        #expect(LibraryPath(root: root, path: []).absolute == root)
    }

    @Test func splicesApplyInOrder() throws {
        func items(_ ids: String) -> [PlaylistItem] {
            ids.map { id in
                var item = PlaylistItem()
                item.trackID = String(id)
                return item
            }
        }
        var first = Splice()
        first.offset = 1
        first.removed = 2
        first.inserted = items("xyz")
        var second = Splice()
        second.offset = 4
        second.inserted = items("w")
        let result = try Splice.applying([first, second], to: items("abcd"))
        #expect(result.map(\.trackID).joined() == "axyzwd")
        second.offset = 7
        #expect(throws: SpliceError.self) {
            try Splice.applying([first, second], to: items("abcd"))
        }
    }

    @Test func digestOfTags() {
        var tags = AudioTags()
        tags.title = "ab"
        var other = AudioTags()
        other.title = "a"
        other.album = "b"
        #expect(tags.digest != other.digest)
        #expect(tags.digest != 0)
        tags.error = "broken"
        #expect(tags.digest == 0)
    }

    /// Decisions hold it, so it is the same for ever; these were computed elsewhere.
    @Test func digestOfTagsIsForEver() {
        var tags = AudioTags()
        tags.title = "ab"
        #expect(tags.digest == 0x1FC0_9E1F_9E03_7450)
        tags.title = "Ljós"
        tags.album = "Samples"
        tags.date = "2019-04-05"
        tags.isrc = "QZPSM1900003"
        tags.musicbrainzRecordingID = "0f0e"
        tags.artists = ["Nora Vale", "Ágústa Lind"]
        tags.albumArtists = ["Nora Vale"]
        tags.genres = ["Folk", "Jazz"]
        tags.year = 2_019
        tags.trackNumber = 3
        tags.discNumber = 1
        tags.durationMs = 61_234
        tags.bitrateKbps = 320
        tags.sampleRateHz = 44_100
        tags.channels = 2
        tags.compilation = true
        #expect(tags.digest == 0x04E2_8D12_9123_B9CC)
    }
}
