/// A shortest edit script by Myers' greedy algorithm ("An O(ND) Difference Algorithm", 1986), forwards,
/// with its whole trace kept for backtracking.
struct Myers {
    let old: [Int32]
    let new: [Int32]

    /// Runs of differences from front to back; `nil` if there are more than `most`.
    func runs(most: Int) -> [ListDifference.Run]? {
        guard let trace = trace(most: most) else { return nil }
        var runs: [ListDifference.Run] = []
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
                ? ListDifference.Run(old: fromX..<fromX, new: fromY..<fromY + 1)
                : ListDifference.Run(old: fromX..<fromX + 1, new: fromY..<fromY)
            if let next = runs.last, next.old.lowerBound == step.old.upperBound,
                next.new.lowerBound == step.new.upperBound
            {
                runs[runs.count - 1] = ListDifference.Run(
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
