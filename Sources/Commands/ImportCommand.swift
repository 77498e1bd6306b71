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
        abstract: "Import playlists and liked songs from a file.",
        discussion: """
            psm assumes that the file describes the whole account: playlists and liked songs that \
            it lacks are recorded as removed. Use --partial to keep them.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: """
            JSON with the Spotify Web API's objects: {\"playlists\": [...], \"saved_tracks\": [...]}; \
            docs/import.md tells how to get it.
            """,
        completion: .file()
    )
    var file: String

    @Flag(help: "Keep playlists and liked songs that the file lacks.")
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
        tellIncomplete(snapshot.skipped, to: application)
        if json { try StandardOutput.json(summary) } else { StandardOutput.line(summary.line) }
    }

    private func tellIncomplete(_ skipped: SkippedItems, to application: Application) {
        for name in skipped.incompletePlaylists {
            let remark =
                "The file has only a part of “\(name)”. The playlist was left unchanged. Fetch all "
                + "its pages and import again."
            application.tell(.remark(.warning, remark))
        }
        let further = skipped.incompletePlaylistCount - skipped.incompletePlaylists.count
        if further > 0 {
            let playlists = Text.count(further, "more playlist")
            application.tell(.remark(.warning, "The file has only a part of \(playlists)."))
        }
    }
}

extension PlaylistImport.Summary {
    package var line: String {
        "Imported \(Text.count(playlists, "playlist")) with \(Text.count(tracks, "track")): "
            + "\(Text.count(playlistsChanged, "playlist")) changed, "
            + "\(Text.count(playlistsRemoved)) removed, "
            + "\(Text.count(tracksDescribed, "track")) new or changed, liked songs "
            + "+\(Text.count(likedAdded)) −\(Text.count(likedRemoved))"
            + (playlistsRemoved > 0
                ? ". Playlists that the file lacks were removed; --partial keeps them." : "")
    }
}
