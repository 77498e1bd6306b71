import Journal

/// Finds the last events that pass a filter.
struct EventSearch {
    private static let firstWindow = 1_000
    private static let windowGrowth = 10

    let journal: Journal
    let filter: EventFilter
    /// Gets each piece of damage found, more than once if it is read again.
    let damage: (Damage) -> Void

    /// Where the last `count` events between `start` and `end` begin that pass the filter, or
    /// `start` where there are fewer. Looks back in steps, each ten times as far as the last.
    func position(ofLast count: Int, from start: Position, upTo end: Position) throws -> Position {
        if filter.takesAll { return max(start, end.retreated(by: count)) }
        guard count > 0 else { return end }
        var window = Self.firstWindow
        while true {
            let begin = max(start, end.retreated(by: window))
            let found = try last(count, from: begin, upTo: end)
            if let first = found.first, found.count == count { return first }
            if begin == start { return start }
            window = window.multipliedReportingOverflow(by: Self.windowGrowth).partialValue
        }
    }

    /// Positions of events that pass, at most `count`, the last ones.
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
