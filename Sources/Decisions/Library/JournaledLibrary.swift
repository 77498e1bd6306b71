internal import Events
package import Journal
package import Library
package import Projection
internal import ReadModels

/// The scanner's ledger: the journal, and `library_files` computed from it.
package struct JournaledLibrary: LibraryLedger {
    private let runner: ProjectorRunner
    private static let eventsPerAppend = 256

    package init(runner: ProjectorRunner) {
        self.runner = runner
    }

    package func read<Result>(_ body: (any KnownFiles) throws -> Result) throws
        -> (Result, Position)
    {
        // The last events of a killed psm count from here on. Later would be too late: nothing
        // would look at those files again.
        try runner.journal.recover()
        let head = try runner.bringCurrent(LibraryFilesProjector.name)
        return (try runner.readModel.read { try body(LibraryFilesKnown($0)) }, head)
    }

    package func decide(
        knowing head: Position?,
        _ body: ((any KnownFiles)?, any EventSink) throws -> Void
    ) throws -> Position {
        try runner.journal.withDecisionLock {
            let batches = EventBatches(runner.journal, limitCount: Self.eventsPerAppend)
            if let head, try runner.journal.head().position == head {
                try body(nil, batches)
            } else {
                _ = try runner.bringCurrent(LibraryFilesProjector.name)
                try runner.readModel.read { try body(LibraryFilesKnown($0), batches) }
            }
            try batches.finish()
            return try batches.end ?? runner.journal.head().position
        }
    }

    package func bringCurrent() throws {
        _ = try runner.bringCurrent(LibraryFilesProjector.name)
    }
}
