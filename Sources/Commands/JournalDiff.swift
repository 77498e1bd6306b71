import App
import ArgumentParser
import Journal
import Moments
import Projection
import Queries

extension JournalCommand {
    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the net change between two moments, from the journal alone.",
            discussion: """
                Shows added, changed, moved and removed files, and changes of playlists, matches \
                and decisions. What was added and removed in between does not appear; psm journal \
                tail shows it.
                """
        )

        @OptionGroup var global: GlobalOptions

        @Option(
            help: ArgumentHelp("Start at this time or @POSITION.", valueName: "time"),
            transform: Moment.argument
        )
        var since: Moment

        @Option(
            help: ArgumentHelp("Stop before this time or @POSITION.", valueName: "time"),
            transform: Moment.argument
        )
        var until: Moment?

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let application = try global.openForThePast()
            let journal = application.journal
            let damage = DamageTally()
            let start = try since.announced("since", in: journal, damage: damage.tell)
            let end =
                try until?.announced("until", in: journal, damage: damage.tell)
                ?? journal.head().position
            let before = try past(application, start, damage)
            let after = try past(application, max(start, end), damage)
            let (library, catalog) = try before.readModel.read { old in
                try after.readModel.read { new in
                    (
                        try LibraryChanges(from: old, to: new),
                        try CatalogChanges(from: old, to: new)
                    )
                }
            }
            if json {
                try StandardOutput.json(DiffJSON(start, max(start, end), library, catalog))
            } else {
                library.write()
                catalog.write()
                if library.isEmpty && catalog.isEmpty { StandardError.line("psm: no changes") }
            }
            try damage.throwIfAny()
        }

        private func past(
            _ application: Application,
            _ position: Position,
            _ damage: DamageTally
        ) throws -> PastModel {
            let past = try application.past(
                before: position,
                .tables
            )
            for piece in past.damages { damage.tell(piece) }
            return past
        }
    }
}

private struct DiffJSON: Encodable {
    struct Playlist: Encodable {
        let provider: String
        let id: String
        let name: String
        /// `new`, `gone`, `renamed` or `there`.
        let state: String
        let formerName: String?
        let came: [String]
        let went: [String]
        let moved: Int
    }

    struct Match: Encodable {
        let provider: String
        let trackID: String
        let track: String
        let from: String?
        let to: String?
        /// The bytes of paths that are not UTF-8.
        let fromBase64: String?
        let toBase64: String?

        private enum CodingKeys: String, CodingKey {
            case provider, track, from, to, fromBase64, toBase64
            case trackID = "trackId"
        }
    }

    struct Decision: Encodable {
        let provider: String
        let trackID: String
        let track: String
        let kind: String
        let path: String
        let pathBase64: String?
        let isNew: Bool

        private enum CodingKeys: String, CodingKey {
            case provider, track, kind, path, pathBase64, isNew
            case trackID = "trackId"
        }
    }

    let sincePosition: UInt64
    let untilPosition: UInt64
    let files: LibraryChangesJSON
    let playlists: [Playlist]
    let matches: [Match]
    let decisions: [Decision]

    init(
        _ since: Position,
        _ until: Position,
        _ library: LibraryChanges,
        _ catalog: CatalogChanges
    ) {
        sincePosition = since.rawValue
        untilPosition = until.rawValue
        files = LibraryChangesJSON(library)
        playlists = catalog.playlists.map(Self.playlist)
        matches = catalog.matches.map(Self.match)
        decisions = catalog.decisions.map(Self.decision)
    }

    private static func match(_ match: CatalogChanges.Match) -> Match {
        let (from, to) = (match.old.map(PathJSON.init), match.new.map(PathJSON.init))
        return Match(
            provider: match.provider,
            trackID: match.trackID,
            track: match.track,
            from: from?.text,
            to: to?.text,
            fromBase64: from?.base64,
            toBase64: to?.base64
        )
    }

    private static func decision(_ decision: CatalogChanges.Decision) -> Decision {
        let path = PathJSON(decision.path)
        return Decision(
            provider: decision.provider,
            trackID: decision.trackID,
            track: decision.track,
            kind: decision.kind,
            path: path.text,
            pathBase64: path.base64,
            isNew: decision.isNew
        )
    }

    private static func playlist(_ playlist: CatalogChanges.Playlist) -> Playlist {
        var (state, former): (String, String?) = ("there", nil)
        switch playlist.state {
        case .new: state = "new"
        case .removed: state = "gone"
        case .renamed(let old): (state, former) = ("renamed", old)
        case .there: break
        }
        return Playlist(
            provider: playlist.provider,
            id: playlist.id,
            name: playlist.name,
            state: state,
            formerName: former,
            came: playlist.came,
            went: playlist.went,
            moved: playlist.movedCount
        )
    }
}
