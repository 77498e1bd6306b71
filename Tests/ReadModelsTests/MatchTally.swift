import Events
import EventsSupport
import TestSupport

/// Counts what a match of made-up music got right, as the truth has it: any file that holds the
/// song is right.
struct MatchTally: CustomStringConvertible {
    struct Count {
        var right = 0
        var wrong = 0
        /// Of the tracks that have a file, those that got none or a wrong one.
        var missed = 0

        var precision: Double { ratio(right, right + wrong) }
        var recall: Double { ratio(right, right + missed) }
        var f1: Double { ratio(2 * right, 2 * right + wrong + missed) }

        private func ratio(_ part: Int, _ whole: Int) -> Double {
            whole == 0 ? 1 : Double(part) / Double(whole)
        }
    }

    private(set) var all = Count()
    private(set) var scripts: [MusicScript: Count] = [:]
    /// By confidence.
    private(set) var tiers: [String: Count] = [:]
    private(set) var trapCount = 0
    private(set) var trapsTaken = 0
    private(set) var mistakes: [String] = []

    /// - Parameter matched: the path and the confidence, by track.
    mutating func add(
        _ music: RandomMusic,
        _ matched: [String: (path: String, confidence: String)]
    ) {
        let files = Dictionary(uniqueKeysWithValues: music.files.map { ($0.path, $0) })
        for wanted in music.wanted {
            let match = matched[wanted.track.trackID]
            let file = match.flatMap { files[$0.path] }
            let count = Self.count(wanted.truth, file)
            if case .trap = wanted.truth {
                trapCount += 1
                trapsTaken += count.wrong
            }
            all.add(count)
            scripts[wanted.script, default: Count()].add(count)
            if let match { tiers[match.confidence, default: Count()].add(count) }
            if count.wrong + count.missed > 0 {
                mistakes.append(Self.words(on: wanted, file, match?.confidence, music))
            }
        }
    }

    private static func count(_ truth: WantedTrack.Truth, _ file: MusicFile?) -> Count {
        switch (truth, file) {
        case (.song(let song), let file?) where file.song == song: Count(right: 1)
        case (.song, _?): Count(wrong: 1, missed: 1)
        case (.song, nil): Count(missed: 1)
        case (_, _?): Count(wrong: 1)
        case (_, nil): Count()
        }
    }

    func recall(of isMeant: (MusicScript) -> Bool) -> Double {
        var sum = Count()
        for (script, count) in scripts where isMeant(script) { sum.add(count) }
        return sum.recall
    }

    private static func words(
        on wanted: WantedTrack,
        _ file: MusicFile?,
        _ confidence: String?,
        _ music: RandomMusic
    ) -> String {
        let track = wanted.track
        var lines = [
            "\(wanted.truth): \(track.artists) - \(track.name) [\(track.album)] \(track.durationMs)"
        ]
        func add(_ what: String, _ file: MusicFile) {
            let tags = file.tags
            lines.append(
                "  \(what): \(tags.artists) - \(tags.title) [\(tags.album)] \(tags.durationMs) "
                    + file.path
            )
        }
        if let file { add("took \(confidence ?? "")", file) }
        if case .song(let song) = wanted.truth {
            for right in music.files where right.song == song { add("right", right) }
        }
        return lines.joined(separator: "\n")
    }

    var description: String {
        let tierLines = tiers.sorted { $0.key < $1.key }.map {
            "\($0.key) \($0.value.right) right, \($0.value.wrong) wrong"
        }
        let scriptLines = scripts.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            "\($0.key) recall \($0.value.recall) of \($0.value.right + $0.value.missed)"
        }
        return """
            \(all), F1 \(all.f1), precision \(all.precision), recall \(all.recall)
            \(trapsTaken) of \(trapCount) traps
            \((tierLines + scriptLines).joined(separator: "\n"))
            \(mistakes.joined(separator: "\n"))
            """
    }
}

extension MatchTally.Count {
    mutating func add(_ other: Self) {
        right += other.right
        wrong += other.wrong
        missed += other.missed
    }
}
