import CTagLib
package import Events
package import SystemPackage

/// Reads tags with TagLib: mp3, flac, m4a, ogg, opus, wav, aiff, wma, ape, wv, mpc.
///
/// The extension says which format to try first; the content decides. Durations are those of
/// the headers (Xing, STREAMINFO, mvhd, the last Ogg page, …), so a file is not read to its end.
package struct TagLibReader: TagReading {
    private static let valueLimit = 64
    private static let valueLimitBytes = 4_096

    package init() {}

    package func tags(at path: FilePath) -> AudioTags {
        var collector = TagCollector()
        do {
            // Non-blocking, so that a pipe with an audio name cannot block the scan forever.
            let file = try FileDescriptor.open(
                path,
                .readOnly,
                options: [.nonBlocking, .closeOnExec]
            )
            collector.error = Self.read(file, of: path, into: &collector)
            // Nothing was written, so closing cannot report a loss.
            try? file.close()
        } catch {
            collector.error = "cannot be opened: \(error)"
        }
        return collector.tags(of: path)
    }

    /// - Returns: what is wrong with the file; empty if nothing is.
    private static func read(
        _ file: FileDescriptor,
        of path: FilePath,
        into collector: inout TagCollector
    ) -> String {
        var audio = ctaglib_audio()
        let status = withUnsafeMutablePointer(to: &collector) { collector in
            ctaglib_read(
                file.rawValue,
                path.extension ?? "",
                valueLimit,
                valueLimitBytes,
                &audio,
                { context, field, bytes, length in
                    let value = UnsafeRawBufferPointer(start: bytes, count: length)
                    context.assumingMemoryBound(to: TagCollector.self).pointee.add(value, to: field)
                },
                collector
            )
        }
        collector.audio = audio
        if audio.read_errno != 0 {
            return "cannot be read: \(Errno(rawValue: audio.read_errno))"
        }
        switch status {
        case .ok: return ""
        case .unknownFormat: return "not audio: its format is not known"
        case .noAudio: return "not audio: no audio properties found"
        case .failed: return "its tags cannot be understood"
        }
    }
}

/// Collects the values of one file from TagLib, and normalises them.
private struct TagCollector {
    var audio = ctaglib_audio()
    var error = ""

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

    func tags(of path: FilePath) -> AudioTags {
        let date = date.isEmpty ? year : date
        var tags = AudioTags()
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
        tags.compilation = !["", "0", "false"].contains(compilation.lowercased())
        tags.durationMs = audio.duration_ms
        tags.bitrateKbps = audio.bitrate_kbps
        tags.sampleRateHz = audio.sample_rate_hz
        tags.channels = audio.channels
        tags.error = error
        // The file needs some name.
        if !error.isEmpty, title.isEmpty { tags.title = TagText.stem(of: path) }
        return tags
    }

    private static func keepFirst(_ text: String, _ kept: inout String) {
        if kept.isEmpty { kept = text }
    }

    private static func keepNew(_ text: String, _ kept: inout [String]) {
        if !kept.contains(text) { kept.append(text) }
    }
}
