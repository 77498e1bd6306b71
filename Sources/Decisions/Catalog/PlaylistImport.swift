import Events
package import Projection
package import Providers
import ReadModels

/// Appends the changes that a snapshot makes to the catalogue.
package struct PlaylistImport {
    private let runner: ProjectorRunner

    package init(_ runner: ProjectorRunner) {
        self.runner = runner
    }

    /// How much the snapshot holds, and how much of it was new.
    package struct Summary: Encodable, Sendable {
        package var tracksDescribed = 0
        package var playlistsDescribed = 0
        package var playlistsChanged = 0
        package var playlistsRemoved = 0
        package var likedAdded = 0
        package var likedRemoved = 0
        package var playlists = 0
        package var tracks = 0
    }

    /// - Parameter partial: whether playlists that the snapshot lacks are kept.
    /// - Throws: as ``Decision/make(_:reading:_:)``; nothing is appended then.
    package func run(_ snapshot: AccountSnapshot, partial: Bool) throws -> Summary {
        var summary = Summary()
        summary.playlists = snapshot.playlists?.count ?? 0
        summary.tracks = snapshot.tracks.count
        try Decision.make(runner, reading: CatalogProjector.name) { db, _ in
            let bodies = try SnapshotDiff.events(
                from: CatalogKnown(db),
                to: snapshot,
                partial: partial
            )
            for body in bodies { summary.count(body) }
            return bodies.map { Event($0) }
        }
        return summary
    }
}

extension PlaylistImport.Summary {
    fileprivate mutating func count(_ body: Event.OneOf_Body) {
        switch body {
        case .trackDescribed: tracksDescribed += 1
        case .playlistDescribed: playlistsDescribed += 1
        case .playlistChanged: playlistsChanged += 1
        case .playlistRemoved: playlistsRemoved += 1
        case .likedChanged(let change):
            likedAdded += change.added.count
            likedRemoved += change.removed.count
        default: break
        }
    }
}
