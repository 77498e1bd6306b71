internal import CTagLib
import Tags

/// Collects the values of one file from TagLib, and normalises them.
struct TagCollector {
    private var title = ""
    private var artist: [String] = []
    private var artists: [String] = []
    private var album = ""
    private var albumArtists: [String] = []
    private var date = ""
    private var year = ""
    private var trackNumber: UInt32 = 0
    private var discNumber: UInt32 = 0
    private var genres: [String] = []
    private var isrc = ""
    private var musicbrainzRecordingID = ""
    private var compilation = ""
    private var textBytes = 0

    mutating func add(_ value: UnsafeRawBufferPointer, to field: ctaglib_field) {
        switch field {
        case .trackNumber:
            if trackNumber == 0 { trackNumber = TagText.leadingNumber(of: value) }
            return
        case .discNumber:
            if discNumber == 0 { discNumber = TagText.leadingNumber(of: value) }
            return
        default: break
        }
        let text = TagText.clean(value)
        guard !text.isEmpty else { return }
        textBytes += text.utf8.count
        guard textBytes <= FileTags.textLimitBytes else { return }
        switch field {
        case .title: Self.keepFirst(text, &title)
        case .artist: Self.keepNew(text, &artist)
        case .artists: Self.keepNew(text, &artists)
        case .album: Self.keepFirst(text, &album)
        case .albumArtist: Self.keepNew(text, &albumArtists)
        case .date: Self.keepFirst(text, &date)
        case .year: Self.keepFirst(text, &year)
        case .genre: Self.keepNew(text, &genres)
        case .isrc: Self.keepFirst(TagText.isrc(text), &isrc)
        case .musicbrainzRecording: Self.keepFirst(text, &musicbrainzRecordingID)
        case .compilation: Self.keepFirst(text, &compilation)
        case .trackNumber, .discNumber: break
        }
    }

    func tags(audio: AudioProperties, error: String) -> FileTags {
        let date = date.isEmpty ? year : date
        var tags = FileTags()
        tags.title = title
        // ARTISTS lists what ARTIST joins for display ("A feat. B").
        tags.artists = artists.count >= artist.count ? artists : artist
        tags.album = album
        tags.albumArtists = albumArtists
        tags.date = date
        tags.year = TagText.year(of: date)
        tags.trackNumber = trackNumber
        tags.discNumber = discNumber
        tags.genres = genres
        tags.isrc = isrc
        tags.musicbrainzRecordingID = musicbrainzRecordingID
        tags.isCompilation = !["", "0", "false"].contains(compilation.lowercased())
        tags.durationMs = audio.durationMs
        tags.bitrateKbps = audio.bitrateKbps
        tags.sampleRateHz = audio.sampleRateHz
        tags.channels = audio.channels
        tags.error = error
        return tags
    }

    private static func keepFirst(_ text: String, _ kept: inout String) {
        if kept.isEmpty { kept = text }
    }

    private static func keepNew(_ text: String, _ kept: inout [String]) {
        if !kept.contains(text) { kept.append(text) }
    }
}
