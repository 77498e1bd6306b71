import Events
import FileIO
import GRDB
import Projection
import ReadModels
import SystemPackage
import Threads

/// Makes the playlist files match the tables: writes those that are pending or do not exist, and
/// deletes those of removed playlists.
struct M3UPublisher {
    let settings: ExportSettings
    let fileSystem: any FileSystem
    let readModel: ReadModel
    let cancellation: Cancellation

    private static let manifestName = ".psm-manifest"

    private struct Target {
        let key: PlaylistKey
        let name: String
        let fileName: String
        let isPending: Bool
    }

    private struct Plan {
        var targets: [Target] = []
        /// The newest pending position.
        var position: Int64 = 0
        var hasPending = false
    }

    func publish() throws -> PublishReport {
        let directory = settings.directory
        let hasPlaylists = try readModel.read { db in
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
            cancellation
        ) { folder in
            // Under the lock, what is read now is the newest that anyone publishes.
            let plan: Plan = try readModel.read { db in try self.plan(db) }
            let report = try make(plan, in: &folder)
            if plan.hasPending {
                try readModel.write { db in
                    try db.cachedStatement(sql: "DELETE FROM export_pending WHERE position <= ?")
                        .execute(arguments: [plan.position])
                }
            }
            return report
        }
    }

    private func plan(_ db: Database) throws -> Plan {
        var plan = Plan()
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT e.provider, e.playlist_id, e.name, e.file_name, p.position
                    FROM export_playlists e LEFT JOIN export_pending p USING (provider, playlist_id)
                    ORDER BY e.file_name
                    """
            )
        )
        plan.targets = rows.map { row in
            Target(
                key: PlaylistKey(row),
                name: row["name"],
                fileName: row["file_name"],
                isPending: row["position"] != nil
            )
        }
        if let newest = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT max(position) FROM export_pending")
        ) {
            plan.position = newest
            plan.hasPending = true
        }
        return plan
    }

    private func make(_ plan: Plan, in folder: inout PublishedFolder) throws -> PublishReport {
        var rendered: [PublishedFolder.File] = []
        for target in plan.targets {
            if try !target.isPending && folder.isIntact(target.fileName) {
                folder.countUnchanged()
            } else {
                rendered.append((target.fileName, try render(target, in: &folder)))
            }
        }
        try folder.write(rendered)
        try folder.deleteAll(except: Set(plan.targets.map { TextKey($0.fileName) }))
        return try folder.finish()
    }

    private func render(_ target: Target, in folder: inout PublishedFolder) throws -> [UInt8] {
        let parent = settings.directory.appending(target.fileName).removingLastComponent()
        let base = settings.pathFormat == .relative ? parent.bytes : nil
        var writer = M3UWriter(name: target.name, mode: settings.mode, relativeTo: base)
        try readModel.read { db in
            let entries = try PlaylistEntries(db, target.key)
            while let entry = try entries.next() { writer.add(entry) }
        }
        for path in writer.inexpressiblePaths {
            folder.warn(
                "\(String(decoding: path, as: UTF8.self)) has a line break in its name, which a "
                    + "playlist file cannot express. Rename the file; until then “\(target.name)” "
                    + "leaves it out."
            )
        }
        return writer.finish()
    }
}
