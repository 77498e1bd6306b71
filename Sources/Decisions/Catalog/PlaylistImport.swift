import Events
import Library
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

    /// A large snapshot takes several appends. What follows one that fails is not recorded, and the
    /// next import of the same snapshot appends the rest.
    ///
    /// - Parameter partial: whether playlists that the snapshot lacks are kept.
    /// - Throws: as ``Decision/make(_:reading:_:)``, and `PlaylistSpoolError`.
    package func run(_ snapshot: AccountSnapshot, partial: Bool) throws -> Summary {
        var summary = Summary()
        summary.playlists = snapshot.playlists?.count ?? 0
        summary.tracks = snapshot.tracks.count
        try Decision.stream(runner, reading: CatalogProjector.name) { db, sink in
            try SnapshotDiff.changes(from: CatalogKnown(db), to: snapshot, partial: partial) {
                bodies in
                for body in bodies { summary.count(body) }
                try sink.appendTogether(bodies.map { Event($0) })
            }
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
