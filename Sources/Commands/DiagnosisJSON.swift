import Matching
import Moments
import Queries

/// A track, as `psm diagnose` and `psm match review` print it.
struct DescribedTrackJSON: Encodable {
    let provider: String
    let id: String
    let title: String
    let artists: [String]
    let album: String
    let durationMs: Int?
    let isrc: String?
    let playlists: [String]
    let read: ReadingJSON

    init(_ track: DescribedTrack) {
        provider = track.provider
        id = track.id
        title = track.recording.title
        artists = track.recording.artists
        album = track.recording.album
        durationMs = track.recording.durationMilliseconds
        isrc = track.recording.isrc.isEmpty ? nil : track.recording.isrc
        playlists = track.playlists
        read = ReadingJSON(track.reading)
    }
}

/// A file with its tags; missing tags are empty or omitted.
struct DescribedFileJSON: Encodable {
    let path: String
    /// The path's bytes, if it is not UTF-8.
    let pathBase64: String?
    let title: String
    let artists: [String]
    let album: String
    let durationMs: Int?
    let isrc: String?
    let musicbrainzRecordingID: String?
    let bitrateKbps: Int
    /// Why its tags cannot be read.
    let error: String?
    /// Why its root is unavailable.
    let rootAwayFor: String?
    let read: ReadingJSON

    init(_ file: DescribedFile) {
        let path = PathJSON(file.path)
        let recording = file.recording
        self.path = path.text
        pathBase64 = path.base64
        title = recording.title
        artists = recording.artists
        album = recording.album
        durationMs = recording.durationMilliseconds
        isrc = recording.isrc.isEmpty ? nil : recording.isrc
        let musicBrainz = recording.musicBrainzRecordingID
        musicbrainzRecordingID = musicBrainz.isEmpty ? nil : musicBrainz
        bitrateKbps = file.bitrateKbps
        error = file.error.isEmpty ? nil : file.error
        rootAwayFor = file.unavailableReason
        read = ReadingJSON(file.reading)
    }

    private enum CodingKeys: String, CodingKey {
        case path, pathBase64, title, artists, album, durationMs, isrc, bitrateKbps, error
        case rootAwayFor, read
        case musicbrainzRecordingID = "musicbrainzRecordingId"
    }
}

/// How the matcher reads a recording.
struct ReadingJSON: Encodable {
    let title: String
    let artists: [String]
    let album: String
    let comparedTitle: String
    let comparedArtists: String
    let versions: [String]
    let albumVersions: [String]
    /// `title`, `artist`, `album`.
    let guessed: [String]

    init(_ reading: Reading) {
        title = reading.title
        artists = reading.artists
        album = reading.album
        comparedTitle = reading.comparedTitle
        comparedArtists = reading.comparedArtists
        versions = reading.versions
        albumVersions = reading.albumVersions
        guessed = reading.guessed.map(\.rawValue)
    }
}

/// How a track and a file compare.
struct ComparisonJSON: Encodable {
    struct Signal: Encodable {
        let signal: String
        let detail: String
        let penalty: Double
    }

    struct Advice: Encodable {
        let kind: String
        let text: String
    }

    /// `pinned`, `matched`, `outranked`, `rejected`, `refused`, `not_compared` or `gone`.
    let standing: String
    /// When the pin or rejection was made.
    let decidedAt: String?
    /// Omitted if the match is refused; then `refusal` tells why.
    let score: Double?
    let confidence: String?
    let method: String?
    let refusal: String?
    let signals: [Signal]
    let advice: [Advice]

    init(_ pair: ComparedPair, _ times: DecisionTimes) throws {
        let told = pair.explanation
        standing = pair.standing.rawValue
        decidedAt = try pair.decidedAt.flatMap { try times.time(of: $0) }.map(ISO8601.text)
        score = told.result.map { Self.rounded($0.score) }
        confidence = told.result?.confidence.rawValue
        method = told.result?.method
        refusal = told.refusal
        signals = told.parts.map {
            Signal(signal: $0.signal, detail: $0.detail, penalty: Self.rounded($0.penalty))
        }
        advice = pair.advice.map { Advice(kind: $0.kind.rawValue, text: $0.text) }
    }

    /// Without the rounding errors of binary fractions.
    private static func rounded(_ number: Double) -> Double {
        (number * 10_000).rounded() / 10_000
    }
}

/// The settings that the answers apply to.
struct MatchingLimitsJSON: Encodable {
    let fuzzyThreshold: Double
    let durationTolerance: Double

    init(_ settings: MatchingSettings) {
        fuzzyThreshold = settings.fuzzyThreshold
        durationTolerance = settings.durationToleranceSeconds
    }
}

struct ComparedFileJSON: Encodable {
    let file: DescribedFileJSON
    let comparison: ComparisonJSON

    init(_ pair: ComparedPair, _ times: DecisionTimes) throws {
        file = DescribedFileJSON(pair.file)
        comparison = try ComparisonJSON(pair, times)
    }
}

struct ComparedTrackJSON: Encodable {
    let track: DescribedTrackJSON
    let comparison: ComparisonJSON

    init(_ pair: ComparedPair, _ times: DecisionTimes) throws {
        track = DescribedTrackJSON(pair.track)
        comparison = try ComparisonJSON(pair, times)
    }
}

/// `psm diagnose TRACK --json`.
struct TrackDiagnosisJSON: Encodable {
    struct Pin: Encodable {
        let path: String
        let pathBase64: String?
        let decidedAt: String?
        /// Whether its file is in the library now.
        let isHere: Bool
    }

    let track: DescribedTrackJSON
    /// Omitted if the track has no file.
    let match: ComparedFileJSON?
    let pin: Pin?
    let others: [ComparedFileJSON]
    let matching: MatchingLimitsJSON

    init(_ diagnosis: TrackDiagnosis, _ settings: MatchingSettings, _ times: DecisionTimes) throws {
        track = DescribedTrackJSON(diagnosis.track)
        match = try diagnosis.match.map { try ComparedFileJSON($0, times) }
        pin = try diagnosis.pin.map {
            let path = PathJSON($0.path)
            return Pin(
                path: path.text,
                pathBase64: path.base64,
                decidedAt: try times.time(of: $0.position).map(ISO8601.text),
                isHere: $0.isHere
            )
        }
        others = try diagnosis.others.map { try ComparedFileJSON($0, times) }
        matching = MatchingLimitsJSON(settings)
    }
}

/// `psm diagnose FILE --json`.
struct FileDiagnosisJSON: Encodable {
    let file: DescribedFileJSON
    /// Whether the file is in the library.
    let isHere: Bool
    let matches: [ComparedTrackJSON]
    let others: [ComparedTrackJSON]
    let matching: MatchingLimitsJSON

    init(_ diagnosis: FileDiagnosis, _ settings: MatchingSettings, _ times: DecisionTimes) throws {
        file = DescribedFileJSON(diagnosis.file)
        isHere = diagnosis.isHere
        matches = try diagnosis.matches.map { try ComparedTrackJSON($0, times) }
        others = try diagnosis.others.map { try ComparedTrackJSON($0, times) }
        matching = MatchingLimitsJSON(settings)
    }
}
