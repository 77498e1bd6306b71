/// The number of single-character edits between two names.
package enum EditDistance {
    /// Insertions, deletions, replacements and swaps of neighbours, each counting one
    /// (the "optimal string alignment" distance). Time and memory grow with the product of the
    /// lengths, so only the first 100 bytes count.
    package static func between(_ first: String, _ second: String) -> Int {
        let longest = 100
        let first = Array(first.utf8.prefix(longest))
        let second = Array(second.utf8.prefix(longest))
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for (i, a) in first.enumerated() {
            var row = [i + 1]
            row.reserveCapacity(second.count + 1)
            for (j, b) in second.enumerated() {
                var cost = min(last[j] + (a == b ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a == second[j - 1], first[i - 1] == b {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[second.count]
    }
}
