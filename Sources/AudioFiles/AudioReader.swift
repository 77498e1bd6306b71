internal import CTagLib
package import SystemPackage
package import Tags

/// Reads the tags of audio files with TagLib: mp3, flac, m4a, ogg, opus, wav, aiff, wma, ape, wv,
/// mpc, tta, and of dsf what TagLib makes of its tag.
///
/// The content decides which format a file has. Pictures, and all else that is large and of no use,
/// are neither read nor shown to TagLib: see ``Cutter``. Durations are those of the headers (Xing,
/// STREAMINFO, mdhd, the last Ogg page, …), so a file is not read to its end.
///
/// One thread at a time.
package struct AudioReader {
    /// Of values of one field, and of bytes of one value.
    private static let valueLimit = 64
    private static let valueLimitBytes = 4_096

    private let memory = WindowMemory()

    package init() {}

    /// Reads an open file, which stays open.
    ///
    /// - Parameter suffix: the extension of its name, which only modules of trackers need.
    package func read(_ descriptor: FileDescriptor, suffix: String) -> AudioReading {
        read(AudioFile(descriptor, memory: memory), suffix: suffix)
    }

    /// Reads an open file, which stays open. One with an error is called as its path is, if it has no
    /// title: it needs some name.
    package func read(_ descriptor: FileDescriptor, at path: FilePath) -> AudioReading {
        let reading = read(descriptor, suffix: path.extension ?? "")
        guard case .tags(var tags) = reading, !tags.error.isEmpty, tags.title.isEmpty else {
            return reading
        }
        var stem = path.lastComponent?.stem ?? ""
        tags.title = stem.withUTF8 { TagText.clean(UnsafeRawBufferPointer($0)) }
        return .tags(tags)
    }

    /// Reads a file that is used for nothing else.
    package func read(_ file: AudioFile, suffix: String) -> AudioReading {
        guard file.failure == nil, let cut = Cut.of(file, suffix: suffix) else {
            return result(of: file, FileTags(error: "not audio: its format is not known"))
        }
        return read(file, as: cut)
    }

    func read(_ file: AudioFile, as cut: Cut) -> AudioReading {
        if cut.isFilm, file.failure == nil { return .film }
        var collector = TagCollector()
        var audio = AudioProperties()
        let status = Self.read(cut, of: file, into: &collector, &audio)
        if status != .ok, let own = cut.audio, own.isAudio {
            return result(of: file, collector.tags(audio: own, error: ""))
        }
        switch status {
        case .ok: return result(of: file, collector.tags(audio: audio, error: ""))
        case .outOfMemory: return .outOfMemory
        case .invalid:
            return result(of: file, FileTags(error: "not audio: its format is not known"))
        case .noAudio:
            let error = "not audio: no audio properties found"
            return result(of: file, collector.tags(audio: AudioProperties(), error: error))
        case .failed:
            let error = "its tags cannot be understood"
            return result(of: file, collector.tags(audio: AudioProperties(), error: error))
        }
    }

    private func result(of file: AudioFile, _ tags: @autoclosure () -> FileTags) -> AudioReading {
        if let failure = file.failure { return .unread(failure.rawValue) }
        return .tags(tags())
    }

    private static func read(
        _ cut: Cut,
        of file: AudioFile,
        into collector: inout TagCollector,
        _ audio: inout AudioProperties
    ) -> ctaglib_status {
        let spliced = SplicedFile(file, cut.pieces)
        return withExtendedLifetime(spliced) {
            var source = ctaglib_source(
                length: Int64(spliced.sizeBytes),
                read: { context, offset, bytes, count in
                    let target = UnsafeMutableRawBufferPointer(start: bytes, count: count)
                    return Unmanaged<SplicedFile>.fromOpaque(context).takeUnretainedValue()
                        .read(at: Int(offset), into: target)
                },
                context: Unmanaged.passUnretained(spliced).toOpaque()
            )
            var found = ctaglib_audio()
            let status = withUnsafeMutablePointer(to: &collector) { collector in
                ctaglib_read(
                    &source,
                    cut.format.code,
                    valueLimit,
                    valueLimitBytes,
                    &found,
                    { context, field, bytes, length in
                        let value = UnsafeRawBufferPointer(start: bytes, count: length)
                        context.assumingMemoryBound(to: TagCollector.self).pointee
                            .add(value, to: field)
                    },
                    collector
                )
            }
            audio.durationMs = found.duration_ms
            audio.bitrateKbps = found.bitrate_kbps
            audio.sampleRateHz = found.sample_rate_hz
            audio.channels = found.channels
            return status
        }
    }
}
