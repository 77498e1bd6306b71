import Matching
import Messages

/// One side of a comparison, as printed in JSON.
struct RecordingJSON: Encodable {
    let title: String
    let artist: String
    let album: String
    let durationMs: Int?
    let year: Int?
    let isrc: String?

    init(_ recording: Recording) {
        title = recording.title
        artist = recording.artists.joined(separator: ", ")
        album = recording.album
        durationMs = recording.durationMilliseconds
        year = recording.year
        isrc = recording.isrc.isEmpty ? nil : recording.isrc
    }

    /// `Harbour · Nora Vale · Tides · 3:35`.
    var line: String {
        let length = durationMs.map { milliseconds in
            let seconds = (milliseconds + 500) / 1_000
            return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
        }
        let parts = [title, artist, album, length ?? "", year.map(String.init) ?? ""]
        return Text.printable(parts.filter { !$0.isEmpty }.joined(separator: " · "))
    }
}

/// The score of a pair, signal by signal.
struct ExplanationJSON: Encodable {
    struct Signal: Encodable {
        let signal: String
        let detail: String
        let penalty: Double
    }

    let score: Double?
    let confidence: String?
    /// Why it is not a match; nil if it is one.
    let refusal: String?
    let signals: [Signal]

    init(_ explanation: Explanation) {
        score = explanation.result?.score
        confidence = explanation.result?.confidence.rawValue
        refusal = explanation.refusal
        signals = explanation.parts.map {
            Signal(signal: $0.signal, detail: $0.detail, penalty: $0.penalty)
        }
    }

    /// The verdict in one line, then one line per signal.
    var lines: [String] {
        let verdict =
            refusal ?? score.map { "It is a match: \(confidence ?? ""), \(Self.hundredths($0))." }
        return [verdict ?? ""]
            + signals.map { signal in
                let penalty = signal.penalty > 0 ? " (−\(Self.hundredths(signal.penalty)))" : ""
                return "\(signal.signal): \(signal.detail)\(penalty)"
            }
    }

    /// `0.93`.
    static func hundredths(_ value: Double) -> String {
        let number = Int((value * 100).rounded())
        return "\(number / 100).\(number % 100 < 10 ? "0" : "")\(number % 100)"
    }
}
