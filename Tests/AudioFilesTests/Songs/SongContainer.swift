import TestSupport

/// A kind of file that a song can be in.
enum SongContainer: String, CaseIterable {
    case mp3v22, mp3v23, mp3v24, mp3v24BigEndian, mp3v23Unsynchronised, mp3v24Unsynchronised
    case mp3v24PlainSizes, mp3v24ExtendedHeader, mp3v23ExtendedHeader, mp3ape
    case flac, flacBehindID3
    case oggVorbis, oggVorbisSmallPages, oggVorbisOddPages, oggOpus, oggOpusTagLib, oggSpeex
    case oggFLAC
    case m4a, m4aMovieFirst, m4aLongSizes, m4aQuickTime, m4aBitrate
    case wav, wavTagFirst, aiff, aiffTagFirst, wma
    case ape, wavPack, musepack, trueAudio, dsf

    /// What the audio's own headers say.
    static let durationMs = 20_000

    var suffix: String {
        switch self {
        case .flac, .flacBehindID3: "flac"
        case .oggVorbis, .oggVorbisSmallPages, .oggVorbisOddPages, .oggSpeex, .oggFLAC: "ogg"
        case .oggOpus, .oggOpusTagLib: "opus"
        case .m4a, .m4aMovieFirst, .m4aLongSizes, .m4aQuickTime, .m4aBitrate: "m4a"
        case .wav, .wavTagFirst: "wav"
        case .aiff, .aiffTagFirst: "aiff"
        case .wma: "wma"
        case .ape: "ape"
        case .wavPack: "wv"
        case .musepack: "mpc"
        case .trueAudio: "tta"
        case .dsf: "dsf"
        default: "mp3"
        }
    }

    /// TagLib 1.13 gives nothing, or something else, for a file as it is.
    var isBeyondTagLib: Bool {
        self == .dsf || self == .mp3v23ExtendedHeader || self == .mp3v24ExtendedHeader
    }

    func file(_ items: [SongItem], paddingBytes: Int = 0) -> [UInt8] {
        switch self {
        case .mp3v22: mp3(items, ID3Song(version: 2, encoding: .utf16), paddingBytes)
        case .mp3v23: mp3(items, ID3Song(version: 3, encoding: .utf16), paddingBytes)
        case .mp3v24: mp3(items, ID3Song(), paddingBytes)
        case .mp3v24BigEndian: mp3(items, ID3Song(encoding: .utf16BigEndian), paddingBytes)
        case .mp3v23Unsynchronised:
            mp3(items, ID3Song(version: 3, encoding: .utf16, isUnsynchronised: true), paddingBytes)
        case .mp3v24Unsynchronised: mp3(items, ID3Song(isUnsynchronised: true), paddingBytes)
        case .mp3v24PlainSizes: mp3(items, ID3Song(hasPlainSizes: true), paddingBytes)
        case .mp3v24ExtendedHeader: mp3(items, ID3Song(hasExtendedHeader: true), paddingBytes)
        case .mp3v23ExtendedHeader:
            mp3(
                items,
                ID3Song(version: 3, encoding: .utf16, hasExtendedHeader: true),
                paddingBytes
            )
        case .mp3ape: ID3Song.audio() + APESong.tag(items) + ID3Song.oldTag()
        case .flac: VorbisSong.flac(items, paddingBytes: paddingBytes)
        case .flacBehindID3: ID3Song().tag([.picture(9_000)]) + VorbisSong.flac(items)
        case .oggVorbis: OggSong(codec: .vorbis).file(items)
        case .oggVorbisSmallPages: OggSong(codec: .vorbis, segmentLimit: 16).file(items)
        case .oggVorbisOddPages:
            OggSong(codec: .vorbis, segmentLimit: 16, lastSegmentLimit: 40).file(items)
        case .oggOpus: OggSong(codec: .opus).file(items)
        case .oggOpusTagLib: OggSong(codec: .opus, segmentLimit: 32).file(items)
        case .oggSpeex: OggSong(codec: .speex).file(items)
        case .oggFLAC: OggSong(codec: .flac).file(items)
        case .m4a: MP4Song().file(items)
        case .m4aMovieFirst: MP4Song(isMovieFirst: true).file(items)
        case .m4aLongSizes: MP4Song(hasLongSizes: true).file(items)
        case .m4aQuickTime: MP4Song(isQuickTime: true).file(items)
        case .m4aBitrate: MP4Song(bitrate: 128_000).file(items)
        case .wav: ChunkSong.wav(tag: ID3Song().tag(items))
        case .wavTagFirst: ChunkSong.wav(tag: ID3Song().tag(items), isTagFirst: true)
        case .aiff: ChunkSong.aiff(tag: ID3Song().tag(items))
        case .aiffTagFirst: ChunkSong.aiff(tag: ID3Song().tag(items), isTagFirst: true)
        case .wma: ASFSong.file(items)
        case .ape: Self.untagged("ape") + APESong.tag(items)
        case .wavPack: Self.untagged("wv") + APESong.tag(items, hasHeader: false)
        case .musepack: Self.untagged("mpc") + APESong.tag(items)
        case .trueAudio: ID3Song().tag(items) + ChunkSong.trueAudio()
        case .dsf: ChunkSong.dsf(tag: ID3Song().tag(items))
        }
    }

    private func mp3(_ items: [SongItem], _ tag: ID3Song, _ paddingBytes: Int) -> [UInt8] {
        var tag = tag
        tag.paddingBytes = paddingBytes
        return tag.tag(items) + ID3Song.audio()
    }

    /// A sample without the tag at its end.
    private static func untagged(_ kind: String) -> [UInt8] {
        let bytes = sampleBytes(kind)
        let mark = [UInt8].ascii("APETAGEX")
        let start = bytes.indices.first { bytes[$0...].starts(with: mark) }
        return Array(bytes[..<(start ?? bytes.count)])
    }
}
