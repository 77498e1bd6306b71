/// What differs between two lists, in time that grows with their length.
///
/// Few differences make a shortest edit script; of many, most are found and all are true.
package enum ListDifference {
    /// A range of the old list that is replaced by a range of the new list.
    package struct Run: Equatable, Sendable {
        package var old: Range<Int>
        package var new: Range<Int>

        package init(old: Range<Int>, new: Range<Int>) {
            self.old = old
            self.new = new
        }
    }

    /// Beyond this many differences no shortest script is looked for: it takes the square of their
    /// number in time and memory.
    package static let mostForShortest = 400
    /// The same between two items that stay: there are as many such gaps as items.
    private static let mostInGap = 32

    /// The changes that turn `old` into `new`, as `new.difference(from: old)` has them: those lists
    /// have as few as possible that differ by at most `mostForShortest`, and those without
    /// duplicates.
    package static func changes<Element: Hashable>(
        from old: [Element],
        to new: [Element]
    ) -> CollectionDifference<Element> {
        let (oldNumbers, newNumbers) = numbers(of: old, and: new)
        var changes: [CollectionDifference<Element>.Change] = []
        for run in runs(from: oldNumbers, to: newNumbers) {
            for offset in run.old {
                changes.append(.remove(offset: offset, element: old[offset], associatedWith: nil))
            }
            for offset in run.new {
                changes.append(.insert(offset: offset, element: new[offset], associatedWith: nil))
            }
        }
        guard let difference = CollectionDifference(changes) else {
            preconditionFailure("runs neither overlap nor leave the lists")
        }
        return difference
    }

    /// Elements as small numbers, equal if the elements are equal, so that comparing them is cheap.
    package static func numbers<Element: Hashable>(
        of old: [Element],
        and new: [Element]
    ) -> (old: [Int32], new: [Int32]) {
        var table: [Element: Int32] = [:]
        func number(_ element: Element) -> Int32 {
            let fresh = Int32(table.count)
            if let known = table[element] { return known }
            table[element] = fresh
            return fresh
        }
        return (old.map(number), new.map(number))
    }

    /// Runs of differences from front to back.
    package static func runs(from old: [Int32], to new: [Int32]) -> [Run] {
        let whole = trimmed(Run(old: 0..<old.count, new: 0..<new.count), old, new)
        return shortest(whole, old, new, most: mostForShortest)
            ?? gaps(in: whole, old, new).flatMap { gap in
                let gap = trimmed(gap, old, new)
                return shortest(gap, old, new, most: mostInGap) ?? [gap]
            }
    }

    /// A shortest script within a run.
    ///
    /// - Returns: nil if it has more than `most` differences.
    package static func shortest(
        _ run: Run,
        _ old: [Int32],
        _ new: [Int32],
        most: Int
    ) -> [Run]? {
        if run.old.isEmpty && run.new.isEmpty { return [] }
        if run.old.isEmpty || run.new.isEmpty { return [run] }
        let runs = Myers(old: Array(old[run.old]), new: Array(new[run.new])).runs(most: most)
        return runs?.map { found in
            Run(
                old: shifted(found.old, by: run.old.lowerBound),
                new: shifted(found.new, by: run.new.lowerBound)
            )
        }
    }

    /// The run without what is equal at its ends.
    package static func trimmed(_ run: Run, _ old: [Int32], _ new: [Int32]) -> Run {
        var run = run
        while let left = run.old.first, let right = run.new.first, old[left] == new[right] {
            run.old = left + 1..<run.old.upperBound
            run.new = right + 1..<run.new.upperBound
        }
        while let left = run.old.last, let right = run.new.last, old[left] == new[right] {
            run.old = run.old.lowerBound..<left
            run.new = run.new.lowerBound..<right
        }
        return run
    }

    private static func shifted(_ range: Range<Int>, by count: Int) -> Range<Int> {
        range.lowerBound + count..<range.upperBound + count
    }

    // MARK: Many differences

    /// What lies between the items that stay: of pairs of equal items, the longest series that is in
    /// order in both lists. Of an item that is there several times, the first is paired with the
    /// first or the last with the last: a copy of the list may precede it, or follow it.
    private static func gaps(in run: Run, _ old: [Int32], _ new: [Int32]) -> [Run] {
        let fromFront = longestIncreasing(pairs(run.old, run.new.reversed(), old, new))
        let fromBack = longestIncreasing(pairs(run.old.reversed(), run.new, old, new).reversed())
        var gaps: [Run] = []
        var (oldStart, newStart) = (run.old.lowerBound, run.new.lowerBound)
        for pair in fromFront.count >= fromBack.count ? fromFront : fromBack {
            gaps.append(Run(old: oldStart..<pair.old, new: newStart..<pair.new))
            (oldStart, newStart) = (pair.old + 1, pair.new + 1)
        }
        gaps.append(Run(old: oldStart..<run.old.upperBound, new: newStart..<run.new.upperBound))
        return gaps.filter { !$0.old.isEmpty || !$0.new.isEmpty }
    }

    /// Each old place, in the order given, with a new place of an equal item that is still free: the
    /// one that comes last in `newPlaces`.
    private static func pairs(
        _ oldPlaces: some Sequence<Int>,
        _ newPlaces: some Sequence<Int>,
        _ old: [Int32],
        _ new: [Int32]
    ) -> [(old: Int, new: Int)] {
        var places: [Int32: [Int]] = [:]
        for place in newPlaces { places[new[place], default: []].append(place) }
        return oldPlaces.compactMap { place in
            places[old[place]]?.popLast().map { (place, $0) }
        }
    }

    /// The longest series of pairs whose places in the new list rise, as the piles of a game of
    /// patience give it (Fredman, "On computing the length of longest increasing subsequences", 1975).
    private static func longestIncreasing(
        _ pairs: [(old: Int, new: Int)]
    ) -> [(old: Int, new: Int)] {
        // The last card of each pile, and below each card the one of the pile before it.
        var piles: [Int] = []
        var below = [Int](repeating: -1, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            var (low, high) = (0, piles.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[piles[middle]].new < pair.new { low = middle + 1 } else { high = middle }
            }
            if low > 0 { below[index] = piles[low - 1] }
            if low == piles.count { piles.append(index) } else { piles[low] = index }
        }
        var series: [(old: Int, new: Int)] = []
        var index = piles.last ?? -1
        while index >= 0 {
            series.append(pairs[index])
            index = below[index]
        }
        return series.reversed()
    }
}
