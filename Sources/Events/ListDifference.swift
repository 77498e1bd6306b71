/// What differs between two lists.
package enum ListDifference {
    /// The changes that turn `old` into `new`.
    package static func changes<Element: Hashable>(
        from old: [Element],
        to new: [Element]
    ) -> CollectionDifference<Element> {
        new.difference(from: old)
    }
}
