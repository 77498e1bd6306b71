package import Events
package import Journal

/// The journal and what is known from it, as the scanner needs them.
package protocol LibraryLedger: Sendable {
    /// Brings what is known up to the head and reads it.
    ///
    /// - Returns: what `body` made of it, and the head it was true at.
    func read<Result>(_ body: (any KnownFiles) throws -> Result) throws -> (Result, Position)

    /// Holds the decision lock and appends what `body` decides.
    ///
    /// - Parameters:
    ///   - head: the one at which the caller knows the library; nil where he knows it as of an
    ///     older one.
    ///   - body: gets nil while the head is still that one, and what the caller knows still holds;
    ///     otherwise what is known now. It hands over each event as soon as it has it.
    /// - Returns: the head behind what was appended.
    /// - Throws: where the lock is held too long by another, or the projector behind what is known
    ///   is stopped.
    func decide(
        knowing head: Position?,
        _ body: ((any KnownFiles)?, any EventSink) throws -> Void
    ) throws -> Position

    /// Brings what is known up to the head, for whoever reads it next.
    func bringCurrent() throws
}

/// Where a decision puts its events, one by one.
package protocol EventSink: AnyObject {
    func append(_ event: Event) throws
}
