package import Events
package import Journal

/// The journal and the library state computed from it, as the scanner needs them.
///
/// ```swift
/// let (plan, head) = try ledger.read { known in try planner.plan(known) }
/// let end = try ledger.decide(knowing: head) { changed, sink in
///     if changed == nil { try sink.append(.fileRemoved(file.id, from: path)) }
/// }
/// ```
package protocol LibraryLedger: Sendable {
    /// Brings the library state up to the head and reads it.
    ///
    /// - Returns: the result of `body`, and the head at which it was true.
    func read<Result>(_ body: (any KnownFiles) throws -> Result) throws -> (Result, Position)

    /// Holds the decision lock and appends what `body` decides.
    ///
    /// - Parameters:
    ///   - head: the head at which the caller knows the library; nil if what it knows is older.
    ///   - body: gets nil if the head has not moved, so that what the caller knows still holds;
    ///     otherwise the state as it is now. It appends each event as soon as it has it.
    /// - Returns: the head after the last appended event.
    /// - Throws: if another process holds the lock for too long, or the projector of the library is
    ///   stopped.
    func decide(
        knowing head: Position?,
        _ body: ((any KnownFiles)?, any EventSink) throws -> Void
    ) throws -> Position

    /// Brings the library state up to the head, for the next reader.
    func bringCurrent() throws
}

/// Takes the events of a decision, one by one.
package protocol EventSink: AnyObject {
    func append(_ event: Event) throws
    /// All or none of them, whatever happens.
    func appendTogether(_ events: [Event]) throws
}
