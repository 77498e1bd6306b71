import ArgumentParser
import Events
import Journal
import Messages
import Moments
import Providers
import Queries

extension PlaylistCommand {
    struct History: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what was added to a playlist, removed and moved, and when.",
            discussion: """
                Reads only the journal, so it works for removed playlists too. psm knows the \
                net change between two imports, not what happened in between.
                """
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The playlist's name or id.")
        var name: String

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let journal = try global.openJournal()
            let damage = DamageTally()
            let found = try PlaylistSearch(in: journal, damage: damage.tell)
                .found(name, damage)
            let history = try PlaylistHistory(of: found.identity, in: journal) { damage.tell($0) }
            if json {
                try StandardOutput.json(HistoryJSON(found, history))
            } else {
                StandardOutput.line(found.heading)
                for entry in history.entries { StandardOutput.write(entry.text) }
            }
            try damage.throwIfAny()
        }
    }
}

extension PlaylistSearch {
    /// ``find(_:)``, with errors that consider damage and the past.
    ///
    /// - Parameters:
    ///   - damage: what the search encountered: the playlist may be in what is lost.
    ///   - isPast: whether only a part of the journal was searched.
    func found(
        _ name: String,
        _ damage: DamageTally,
        isPast: Bool = false
    ) throws -> Known {
        do throws(Failure) {
            return try find(name)
        } catch {
            if case .unknown = error, !damage.isEmpty {
                throw CommandError(
                    .damagedData,
                    "The readable part of the journal has no playlist called “\(name)”."
                )
            }
            if case .unknown = error, isPast {
                throw CommandError(.noInput, "No playlist was called “\(name)” at that time.")
            }
            throw error
        }
    }
}

extension PlaylistSearch.Known {
    var heading: String {
        let id = identity.id.text.isEmpty ? "" : ":\(Text.printable(identity.id.text))"
        return Style.bold(Text.printable(name))
            + Style.dim("  \(Text.printable(identity.provider.text))\(id)")
    }
}

extension PlaylistHistory.Entry {
    fileprivate var text: String {
        let time = time.text(in: SystemZone())
        let count = Text.count(itemCount, "item")
        return "\(Style.dim("\(time), position \(position), \(count)"))\n"
            + changes.map { "  \($0.line)\n" }.joined()
    }
}

extension PlaylistHistory.Change {
    fileprivate var line: String {
        switch self {
        case .described(let name): "new: “\(Text.printable(name))”"
        case .renamed(let old, let new):
            "renamed: “\(Text.printable(old))” → “\(Text.printable(new))”"
        case .cameBack: "restored"
        case .removed: "removed"
        case .came(let track): Style.green("+ \(Text.printable(track.text))")
        case .went(let track): Style.red("− \(Text.printable(track.text))")
        case .moved(let track, let old, let new):
            "↕ \(Text.printable(track.text))  \(old + 1) → \(new + 1)"
        }
    }
}

private struct HistoryJSON: Encodable {
    struct Track: Encodable {
        let id: String
        let artists: [String]
        let title: String

        init(_ track: PlaylistTrackName) {
            id = track.id
            artists = track.artists
            title = track.title
        }
    }

    struct Change: Encodable {
        /// `new`, `renamed`, `back`, `removed`, `came`, `went` or `moved`.
        var kind: String
        var name: String?
        var formerName: String?
        var track: Track?
        /// Places count from 1.
        var fromPlace: Int?
        var toPlace: Int?
    }

    struct Entry: Encodable {
        let position: UInt64
        let time: String
        let items: Int
        let changes: [Change]
    }

    let provider: String
    let playlistID: String
    let name: String
    let history: [Entry]

    init(_ playlist: PlaylistSearch.Known, _ history: PlaylistHistory) {
        provider = playlist.identity.provider.text
        playlistID = playlist.identity.id.text
        name = playlist.name
        self.history = history.entries.map { entry in
            Entry(
                position: entry.position.rawValue,
                time: ISO8601.text(entry.time),
                items: entry.itemCount,
                changes: entry.changes.map(Self.change)
            )
        }
    }

    private enum CodingKeys: String, CodingKey {
        case provider, name, history
        case playlistID = "playlistId"
    }

    private static func change(_ change: PlaylistHistory.Change) -> Change {
        switch change {
        case .described(let name): Change(kind: "new", name: name)
        case .renamed(let old, let new): Change(kind: "renamed", name: new, formerName: old)
        case .cameBack: Change(kind: "back")
        case .removed: Change(kind: "removed")
        case .came(let track): Change(kind: "came", track: Track(track))
        case .went(let track): Change(kind: "went", track: Track(track))
        case .moved(let track, let old, let new):
            Change(kind: "moved", track: Track(track), fromPlace: old + 1, toPlace: new + 1)
        }
    }
}
