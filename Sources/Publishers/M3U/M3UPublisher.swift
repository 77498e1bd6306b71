import Events
import FileIO
import GRDB
import Projection
import ReadModels
import SystemPackage
import Threads

/// Makes the playlist files hold what the rows say, and deletes those of removed playlists.
struct M3UPublisher {
    let directory: FilePath
    let rendering: PlaylistRendering
    let fileSystem: any FileSystem
    let request: PublishRequest

    private static let manifestName = ".psm-manifest"

    private struct Target {
        let key: PlaylistKey
        let name: String
        let file: PublishedFolder.Wanted
    }

    /// What the rows say, read at once.
    private struct Plan {
        let owner: FolderOwner?
        let targets: [Target]
    }

    func publish() throws -> PublishReport {
        let hasPlaylists = try request.readModel.read { db in
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM export_playlists)")
            ) ?? false
        }
        let hasDirectory = try fileSystem.metadata(at: directory, followSymlinks: true) != nil
        guard hasPlaylists || hasDirectory else { return PublishReport() }
        return try PublishedFolder.hold(
            directory,
            manifestName: Self.manifestName,
            fileSystem,
            request
        ) { folder in
            // Under the lock, what is read now is the newest that anyone publishes.
            let plan: Plan = try request.readModel.read { try self.plan($0) }
            let names = Set(plan.targets.map { TextKey($0.file.name) })
            try folder.claim(for: plan.owner, request) { manifest in
                let known = manifest.fileNames.count { names.contains(TextKey($0)) }
                return 2 * known >= manifest.fileNames.count
            }
            try write(plan, to: &folder)
            try folder.deleteAll(except: names)
            return try folder.finish()
        }
    }

    private func plan(_ db: Database) throws -> Plan {
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM export_playlists ORDER BY file_name")
        )
        let checkpoint = try Checkpoint.load(M3UProjector.name, db)
        return Plan(
            owner: checkpoint.flatMap { FolderOwner(request.purpose, $0) },
            targets: rows.map { row in
                Target(
                    key: PlaylistKey(row),
                    name: row["name"],
                    file: PublishedFolder.Wanted(
                        name: row["file_name"],
                        digest: UInt64(bitPattern: row["digest"] as Int64),
                        sizeBytes: row["size_bytes"]
                    )
                )
            }
        )
    }

    private func write(_ plan: Plan, to folder: inout PublishedFolder) throws {
        var stale: [Target] = []
        for target in plan.targets {
            if try folder.isCurrent(target.file.name, digest: target.file.digest) {
                folder.countUnchanged()
            } else {
                stale.append(target)
            }
        }
        guard !stale.isEmpty else { return }
        try folder.announce(stale.map(\.file), for: plan.owner)
        // A stop waits for what is nearly done, and for no more.
        let patience = ContinuousClock.now + .milliseconds(500)
        for target in stale {
            if ContinuousClock.now > patience { try request.cancellation.check() }
            let file = try file(target)
            for path in file.inexpressiblePaths {
                folder.warn(
                    "\(String(decoding: path, as: UTF8.self)) has a line break in its name, which a "
                        + "playlist file cannot express. Rename the file; until then "
                        + "“\(target.name)” leaves it out."
                )
            }
            try folder.write(target.file.name, file.bytes)
        }
    }

    private func file(_ target: Target) throws -> M3UWriter.File {
        let rendered = RenderedFiles.latest.take(
            of: target.key,
            digest: target.file.digest,
            sizeBytes: target.file.sizeBytes
        )
        if let rendered { return rendered }
        return try request.readModel.read {
            try rendering.file($0, target.key, name: target.name, fileName: target.file.name)
        }
    }
}
