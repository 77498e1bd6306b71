internal import FileIO
package import Journal
package import Projection
internal import SystemPackage

/// A read model of the past, while it is in use.
package struct PastModel: Sendable {
    package let runner: ProjectorRunner
    /// The damage of the journal up to that position.
    package let damages: [Damage]
    /// The damage among it that was not repaired by then.
    package let openDamages: [Damage]

    package var readModel: ReadModel { runner.readModel }

    /// Writes the files of a projector as they were, to the folder in its settings.
    ///
    /// - Parameter takesOver: whether the folder may be one that was written for another journal.
    package func publish(_ name: String, takesOver: Bool) throws -> PublishReport {
        for projector in runner.projectors where projector.name == name {
            guard let publisher = projector as? any PublishingProjector else { continue }
            try readModel.write { try publisher.markAll($0) }
            var request = PublishRequest(readModel: readModel, journal: runner.journal)
            request.purpose = .copy
            request.takesOver = takesOver
            return try publisher.publish(request)
        }
        return PublishReport()
    }
}

/// Fills a model of the past.
struct PastFilling {
    let position: Position
    let journal: Journal
    let projectors: [any Projector]

    /// The model kept in a file; nil if it lacks a projector that is needed, or cannot be read.
    func current(
        at path: FilePath,
        _ names: Set<String>,
        _ fileSystem: any FileSystem
    ) throws -> PastModel? {
        // SQLite would create the file.
        guard (try? fileSystem.metadata(at: path, followSymlinks: false)) != nil else { return nil }
        guard let readModel = try? ReadModel(path: path, durability: .disposable) else {
            return nil
        }
        let runner = runner(readModel)
        do {
            guard try runner.isCurrent(names) else { return nil }
        } catch is ReadModelError {
            return nil
        }
        return PastModel(runner: runner, damages: [], openDamages: [])
    }

    /// - Parameter place: an empty file or a copy of what was kept; SQLite's own temporary
    ///   database if it is nil or cannot be used.
    func model(at place: FilePath?, _ names: Set<String>) throws -> PastModel {
        let file = place.flatMap { try? ReadModel(path: $0, durability: .disposable) }
        let runner = runner(try file ?? ReadModel(path: "", durability: .disposable))
        let report = try runner.catchUp(names)
        if let stopped = report.errors.first {
            if !report.damages.isEmpty {
                throw ProjectionError.lostInThePast(report.damages, error: stopped.error)
            }
            throw ProjectionError.stopped(name: stopped.name, error: stopped.error)
        }
        return PastModel(
            runner: runner,
            damages: report.damages,
            openDamages: report.openDamages
        )
    }

    private func runner(_ readModel: ReadModel) -> ProjectorRunner {
        ProjectorRunner(
            journal: journal,
            readModel: readModel,
            projectors: projectors.map(\.ofThePast),
            limit: position
        )
    }
}
