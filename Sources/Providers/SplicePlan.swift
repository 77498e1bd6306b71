package import Events

/// Finds the splices that turn one list of items into another.
package enum SplicePlan {
    /// Beyond this many differences, one splice replaces everything between the first and the last:
    /// the time and memory of an exact diff grow quadratically, and nobody reads a history of
    /// hundreds of splices.
    package static let mostDifferences = 400

    /// Splices for `Splice.applying`: few, not overlapping, from front to back. Empty if
    /// the lists are equal. A shortest edit script by Myers' greedy algorithm ("An O(ND) Difference
    /// Algorithm", 1986), for lists that do not differ too much.
    package static func splices(
        from oldItems: [PlaylistItem],
        to newItems: [PlaylistItem]
    ) -> [Splice] {
        let (old, new) = ItemNumbers.of(oldItems, and: newItems)
        let shorter = min(old.count, new.count)
        var prefix = 0
        while prefix < shorter, old[prefix] == new[prefix] { prefix += 1 }
        var suffix = 0
        while suffix < shorter - prefix,
            old[old.count - 1 - suffix] == new[new.count - 1 - suffix]
        {
            suffix += 1
        }
        let oldMiddle = old[prefix..<old.count - suffix]
        let newMiddle = new[prefix..<new.count - suffix]
        if oldMiddle.isEmpty && newMiddle.isEmpty { return [] }
        let runs =
            Myers(old: Array(oldMiddle), new: Array(newMiddle)).runs(most: mostDifferences)
            ?? [EditRun(old: 0..<oldMiddle.count, new: 0..<newMiddle.count)]
        var shift = 0
        return runs.map { run in
            var splice = Splice()
            splice.offset = UInt32(prefix + run.old.lowerBound + shift)
            splice.removed = UInt32(run.old.count)
            splice.inserted = Array(
                newItems[prefix + run.new.lowerBound..<prefix + run.new.upperBound]
            )
            shift += run.new.count - run.old.count
            return splice
        }
    }
}

/// A range of the old list that is replaced by a range of the new list.
struct EditRun: Equatable {
    var old: Range<Int>
    var new: Range<Int>
}

/// Items as small numbers, equal if the items are equal, so that comparing them is cheap.
private struct ItemNumbers {
    struct Key: Hashable {
        let kind: Int
        let trackID: TextKey
        let addedAtMs: Int64
    }

    private var numbers: [Key: Int32] = [:]

    static func of(
        _ old: [PlaylistItem],
        and new: [PlaylistItem]
    ) -> (old: [Int32], new: [Int32]) {
        var table = ItemNumbers()
        return (old.map { table.number($0) }, new.map { table.number($0) })
    }

    private mutating func number(_ item: PlaylistItem) -> Int32 {
        let key = Key(
            kind: item.kind.rawValue,
            trackID: TextKey(item.trackID),
            addedAtMs: item.addedAtMs
        )
        let fresh = Int32(numbers.count)
        if let known = numbers[key] { return known }
        numbers[key] = fresh
        return fresh
    }
}

/// The greedy algorithm, forwards, with its whole trace kept for backtracking.
struct Myers {
    let old: [Int32]
    let new: [Int32]

    /// Runs of differences from front to back; `nil` if there are more than `most`.
    func runs(most: Int) -> [EditRun]? {
        guard let trace = trace(most: most) else { return nil }
        var runs: [EditRun] = []
        var (x, y) = (old.count, new.count)
        for differences in trace.indices.reversed() where differences > 0 {
            let before = trace[differences - 1]
            let diagonal = x - y
            let down = comesDown(diagonal, differences, before)
            let previous = down ? diagonal + 1 : diagonal - 1
            let fromX = Int(before[previous + differences - 1])
            let fromY = fromX - previous
            let step =
                down
                ? EditRun(old: fromX..<fromX, new: fromY..<fromY + 1)
                : EditRun(old: fromX..<fromX + 1, new: fromY..<fromY)
            if let next = runs.last, next.old.lowerBound == step.old.upperBound,
                next.new.lowerBound == step.new.upperBound
            {
                runs[runs.count - 1] = EditRun(
                    old: step.old.lowerBound..<next.old.upperBound,
                    new: step.new.lowerBound..<next.new.upperBound
                )
            } else {
                runs.append(step)
            }
            (x, y) = (fromX, fromY)
        }
        return runs.reversed()
    }

    /// For each number of differences d, the furthest x on each diagonal -d…d, at index
    /// diagonal + d. Those of the other parity are unused.
    private func trace(most: Int) -> [[Int32]]? {
        var trace: [[Int32]] = []
        for differences in 0...most {
            var furthest = [Int32](repeating: -1, count: 2 * differences + 1)
            for diagonal in stride(from: -differences, through: differences, by: 2) {
                var x = 0
                if let before = trace.last {
                    x =
                        comesDown(diagonal, differences, before)
                        ? Int(before[diagonal + 1 + differences - 1])
                        : Int(before[diagonal - 1 + differences - 1]) + 1
                }
                var y = x - diagonal
                while x < old.count, y >= 0, y < new.count, old[x] == new[y] {
                    x += 1
                    y += 1
                }
                furthest[diagonal + differences] = Int32(x)
                if x >= old.count && y >= new.count {
                    trace.append(furthest)
                    return trace
                }
            }
            trace.append(furthest)
        }
        return nil
    }

    /// Whether the best path to `diagonal` is an insertion, from the diagonal above.
    private func comesDown(_ diagonal: Int, _ differences: Int, _ before: [Int32]) -> Bool {
        if diagonal == -differences { return true }
        if diagonal == differences { return false }
        return before[diagonal - 1 + differences - 1] < before[diagonal + 1 + differences - 1]
    }
}
