internal import Events
internal import GRDB

/// What the live tables hold and a replay of the journal lacks, as events.
///
/// Applied at the end of a replay they produce the rows of the live tables; applied to the live
/// tables they change nothing. Rows that differ only in computed columns count as equal.
struct Restoration {
    let replayed: Database
    let live: Database

    /// - Parameter body: gets the events in an order in which they may be applied.
    func forEachEvent(_ body: (Event) throws -> Void) throws {
        try LibraryRestoration(replayed: replayed, live: live).forEachEvent(body)
        try CatalogRestoration(replayed: replayed, live: live).forEachEvent(body)
        try DecisionRestoration(replayed: replayed, live: live).forEachEvent(body)
    }
}
