package import Events
package import GRDB
package import Journal
package import SystemPackage
package import Threads

/// Turns events into one read model, which can be discarded and rebuilt by replay.
///
/// Its rows are a pure function of the events it applies, the tables it depends on and its
/// settings, so that a replay produces the same rows as incremental work. `ProjectorRunner` drives
/// it:
///
/// ```
/// let session = try projector.session(db, isReplay: false)
/// for (position, event) in events { try session.apply(event, at: position) }
/// try session.settle(since: checkpoint, head: head)
/// ```
package protocol Projector: Sendable {
    /// The name used in `psm project NAME` and `psm status`.
    var name: String { get }
    /// Incremented when the code computes different rows from the same events, which rebuilds the
    /// model.
    var version: Int { get }
    /// The settings that its rows depend on, as text; a change rebuilds the model.
    var fingerprint: String { get }
    /// The names of the projectors whose tables it reads.
    var dependencies: [String] { get }
    var schema: ReadModelSchema { get }
    /// The event families that it applies; it receives no others.
    var families: Set<EventFamily> { get }
    /// The projector for a model of the past, which is filled once and may omit what only later
    /// changes need.
    var ofThePast: any Projector { get }

    /// Starts work inside one write transaction.
    ///
    /// - Parameter isReplay: the tables started empty and have no indexes yet. Dependents are
    ///   rebuilt too, so no change log is needed.
    func session(_ db: Database, isReplay: Bool) throws -> any ProjectorSession
}

extension Projector {
    package var families: Set<EventFamily> { Set(EventFamily.allCases) }
    package var ofThePast: any Projector { self }
}

/// A projector at work inside one transaction. It may cache what it reads there.
package protocol ProjectorSession: AnyObject {
    /// Applies one event to the tables.
    ///
    /// - Throws: the reason why it cannot apply the event. The projector then stops before that
    ///   event, and so do its dependents; nothing is skipped.
    func apply(_ event: Event, at position: Position) throws

    /// Tells the session that the journal lost these positions; later events may build on them.
    func skip(_ lost: Range<Position>)

    /// Derives rows from other tables, up to `head`, once every dependency has reached it.
    ///
    /// - Parameter since: the checkpoint before this transaction; `nil` after a rebuild.
    func settle(since: Position?, head: Position) throws

    /// The number of rows it changed, if that is more informative than the number of events.
    var changeCount: Int { get }
}

extension ProjectorSession {
    package var changeCount: Int { 0 }
    package func apply(_ event: Event, at position: Position) throws {}
    package func skip(_ lost: Range<Position>) {}
    package func settle(since: Position?, head: Position) throws {}
}

/// A projector whose read model is files: its tables say what the files should hold, and `publish`
/// writes them.
///
/// ```
/// let report = try projector.publish(PublishRequest(readModel: readModel, journal: journal))
/// for name in report.written { print("\(projector.product.directory)/\(name)") }
/// for warning in report.warnings { print(warning) }
/// ```
package protocol PublishingProjector: Projector {
    /// What it publishes, and where.
    var product: Product { get }
    /// Whether publishing is so slow that a watcher runs it on a separate thread.
    var isSlow: Bool { get }

    /// Brings the files up to date with the tables. It is idempotent: a second run finds nothing to
    /// do.
    ///
    /// - Throws: also `CancellationError`; each file written by then is complete.
    func publish(_ request: PublishRequest) throws -> PublishReport

    /// Marks all of its files for the next publish, as their rows may have changed. Nothing to do
    /// where the rows themselves say what the files should hold.
    func markAll(_ db: Database) throws
}

extension PublishingProjector {
    package var isSlow: Bool { false }
    package func markAll(_ db: Database) throws {}
}

/// What is published, for whom, and how.
package struct PublishRequest: Sendable {
    package enum Purpose: Sendable {
        /// The folder of the settings, kept up to date.
        case publication
        /// Another folder, written once: the past, or the present in another way.
        case copy
    }

    /// The tables that say what the files should hold.
    package let readModel: ReadModel
    /// The journal that the tables were built from: the files belong to it.
    package let journal: Journal
    package var purpose = Purpose.publication
    /// Whether a folder that was written for another journal becomes this one's.
    package var takesOver = false
    package var cancellation = Cancellation.never

    package init(readModel: ReadModel, journal: Journal) {
        self.readModel = readModel
        self.journal = journal
    }
}

/// What the files of a publishing projector are called, in messages and in `--json`.
package struct Product: Sendable {
    /// The plural: `playlists`.
    package let name: String
    /// The singular: `playlist`.
    package let noun: String
    /// An absolute path.
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
    /// Sentences for the user about what was done.
    package var warnings: [String] = []
    /// Sentences for the user about what could not be done.
    package var failures: [String] = []

    package init() {}
}
