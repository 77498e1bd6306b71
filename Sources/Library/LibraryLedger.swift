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
    ///   - head: the one at which the caller knows the library.
    ///   - body: gets nil while the head is still that one, and what the caller knows still holds;
    ///     otherwise what is known now.
    /// - Returns: the head behind what was appended.
    /// - Throws: where the lock is held too long by another, or the projector behind what is known
    ///   is stopped.
    func decide(knowing head: Position, _ body: ((any KnownFiles)?) throws -> [Event]) throws
        -> Position

    /// Brings what is known up to the head, for whoever reads it next.
    func settle() throws
}
