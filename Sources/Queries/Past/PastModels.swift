internal import Digests
package import FileIO
package import Journal
package import Projection
package import SystemPackage

/// Read models as of a position of the journal, made by the current matcher and settings: replayed
/// beside the live one.
///
/// Each is a file in a folder for them, kept for the next time. It is built under another name,
/// then renamed, and never written again: a killed psm leaves nothing half-done, and the folder may
/// be deleted at any time. If the folder cannot be written, nothing is kept.
package struct PastModels: Sendable {
    /// How many files are kept at most.
    private static let keptCount = 8
    /// A file that has been under construction for longer was left by a crash.
    private static let abandonedAfterSeconds: Int64 = 3_600
    private static let suffix = ".db"
    private static let buildingSuffix = ".building"
    private static let copyPieceBytes = 1 << 20

    private let directory: FilePath
    private let fileSystem: any FileSystem

    package init(
        directory: FilePath,
        fileSystem: any FileSystem = PosixFileSystem(creating: .owner)
    ) {
        self.directory = directory
        self.fileSystem = fileSystem
    }

    /// The model of all events before `position`.
    ///
    /// - Parameters:
    ///   - names: the projectors that are needed; their dependencies are included.
    /// - Throws: `ReadModelError`, `JournalError`, `ProjectionError.stopped`, `.lostInThePast`.
    package func model(
        before position: Position,
        of journal: Journal,
        _ projectors: [any Projector],
        names: Set<String>
    ) throws -> PastModel {
        let path = directory.appending(try name(position, journal, projectors) + Self.suffix)
        let filling = PastFilling(position: position, journal: journal, projectors: projectors)
        let writers = projectors.filter {
            names.contains($0.name) && $0 is any PublishingProjector
        }
        if writers.isEmpty { return try kept(path, filling, names) }
        // Projectors that write files keep notes in the model, and each folder needs its own.
        let tables = names.subtracting(writers.map(\.name)).union(writers.flatMap(\.dependencies))
        let base = try kept(path, filling, tables)
        let place = room(for: path)
        defer { if let place { try? fileSystem.remove(place) } }
        if base.damages.isEmpty, let place { copy(path, to: place) }
        return try filling.model(at: place, names)
    }

    private func kept(
        _ path: FilePath,
        _ filling: PastFilling,
        _ names: Set<String>
    ) throws -> PastModel {
        if let model = try filling.current(at: path, names, fileSystem) { return model }
        guard let place = room(for: path) else { return try filling.model(at: nil, names) }
        // An open file stays readable, whatever happens to its name.
        defer { try? fileSystem.remove(place) }
        let model = try filling.model(at: place, names)
        // A model that lacks what the journal lost is not kept, so that the next call reports it
        // too.
        if model.damages.isEmpty, (try? fileSystem.rename(place, to: path)) != nil {
            removeOldest(but: path)
        }
        return model
    }

    /// Depends on the journal, the position, and everything that determines the tables.
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

    // MARK: Files

    /// A new file to fill; nil if none can be created.
    private func room(for path: FilePath) -> FilePath? {
        try? fileSystem.createDirectories(directory)
        removeAbandoned()
        let suffix = String(UInt32.random(in: .min ... .max), radix: 36)
        let place = FilePath(bytes: path.bytes + Array("-\(suffix)\(Self.buildingSuffix)".utf8))
        guard let file = try? fileSystem.open(place, .createNew) else { return nil }
        file.close()
        return place
    }

    /// Copies as much as there is: a truncated copy is no database, and is filled from the journal.
    private func copy(_ path: FilePath, to place: FilePath) {
        guard let source = try? fileSystem.open(path, .read) else { return }
        defer { source.close() }
        guard let target = try? fileSystem.open(place, .readWrite) else { return }
        defer { target.close() }
        var offset: Int64 = 0
        var piece = [UInt8](repeating: 0, count: Self.copyPieceBytes)
        while let count = try? source.read(into: &piece, atOffset: offset), count > 0 {
            guard (try? target.writeAll(Array(piece.prefix(count)), atOffset: offset)) != nil else {
                return
            }
            offset += Int64(count)
        }
    }

    private func removeOldest(but path: FilePath) {
        let kept = files(Self.suffix).filter { $0.path != path }
        for file in kept.sorted(by: { $0.time > $1.time }).dropFirst(Self.keptCount - 1) {
            try? fileSystem.remove(file.path)
        }
    }

    private func removeAbandoned() {
        guard let now = WallClock.now() else { return }
        let limit = now - Self.abandonedAfterSeconds * 1_000_000_000
        for file in files(Self.buildingSuffix) where file.time < limit {
            try? fileSystem.remove(file.path)
        }
    }

    private func files(_ suffix: String) -> [(path: FilePath, time: Int64)] {
        let names = (try? fileSystem.list(directory)) ?? []
        return names.compactMap { name in
            guard name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) else { return nil }
            let path = directory.appending(String(decoding: name, as: UTF8.self))
            // Another process may have removed it meanwhile.
            let metadata = try? fileSystem.metadata(at: path, followSymlinks: false)
            return metadata.map { (path, $0.mtimeNanoseconds) }
        }
    }
}
