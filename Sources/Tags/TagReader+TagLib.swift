internal import AudioFiles
package import Events
package import SystemPackage

/// Reads tags with TagLib, in this process.
package struct TagLibReader: TagReading {
    package init() {}

    package func tags(at path: FilePath) -> AudioTags {
        var tags: AudioTags
        do {
            // Non-blocking, so that a pipe with an audio name cannot block the scan forever.
            let file = try FileDescriptor.open(
                path,
                .readOnly,
                options: [.nonBlocking, .closeOnExec]
            )
            tags = Self.tags(AudioReader().read(file, suffix: path.extension ?? ""))
            // Nothing was written, so closing cannot report a loss.
            try? file.close()
        } catch {
            tags = AudioTags()
            tags.error = "cannot be opened: \(error)"
        }
        // The file needs some name.
        if !tags.error.isEmpty, tags.title.isEmpty { tags.title = Self.stem(of: path) }
        return tags
    }

    private static func tags(_ reading: AudioReading) -> AudioTags {
        var tags = AudioTags()
        switch reading {
        case .tags(let found): tags = AudioTags(found)
        case .unread(let code): tags.error = "cannot be read: \(Errno(rawValue: code))"
        case .outOfMemory: tags.error = "its tags take too much memory"
        }
        return tags
    }

    /// The file's name without its extension, for display.
    private static func stem(of path: FilePath) -> String {
        var name = path.lastComponent?.stem ?? ""
        return name.withUTF8 { TagText.clean(UnsafeRawBufferPointer($0)) }
    }
}

extension AudioTags {
    fileprivate init(_ found: FileTags) {
        self.init()
        title = found.title
        artists = found.artists
        album = found.album
        albumArtists = found.albumArtists
        date = found.date
        year = found.year
        trackNumber = found.trackNumber
        discNumber = found.discNumber
        genres = found.genres
        isrc = found.isrc
        musicbrainzRecordingID = found.musicbrainzRecordingID
        compilation = found.isCompilation
        durationMs = found.durationMs
        bitrateKbps = found.bitrateKbps
        sampleRateHz = found.sampleRateHz
        channels = found.channels
        error = found.error
    }
}
