/// Why a splice does not fit the items it is applied to.
package struct SpliceError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The splice's index among those applied together.
    package let index: Int
    package let offset: UInt32
    package let removed: UInt32
    /// The number of items when it was applied.
    package let count: Int

    package var description: String {
        "Splice \(index) removes \(removed) items at \(offset) of a playlist that has \(count)."
    }
}

extension Splice {
    /// Applies `splices` to `items`, one after the other, in order.
    ///
    /// - Throws: `SpliceError` for the first splice that extends beyond the items.
    package static func applying(
        _ splices: [Splice],
        to items: [PlaylistItem]
    ) throws(SpliceError) -> [PlaylistItem] {
        var items = items
        for (index, splice) in splices.enumerated() {
            let start = Int(splice.offset)
            let end = start + Int(splice.removed)
            guard end <= items.count else {
                throw SpliceError(
                    index: index,
                    offset: splice.offset,
                    removed: splice.removed,
                    count: items.count
                )
            }
            items.replaceSubrange(start..<end, with: splice.inserted)
        }
        return items
    }

    /// Like `applying`, for items of which some are lost: a splice that extends beyond them is
    /// applied as far as possible.
    package static func applyingToRest(
        _ splices: [Splice],
        of items: [PlaylistItem]
    ) -> [PlaylistItem] {
        var items = items
        for splice in splices {
            let start = min(Int(splice.offset), items.count)
            let end = min(Int(splice.offset) + Int(splice.removed), items.count)
            items.replaceSubrange(start..<end, with: splice.inserted)
        }
        return items
    }
}
