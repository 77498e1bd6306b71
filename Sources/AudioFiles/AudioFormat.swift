internal import CTagLib

/// The formats that TagLib reads.
enum AudioFormat {
    case mpeg
    case flac
    case oggVorbis
    case oggOpus
    case oggSpeex
    case oggFLAC
    case mp4
    case wav
    case aiff
    case asf
    case monkeysAudio
    case musepack
    case wavPack
    case trueAudio
    case modTracker
    case screamTracker
    case impulseTracker
    case fastTracker

    /// Modules of trackers, which only the name of a file tells.
    init?(trackerSuffix suffix: String) {
        switch suffix.lowercased() {
        case "mod", "module", "nst", "wow": self = .modTracker
        case "s3m": self = .screamTracker
        case "it": self = .impulseTracker
        case "xm": self = .fastTracker
        default: return nil
        }
    }

    /// Musepack before version 7, which has no mark of its own: a version among other numbers.
    ///
    /// - Parameter head: the file's first bytes.
    init?(musepackSuffix suffix: String, head: [UInt8]) {
        let version = head.littleEndian(at: 0, byteCount: 4) >> 11 & 0x3FF
        guard suffix.lowercased() == "mpc", (4...6).contains(version) else { return nil }
        self = .musepack
    }

    var code: ctaglib_format {
        switch self {
        case .mpeg: .mpeg
        case .flac: .flac
        case .oggVorbis: .oggVorbis
        case .oggOpus: .oggOpus
        case .oggSpeex: .oggSpeex
        case .oggFLAC: .oggFLAC
        case .mp4: .mp4
        case .wav: .wav
        case .aiff: .aiff
        case .asf: .asf
        case .monkeysAudio: .ape
        case .musepack: .musepack
        case .wavPack: .wavPack
        case .trueAudio: .trueAudio
        case .modTracker: .mod
        case .screamTracker: .s3m
        case .impulseTracker: .it
        case .fastTracker: .xm
        }
    }
}
