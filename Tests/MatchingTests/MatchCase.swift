import Testing

@testable import Matching

/// One pair of recordings and whether they are one, with the reason.
struct MatchCase: CustomTestStringConvertible, Sendable {
    enum Expectation: Sendable {
        case match
        case refuse
        /// A match of at most this confidence.
        case atMost(Confidence)
        /// A match of at least this confidence.
        case atLeast(Confidence)
    }

    let track: Recording
    let file: Recording
    let expectation: Expectation
    let reason: String

    var testDescription: String {
        "\(track.title) - \(track.artists) / \(file.title) - \(file.artists): \(reason)"
    }

    /// Three lines each: "same", "differ", "at least TIER" or "at most TIER" with the reason after
    /// a colon; the track; the file.
    static func parse(_ table: String) -> [MatchCase] {
        let lines = table.split(separator: "\n").map(String.init)
        precondition(lines.count % 3 == 0, "a case has three lines")
        return stride(from: 0, to: lines.count, by: 3).map { start in
            let head = lines[start].split(separator: ":", maxSplits: 1).map(String.init)
            return MatchCase(
                track: recording(lines[start + 1]),
                file: recording(lines[start + 2]),
                expectation: expectation(head[0]),
                reason: String(head[1].dropFirst())
            )
        }
    }

    private static func expectation(_ words: String) -> Expectation {
        if words == "same" { return .match }
        if words == "differ" { return .refuse }
        let tier = Confidence(rawValue: words.split(separator: " ").last.map(String.init) ?? "")
        guard let tier else { preconditionFailure("no tier in \(words)") }
        return words.hasPrefix("at least") ? .atLeast(tier) : .atMost(tier)
    }

    /// "Artist | Title | Album | 215.5 | year | ISRC", what is left out is unknown. Artists
    /// are separated by " ;; ". A first field that begins with "/" is the path of a file without
    /// tags, and then only the duration follows.
    static func recording(_ line: String) -> Recording {
        let fields = line.split(separator: "|", omittingEmptySubsequences: false)
            .map { field in
                String(field.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        func field(_ index: Int) -> String { index < fields.count ? fields[index] : "" }
        func seconds(_ index: Int) -> Int? { Double(field(index)).map { Int($0 * 1000) } }
        if field(0).hasPrefix("/") {
            return Recording(
                title: "",
                durationMilliseconds: seconds(1),
                pathBelowRoot: field(0).split(separator: "/").map(String.init)
            )
        }
        return Recording(
            title: field(1),
            artists: field(0).split(separator: " ;; ").map(String.init),
            album: field(2),
            durationMilliseconds: seconds(3),
            year: Int(field(4)),
            isrc: field(5)
        )
    }

    func outcome() -> MatchScore? {
        let track = TrackSignature(track)
        let file = TrackSignature(file)
        guard !Set(track.keys).isDisjoint(with: file.keys) else { return nil }
        return Scorer().score(track: track, file: file)
    }

    func explanation() -> Explanation {
        Scorer().explain(track: TrackSignature(track), file: TrackSignature(file))
    }
}

extension Confidence {
    /// LOW = 0 ... CERTAIN = 3.
    var rank: Int {
        switch self {
        case .certain: 3
        case .high: 2
        case .medium: 1
        case .low: 0
        case .manual: 4
        }
    }
}
