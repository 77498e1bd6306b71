import Events
import Journal
import TestSupport

/// `file.added` events of a made-up library: album after album, as a scan records them.
struct SampleEvents {
    static let root = Array("/home/listener/Music".utf8)
    private static let artistCount = 1_280 * 43

    private var random = SeededRandom(seed: 20_251_008)
    private var number = 0
    private var albumTime: Int64 = 1_700_000_000_000_000_000

    mutating func next() -> Event {
        defer { number += 1 }
        return added(number)
    }

    /// The file of one track.
    mutating func added(_ number: Int) -> Event {
        let (path, stat, tags) = file(number)
        return .fileAdded(at: path, stat, tags)
    }

    /// A file that is where it was, with the tags of another track.
    mutating func changed(_ number: Int, id: UInt64, tagged other: Int) -> Event {
        let (path, stat, _) = file(number)
        return .fileChanged(id, at: path, stat, file(other).tags)
    }

    private mutating func file(
        _ number: Int
    ) -> (path: LibraryPath, stat: FileStat, tags: AudioTags) {
        // The words of the sample give so many different albums; then they come again.
        let track = SampleTrack(number: number % (Self.artistCount * 36))
        if number % SampleTrack.perAlbum == 0 {
            albumTime += Int64.random(in: 1_000_000_000...9_000_000_000_000, using: &random)
        }
        var stat = FileStat()
        stat.sizeBytes = UInt64.random(in: 3_000_000...40_000_000, using: &random)
        stat.mtimeNs = albumTime + Int64.random(in: 0...4_000_000_000, using: &random)
        stat.ctimeNs = stat.mtimeNs + Int64.random(in: 0...40_000_000, using: &random)
        stat.inode = UInt64(13_000_000 + number)
        stat.device = 66_306
        var tags = AudioTags()
        tags.title = track.title
        tags.artists = [track.artist]
        tags.album = track.album
        tags.albumArtists = [track.artist]
        tags.date = String(track.year)
        tags.year = UInt32(track.year)
        tags.trackNumber = UInt32(track.trackNumber)
        tags.discNumber = 1
        tags.genres = ["Folk"]
        tags.isrc = track.isrc
        tags.durationMs = UInt32(track.durationMilliseconds)
        tags.bitrateKbps = UInt32.random(in: 190...1_100, using: &random)
        tags.sampleRateHz = 44_100
        tags.channels = 2
        let path = LibraryPath(root: Self.root, path: Array(track.path.utf8))
        return (path, stat, tags)
    }

    mutating func next(_ count: Int) -> [Event] {
        (0..<count).map { _ in next() }
    }
}
