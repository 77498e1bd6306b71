import Journal

/// Finds the latest events that pass a filter.
struct EventSearch {
    private static let firstWindow = 1_000
    private static let windowGrowth = 10

    let journal: Journal
    let filter: EventFilter
    /// Called for each piece of damage, perhaps more than once.
    let damage: (Damage) -> Void

    /// The position of the first of the last `count` events between `start` and `end` that pass the
    /// filter; `start` if there are fewer. Looks back in steps, each ten times as far as the last:
    /// even where all pass, some positions may be lost.
    func position(ofLast count: Int, from start: Position, upTo end: Position) throws -> Position {
        guard count > 0 else { return end }
        var window = filter.takesAll ? count : Self.firstWindow
        while true {
            let begin = max(start, end.retreated(by: window))
            let found = try last(count, from: begin, upTo: end)
            if let first = found.first, found.count == count { return first }
            if begin == start { return start }
            let (next, overflow) = window.multipliedReportingOverflow(by: Self.windowGrowth)
            window = overflow ? .max : next
        }
    }

    /// The positions of the last events that pass the filter, at most `count`.
    private func last(
        _ count: Int,
        from start: Position,
        upTo end: Position
    ) throws -> ArraySlice<Position> {
        var found: [Position] = []
        try journal.read(from: start, upTo: end, damage: damage) { frame in
            frame.forEachRecord { position, payload in
                if filter.takes(payload) { found.append(position) }
            }
            if found.count / 2 > count { found.removeFirst(found.count - count) }
            return .continue
        }
        return found.suffix(count)
    }
}
