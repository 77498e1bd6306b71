package import Events

/// Finds the splices that turn one list of items into another.
package enum SplicePlan {
    /// Splices for `Splice.applying`: few, not overlapping, from front to back. Empty if
    /// the lists are equal.
    ///
    /// Of lists with more differences than `ListDifference.mostForShortest`, one splice replaces
    /// everything between the first and the last: nobody reads a history of hundreds of splices.
    package static func splices(
        from oldItems: [PlaylistItem],
        to newItems: [PlaylistItem]
    ) -> [Splice] {
        let (old, new) = ListDifference.numbers(
            of: oldItems.map(ItemKey.init),
            and: newItems.map(ItemKey.init)
        )
        let whole = ListDifference.trimmed(
            .init(old: 0..<old.count, new: 0..<new.count),
            old,
            new
        )
        let runs = ListDifference.shortest(
            whole,
            old,
            new,
            most: ListDifference.mostForShortest
        )
        var shift = 0
        return (runs ?? [whole]).map { run in
            var splice = Splice()
            splice.offset = UInt32(run.old.lowerBound + shift)
            splice.removed = UInt32(run.old.count)
            splice.inserted = Array(newItems[run.new])
            shift += run.new.count - run.old.count
            return splice
        }
    }
}

/// An item, compared by the bytes of its id.
private struct ItemKey: Hashable {
    let kind: Int
    let trackID: TextKey
    let addedAtMs: Int64

    init(_ item: PlaylistItem) {
        kind = item.kind.rawValue
        trackID = TextKey(item.trackID)
        addedAtMs = item.addedAtMs
    }
}
