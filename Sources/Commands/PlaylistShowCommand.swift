import App
import ArgumentParser
import Events
import Journal
import Messages
import Projection
import Providers
import Queries
import ReadModels

extension PlaylistCommand {
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the items of a playlist with their files, now or in the past."
        )

        @OptionGroup var global: GlobalOptions
        @OptionGroup var past: PastOptions

        @Argument(help: "The playlist's name or id.")
        var name: String

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let damage = DamageTally()
            let tables = ProjectorSelection.named([MatchesProjector.name])
            var application = try past.look(global, tables, damage)
            if past.asOf == nil { application = try application.upToDate(tables) }
            let search = try PlaylistSearch(
                in: application.journal,
                upTo: application.limit,
                damage: damage.tell
            )
            let playlist = try search.found(name, damage, isPast: past.asOf != nil)
            let listing = try application.readModel.read {
                try PlaylistListing(playlist.identity, $0)
            }
            if json {
                try StandardOutput.json(ListingJSON(playlist, listing))
            } else {
                StandardOutput.line(playlist.heading)
                for (number, item) in listing.items.enumerated() {
                    StandardOutput.line(item.line(number + 1, of: playlist.identity))
                }
            }
            if !playlist.isThere {
                StandardError.line("psm: it was removed; psm playlist history shows what was in it")
            }
            try damage.throwIfAny()
        }
    }
}

extension PlaylistListing.Item {
    fileprivate func line(_ number: Int, of playlist: PlaylistIdentity) -> String {
        let name = title.isEmpty ? trackID : artist.isEmpty ? title : "\(artist) - \(title)"
        let padding = String(repeating: " ", count: max(1, 5 - "\(number)".count))
        if name.isEmpty {
            let provider = playlist.provider.text
            let spelled = provider.prefix(1).uppercased() + provider.dropFirst()
            let reason = "(no longer available at \(Text.printable(spelled)))"
            return "\(padding)\(number)  \(Style.red(reason))"
        }
        let file =
            path.map { Style.dim(Text.printable(String(decoding: $0, as: UTF8.self))) }
            ?? Style.red("missing")
        return "\(padding)\(number)  \(Text.printable(name))  \(file)"
    }
}

private struct ListingJSON: Encodable {
    struct Item: Encodable {
        let trackID: String
        let artist: String
        let title: String
        /// Null if it has no file.
        let path: String?
        /// The path's bytes, if it is not UTF-8.
        let pathBase64: String?

        private enum CodingKeys: String, CodingKey {
            case artist, title, path, pathBase64
            case trackID = "trackId"
        }
    }

    let provider: String
    let playlistID: String
    let name: String
    let items: [Item]

    init(_ playlist: PlaylistSearch.Known, _ listing: PlaylistListing) {
        provider = playlist.identity.provider.text
        playlistID = playlist.identity.id.text
        name = playlist.name
        items = listing.items.map { item in
            let path = item.path.map(PathJSON.init)
            return Item(
                trackID: item.trackID,
                artist: item.artist,
                title: item.title,
                path: path?.text,
                pathBase64: path?.base64
            )
        }
    }

    private enum CodingKeys: String, CodingKey {
        case provider, name, items
        case playlistID = "playlistId"
    }
}
