import ArgumentParser
import Events
import Logging
import Projectors
import Providers

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take playlists and liked songs from a file.",
        discussion: """
            The file is taken for the whole account: playlists and liked songs that it lacks are \
            recorded as removed, unless --partial says otherwise.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "JSON as the Spotify Web API gives it.", completion: .file())
    var file: String

    @Flag(help: "The file is a part of the account: what it lacks stays.")
    var partial = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let application = try global.open()
        let snapshot = try PlaylistFile(WorkingDirectory.absolute(file)).snapshot()
        let summary = try PlaylistImport(application: application).run(snapshot, partial: partial)
        application.tellNotices()
        for name in snapshot.skipped.incompletePlaylists {
            application.logger.warning(
                "The file does not hold all items of the playlist “\(name)”; they stay as they were."
            )
        }
        if json { try StandardOutput.json(summary) } else { StandardOutput.line(summary.line) }
    }
}

/// Appends what a snapshot changes in the catalogue.
struct PlaylistImport {
    let application: Application

    struct Summary: Encodable {
        var tracksDescribed = 0
        var playlistsDescribed = 0
        var playlistsChanged = 0
        var playlistsRemoved = 0
        var likedAdded = 0
        var likedRemoved = 0
        var playlists = 0
        var tracks = 0
    }

    func run(_ snapshot: AccountSnapshot, partial: Bool) throws -> Summary {
        var summary = Summary()
        summary.playlists = snapshot.playlists?.count ?? 0
        summary.tracks = snapshot.tracks.count
        try Decision.make(application.runner, reading: Stage.catalog) { db, _ in
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

    var line: String {
        "import: \(Text.count(playlists, "playlist")) with \(Text.count(tracks, "track")): "
            + "\(Text.count(playlistsChanged)) changed, \(Text.count(playlistsRemoved)) removed, "
            + "\(Text.count(tracksDescribed, "track")) described, liked songs "
            + "+\(Text.count(likedAdded)) −\(Text.count(likedRemoved))"
    }
}
