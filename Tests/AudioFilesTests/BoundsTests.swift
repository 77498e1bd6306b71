import AudioFiles
import Tags
import TestSupport
import Testing

@Suite("How much is read")
struct BoundsTests {
    /// Beyond the text itself, with pictures of one and of ten megabytes.
    private static func limitBytes(_ container: SongContainer) -> Int {
        container.rawValue.hasPrefix("ogg") ? 384 << 10 : 96 << 10
    }

    /// Where every byte changes what the following ones mean, there is no way around them.
    private static let containers = SongContainer.allCases.filter { $0 != .mp3v23Unsynchronised }

    @Test("A picture's size costs nothing", arguments: containers, [1_000_000, 10_000_000])
    func pictures(container: SongContainer, pictureBytes: Int) throws {
        let items = Song().items
        let half = items.count / 2
        let places = pictureBytes > 1_000_000 ? [half] : [0, half, items.count]
        for place in places {
            let items = items[..<place] + [.picture(pictureBytes)] + items[place...]
            let bytes = container.file(Array(items), paddingBytes: 4_000)
            let read = try SongReading(bytes, suffix: container.suffix)
            #expect(read.tags.texts == Song().tags)
            #expect(read.readBytes <= Self.limitBytes(container))
            #expect(read.readCount <= 8)
        }
    }

    @Test("Many pictures, each next to its text")
    func manyPictures() throws {
        let items = Song().items.flatMap { [$0, SongItem.picture(100_000)] }
        for container in Self.containers {
            let bytes = container.file(items)
            let read = try SongReading(bytes, suffix: container.suffix)
            #expect(read.tags.texts == Song().tags, "\(container)")
            #expect(read.readBytes <= 384 << 10, "\(container)")
        }
    }

    @Test(
        "A file of zeros ends the search at the budget",
        arguments: ["mp3", "flac", "m4a", "ogg"]
    )
    func zeros(suffix: String) throws {
        let file = try SongFile()
        try file.grow(to: 4 << 30)
        let read = SongReading(file, suffix: suffix)
        #expect(read.tags.error.hasPrefix("not audio: "))
        #expect(read.readBytes <= 16 << 20)
        // On a network, each takes some milliseconds.
        #expect(read.readCount <= 100)

        // The beginning of a download, and nothing yet of the rest.
        try file.write(SongContainer.mp3v24.file(Song().items))
        try file.grow(to: 4 << 30)
        #expect(SongReading(file, suffix: suffix).tags.texts == Song().tags)
    }

    @Test("A search through noise ends")
    func noise() throws {
        var syncs: [UInt8] = [0xFF, 0xFB]
        while syncs.count < 16 << 20 { syncs += syncs }
        for bytes in [
            [UInt8](repeating: 0xFF, count: 17 << 20), pictureBytes(17 << 20), syncs,
        ] {
            let read = try SongReading(bytes, suffix: "mp3")
            #expect(read.readBytes <= 16 << 20)
        }
    }
}
