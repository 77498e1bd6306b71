package import Events
package import GRDB
package import Journal
package import SystemPackage
package import Threads

/// Turns events into one read model, which can be thrown away and replayed.
///
/// Its rows are a pure function of the events it applies, of the tables it depends on and of its
/// settings, so that a replay gives the rows that live work gave.
package protocol Projector: Sendable {
    /// As in `psm project NAME` and `psm status`.
    var name: String { get }
    /// Raised when the code computes other rows from the same events: the model is then rebuilt.
    var version: Int { get }
    /// The settings that its rows depend on, as text; another text rebuilds the model.
    var fingerprint: String { get }
    /// Names of the projectors whose tables it reads.
    var dependencies: [String] { get }
    var schema: ReadModelSchema { get }
    /// The families of events that it applies; it gets no others.
    var families: Set<EventFamily> { get }
    /// The same for a model of the past, which is filled once: what only changes that come later
    /// need may be left out.
    var ofThePast: any Projector { get }

    /// Starts work inside one write transaction.
    ///
    /// - Parameter isReplay: the tables began empty and have no indexes yet, and whoever depends on
    ///   them begins anew too, so nobody will ask what changed when.
    func session(_ db: Database, isReplay: Bool) throws -> any ProjectorSession
}

extension Projector {
    package var families: Set<EventFamily> { Set(EventFamily.allCases) }
    package var ofThePast: any Projector { self }
}

/// A projector at work inside one transaction; it may cache what it read there.
package protocol ProjectorSession: AnyObject {
    /// Applies one event to the tables.
    ///
    /// - Throws: what keeps it from applying the event. The projector then stops before it, and so
    ///   do those that depend on it; nothing is skipped.
    func apply(_ event: Event, at position: Position) throws

    /// The journal lost these positions; the events behind them may build on what is not there.
    func skip(_ lost: Range<Position>)

    /// Brings rows that are derived from other tables up to `head`, after every dependency got there.
    ///
    /// - Parameter since: the checkpoint before this transaction; nil when all is new.
    func settle(since: Position?, head: Position) throws

    /// How many rows it changed, where that says more than the number of events.
    var changeCount: Int { get }
}

extension ProjectorSession {
    package var changeCount: Int { 0 }
    package func apply(_ event: Event, at position: Position) throws {}
    package func skip(_ lost: Range<Position>) {}
    package func settle(since: Position?, head: Position) throws {}
}

/// A projector whose read model is files: its tables say what they should hold, and `publish` makes
/// the files so.
package protocol PublishingProjector: Projector {
    /// What it makes, and where.
    var product: Product { get }
    /// Whether publishing takes so long that a watcher leaves it to a thread of its own.
    var isSlow: Bool { get }

    /// Writes what the tables ask for and the files lack. It may run again at any time: the second
    /// run finds nothing to do.
    ///
    /// - Throws: `CancellationError` too; what was done by then is whole.
    func publish(_ readModel: ReadModel, cancellation: Cancellation) throws -> PublishReport

    /// Asks for all of its files to be made at the next publish: they may be of other rows.
    func markAll(_ db: Database) throws
}

extension PublishingProjector {
    package var isSlow: Bool { false }

    package func publish(_ readModel: ReadModel) throws -> PublishReport {
        try publish(readModel, cancellation: .never)
    }
}

/// The files of a publishing projector, for sentences and for `--json`.
package struct Product: Sendable {
    /// All of them: `playlists`.
    package let name: String
    /// One of them: `playlist`.
    package let noun: String
    /// Absolute.
    package let directory: FilePath

    package init(name: String, noun: String, directory: FilePath) {
        self.name = name
        self.noun = noun
        self.directory = directory
    }
}

/// What a publish did to the files.
package struct PublishReport: Sendable {
    package var written: [String] = []
    package var deleted: [String] = []
    package var unchangedCount = 0
    /// What the user should know, as sentences.
    package var warnings: [String] = []

    package init() {}
}
