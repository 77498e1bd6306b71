import Messages
package import Projection
import Publishers
import SystemPackage

/// The steps that several commands share: catch up, publish, report.
package struct Pipeline {
    private let application: Application

    package init(application: Application) {
        self.application = application
    }

    package struct Outcome: Sendable {
        package var caughtUp: CatchUpReport
        /// In the order of the projector list.
        package var published: [Publication] = []
    }

    package struct Publication: Sendable {
        /// The projector's name.
        package let name: String
        package let product: Product
        package let report: PublishReport
    }

    /// Brings the selected projectors and their dependencies up to the head, then publishes the
    /// files of the selected ones.
    ///
    /// - Throws: `CommandError` if damage was encountered, `ProjectionError.stopped` if a projector
    ///   is stopped; both after the others are done.
    package func run(_ selection: ProjectorSelection) throws -> Outcome {
        // A scan may have taken long, and a watcher may have new settings since.
        try application.agreeOnSettings()
        let runner = application.runner
        let names = selection.names(of: runner.projectors)
        var outcome = Outcome(caughtUp: try runner.catchUp(names))
        application.tellNotices()
        tell(outcome.caughtUp)
        var refusal: PublishError?
        for projector in runner.projectors where names.contains(projector.name) {
            guard let publisher = projector as? any PublishingProjector else { continue }
            let report: PublishReport
            do {
                report = try application.publish(publisher)
            } catch let error as PublishError {
                // The other folders have nothing to do with it.
                refusal = refusal ?? error
                continue
            }
            application.tellWarnings(of: report)
            outcome.published.append(
                Publication(name: publisher.name, product: publisher.product, report: report)
            )
        }
        if let damage = outcome.caughtUp.damages.first {
            let isRepaired = outcome.caughtUp.openDamages.isEmpty
            throw CommandError(
                .damagedData,
                "The journal is damaged: \(damage) "
                    + (isRepaired
                        ? "That was repaired, and everything is up to date."
                        : "See psm journal repair.")
            )
        }
        if let stopped = outcome.caughtUp.errors.first {
            throw ProjectionError.stopped(name: stopped.name, error: stopped.error)
        }
        if let refusal { throw refusal }
        for publication in outcome.published where !publication.report.failures.isEmpty {
            throw PublishError.incomplete(
                publication.product.directory,
                publication.report.failures.count
            )
        }
        return outcome
    }

    private func tell(_ report: CatchUpReport) {
        for projector in report.projectors {
            let publisher = application.projectors.first { $0.name == projector.name }
            if let product = (publisher as? any PublishingProjector)?.product,
                projector.rebuildReason == RebuildReason.settings.description
            {
                application.tell(
                    .remark(
                        .info,
                        "The settings of the \(product.name) changed, so all of them are made anew."
                    )
                )
            } else if let reason = projector.rebuildReason {
                application.tell(.rebuilt(projector: projector.name, reason: "\(reason)"))
            }
            if let error = projector.error {
                application.tell(
                    .stopped(projector: projector.name, error: "\(error)", retry: nil)
                )
            }
        }
    }
}

extension Application {
    /// Brings a projector's published files up to date with its tables.
    ///
    /// - Parameters:
    ///   - publisher: the projector; it is made anew, so that it has the paths of this moment.
    ///   - readModel: another connection, for use on another thread.
    ///   - takingOver: whether `--take-over` still counts, which is once.
    func publish(
        _ publisher: any PublishingProjector,
        from readModel: ReadModel? = nil,
        takingOver: Bool = true
    ) throws -> PublishReport {
        let current = projectors.first { $0.name == publisher.name }
        var request = PublishRequest(readModel: readModel ?? self.readModel, journal: journal)
        request.takesOver = takesOver && takingOver
        request.cancellation = cancellation
        return try (current as? any PublishingProjector ?? publisher).publish(request)
    }

    package func tellWarnings(of report: PublishReport) {
        for warning in report.warnings + report.failures { tell(.publishWarning(warning)) }
    }
}

extension Pipeline.Outcome {
    /// What the projector published; an empty report if it published nothing.
    package func publishReport(_ name: String) -> PublishReport {
        published.first { $0.name == name }?.report ?? PublishReport()
    }

    package func changeCount(_ name: String) -> Int {
        caughtUp.projectors.first { $0.name == name }?.changeCount ?? 0
    }
}
