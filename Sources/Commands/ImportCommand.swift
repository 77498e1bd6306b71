import App
import ArgumentParser
import Decisions
import Events
import Logging
import Messages
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
        let snapshot = try PlaylistFile(
            WorkingDirectory.absolute(file),
            formats: application.extensions.importFormats
        ).snapshot()
        let summary = try PlaylistImport(application.runner).run(snapshot, partial: partial)
        application.tellNotices()
        for name in snapshot.skipped.incompletePlaylists {
            let remark =
                "The file does not hold all items of the playlist “\(name)”; they stay as they were."
            application.tell(.remark(.warning, remark))
        }
        if json { try StandardOutput.json(summary) } else { StandardOutput.line(summary.line) }
    }
}

extension PlaylistImport.Summary {
    package var line: String {
        "import: \(Text.count(playlists, "playlist")) with \(Text.count(tracks, "track")): "
            + "\(Text.count(playlistsChanged)) changed, \(Text.count(playlistsRemoved)) removed, "
            + "\(Text.count(tracksDescribed, "track")) described, liked songs "
            + "+\(Text.count(likedAdded)) −\(Text.count(likedRemoved))"
    }
}
