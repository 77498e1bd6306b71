import Logging
import Projection
import Projectors

/// The steps that several commands share: catch up, publish, tell.
struct Pipeline {
    let application: Application

    struct Outcome {
        var caughtUp: CatchUpReport
        /// By projector.
        var published: [(name: String, report: PublishReport)] = []
    }

    /// Brings the named projectors and what they depend on up to the head, then makes the files of
    /// those that were named.
    ///
    /// - Throws: `ProjectionError.stopped` after the others are done.
    func run(_ names: Set<String>) throws -> Outcome {
        let runner = application.runner
        var outcome = Outcome(caughtUp: try runner.catchUp(names))
        application.tellNotices()
        try tell(outcome.caughtUp)
        for projector in runner.projectors where names.contains(projector.name) {
            guard projector is any PublishingProjector else { continue }
            let report = try application.publish(projector.name)
            for warning in report.warnings { application.logger.warning("\(warning)") }
            outcome.published.append((projector.name, report))
        }
        if let damage = outcome.caughtUp.damages.first {
            let isRepaired = outcome.caughtUp.openDamages.isEmpty
            throw CommandError(
                code: Failure.damagedData,
                message: "The journal is damaged: \(damage) "
                    + (isRepaired
                        ? "That was repaired, and everything is up to date."
                        : "See psm journal repair.")
            )
        }
        if let stopped = outcome.caughtUp.errors.first {
            throw ProjectionError.stopped(name: stopped.name, error: stopped.error)
        }
        return outcome
    }

    private func tell(_ report: CatchUpReport) throws {
        for projector in report.projectors {
            if let reason = projector.rebuildReason {
                application.logger.notice("\(projector.name) was rebuilt: \(reason).")
            }
            if let error = projector.error {
                application.logger.error("\(projector.name) is stopped \(error)")
            }
        }
    }
}

extension Application {
    /// Makes a projector's files what the tables say.
    ///
    /// - Parameter readModel: another connection to it, for another thread.
    func publish(_ name: String, from readModel: ReadModel? = nil) throws -> PublishReport {
        var report = PublishReport()
        for projector in runner.projectors where projector.name == name {
            guard let publisher = projector as? any PublishingProjector else { continue }
            report = try publisher.publish(
                readModel ?? self.readModel,
                cancellation: cancellation
            )
        }
        return report
    }
}

extension Pipeline.Outcome {
    func publishReport(_ name: String) -> PublishReport {
        published.first { $0.name == name }?.report ?? PublishReport()
    }

    func changeCount(_ name: String) -> Int {
        caughtUp.projectors.first { $0.name == name }?.changeCount ?? 0
    }
}

/// The names of the projectors, by what the user calls their work.
enum Stage {
    static let library = LibraryFilesProjector.name
    static let catalog = CatalogProjector.name
    static let match = MatchesProjector.name
    static let export = M3UProjector.name
    static let report = ReportsProjector.name
}
