internal import Digests
package import FileIO
internal import Glibc
package import Journal
package import Projection
package import SystemPackage

/// Read models as they were at a position of the journal, as today's matcher and settings make
/// them: replayed beside the live one.
///
/// Each is a file of its own in a folder of their own, kept for the next time. The folder may be
/// deleted whenever no psm runs.
package struct PastModels: Sendable {
    /// More files than these are not kept.
    private static let keptCount = 8
    /// What is being built for longer than this was left by a crash.
    private static let abandonedAfterSeconds: Int64 = 3_600
    private static let suffix = ".db"
    private static let buildingSuffix = ".building"

    private let directory: FilePath
    private let fileSystem: any FileSystem

    package init(directory: FilePath, fileSystem: any FileSystem = PosixFileSystem()) {
        self.directory = directory
        self.fileSystem = fileSystem
    }

    /// The model of all events before `position`.
    ///
    /// - Parameters:
    ///   - names: projectors that are needed; those that they depend on come with them.
    /// - Throws: `ReadModelError`, `JournalError`, `ProjectionError.stopped`.
    package func model(
        before position: Position,
        of journal: Journal,
        _ projectors: [any Projector],
        names: Set<String>
    ) throws -> PastModel {
        try fileSystem.createDirectories(directory)
        let name = try name(position, journal, projectors)
        let path = directory.appending(name + Self.suffix)
        if try fileSystem.metadata(at: path, followSymlinks: false) == nil {
            try removeAbandoned()
            let building = directory.appending("\(name)-\(getpid())\(Self.buildingSuffix)")
            try? fileSystem.remove(building)
            let built = try fill(building, position, journal, projectors, names)
            // One that lacks what the journal lost is for this time only: the next one is told too.
            if !built.damages.isEmpty { return built }
            try fileSystem.rename(building, to: path)
            try removeOldest(but: path)
        }
        return try fill(path, position, journal, projectors, names)
    }

    private func fill(
        _ path: FilePath,
        _ position: Position,
        _ journal: Journal,
        _ projectors: [any Projector],
        _ names: Set<String>
    ) throws -> PastModel {
        let runner = ProjectorRunner(
            journal: journal,
            readModel: try ReadModel(path: path, durability: .disposable),
            projectors: projectors,
            limit: position
        )
        let report = try runner.catchUp(names)
        if let stopped = report.errors.first {
            throw ProjectionError.stopped(name: stopped.name, error: stopped.error)
        }
        let isKept = path.string.hasSuffix(Self.suffix)
        return PastModel(
            runner: runner,
            damages: report.damages,
            openDamages: report.openDamages,
            temporary: isKept ? nil : path,
            fileSystem: fileSystem
        )
    }

    /// By the journal, the position, and what the tables that others read depend on. Projectors
    /// that write files begin anew inside the file when their settings differ.
    private func name(
        _ position: Position,
        _ journal: Journal,
        _ projectors: [any Projector]
    ) throws -> String {
        let versions = projectors.filter { !($0 is any PublishingProjector) }.map {
            "\($0.name) \($0.version) \($0.fingerprint)\n"
        }
        let digest = String(XXHash64.hash(versions.joined()), radix: 16)
        return "\(try journal.identity()?.description ?? "none")-\(position)-\(digest)"
    }

    // MARK: Tidying

    private func removeOldest(but path: FilePath) throws {
        let kept = try files(Self.suffix).filter { $0.path != path }
        for file in kept.sorted(by: { $0.time > $1.time }).dropFirst(Self.keptCount - 1) {
            try? fileSystem.remove(file.path)
        }
    }

    private func removeAbandoned() throws {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let limit = (Int64(now.tv_sec) - Self.abandonedAfterSeconds) * 1_000_000_000
        for file in try files(Self.buildingSuffix) where file.time < limit {
            try? fileSystem.remove(file.path)
        }
    }

    private func files(_ suffix: String) throws -> [(path: FilePath, time: Int64)] {
        try fileSystem.list(directory).compactMap { name in
            guard name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) else { return nil }
            let path = directory.appending(String(decoding: name, as: UTF8.self))
            guard let metadata = try fileSystem.metadata(at: path, followSymlinks: false) else {
                return nil
            }
            return (path, metadata.mtimeNanoseconds)
        }
    }
}

/// A read model of the past, while it is used.
package final class PastModel: Sendable {
    package let runner: ProjectorRunner
    /// What the journal has lost of that past.
    package let damages: [Damage]
    /// Those of them that were not repaired within it.
    package let openDamages: [Damage]
    private let temporary: FilePath?
    private let fileSystem: any FileSystem

    init(
        runner: ProjectorRunner,
        damages: [Damage],
        openDamages: [Damage],
        temporary: FilePath?,
        fileSystem: any FileSystem
    ) {
        self.runner = runner
        self.damages = damages
        self.openDamages = openDamages
        self.temporary = temporary
        self.fileSystem = fileSystem
    }

    deinit {
        if let temporary { try? fileSystem.remove(temporary) }
    }

    package var readModel: ReadModel { runner.readModel }

    /// Makes the files of a projector what they were, wherever its settings say, whatever is there.
    package func publish(_ name: String) throws -> PublishReport {
        for projector in runner.projectors where projector.name == name {
            guard let publisher = projector as? any PublishingProjector else { continue }
            try readModel.write { try publisher.markAll($0) }
            return try publisher.publish(readModel)
        }
        return PublishReport()
    }
}
