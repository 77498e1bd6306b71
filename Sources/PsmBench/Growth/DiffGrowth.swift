import Events
import Providers
import TestSupport

/// The difference of a playlist whose items are shuffled: as an import records it, and as `psm
/// journal diff` and `psm playlist history` tell it.
struct DiffGrowth {
    let itemCount: Int

    private static let targetMilliseconds = 50.0
    private static let runs = 5

    func measure() -> [Figure] {
        Progress.tell("the difference of \(itemCount) shuffled items")
        return [
            growth("diff of a shuffled playlist, items") { old, new in
                ListDifference.changes(
                    from: old.map { TextKey($0.trackID) },
                    to: new.map { TextKey($0.trackID) }
                ).inferringMoves().count
            },
            growth("splices of a shuffled playlist, items") { old, new in
                SplicePlan.splices(from: old, to: new).count
            },
        ]
    }

    private func growth(
        _ what: String,
        _ body: ([PlaylistItem], [PlaylistItem]) -> Int
    ) -> Figure {
        Growth(
            what: what,
            size: Numbers.text(Double(itemCount)),
            unit: "ms",
            small: milliseconds(itemCount, body),
            large: milliseconds(itemCount * Growth.factor, body)
        ).figure(target: .atMost(Self.targetMilliseconds))
    }

    private func milliseconds(
        _ count: Int,
        _ body: ([PlaylistItem], [PlaylistItem]) -> Int
    ) -> Double {
        var random = SeededRandom(seed: UInt64(count))
        let old = (0..<count).map { number in
            var item = PlaylistItem()
            item.trackID = "track of an account \(number)"
            return item
        }
        let new = old.shuffled(using: &random)
        var samples = Samples()
        for _ in 0..<Self.runs {
            let start = ContinuousClock.now
            let found = body(old, new)
            samples.add((ContinuousClock.now - start).inMilliseconds)
            precondition(found > 0, "shuffled lists differ")
        }
        return samples.median
    }
}
