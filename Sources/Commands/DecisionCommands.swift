import App
import ArgumentParser
import Decisions
import Events
import FileIO
import GRDB
import Messages
import Queries
import ReadModels
import SystemPackage

struct SetMatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-match",
        abstract: "Pin a file to a track.",
        discussion: "The pin survives renames, new tags, rescans and new versions of psm."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The track's id, URI or link.")
    var track: String

    @Argument(help: "A file in the library.", completion: .file())
    var file: String

    @Flag(
        help: """
            Also pin the file to the same recording under other ids and at other providers: the \
            same ISRC, or the same title, artists, version and duration.
            """
    )
    var propagate = false

    func run() throws {
        let application = try global.open()
        let path = WorkingDirectory.absolute(file)
        var pinned: FoundTrack?
        var others: [(track: FoundTrack, outcome: Propagation.Outcome)] = []
        try application.decide { db in
            pinned = try TrackSearch(db).named(track)
            guard propagate else {
                return [try UserDecision(db).pin(track: track, file: path.bytes)]
            }
            let propagation = try Propagation(
                ofPin: track,
                to: path.bytes,
                settings: application.settings.matching.matcher,
                db
            )
            others = propagation.others
            return propagation.events
        }
        let pin = Text.printable("\(pinned?.spelledOut ?? track) → \(path.string)")
        StandardOutput.line("Pinned: \(pin). Run psm build to update the playlists.")
        for (other, outcome) in others {
            let name = "\(other.provider):\(other.id)  \(other.name)"
            StandardOutput.line("  \(outcome.words): \(Text.printable(name))")
        }
        if propagate, others.isEmpty {
            StandardOutput.line("No other track is the same recording.")
        }
    }
}

extension Propagation.Outcome {
    fileprivate var words: String {
        switch self {
        case .follows: "also pinned"
        case .isPinned: "already pinned"
        case .keepsItsPin: "keeps your pin of another file"
        case .keepsItsRejection: "keeps your rejection of this file"
        }
    }
}

struct RemoveMatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove-match",
        abstract: "Reject a track's current match for good."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The track's id, URI or link.")
    var track: String

    func run() throws {
        let application = try global.open()
        var rejected = (track: track, file: "that file")
        try application.decide { db in
            let event = try UserDecision(db).reject(track: track)
            rejected.track = try TrackSearch(db).named(track).spelledOut
            if let name = event.paths.first.flatMap({ FilePath(bytes: $0).lastComponent?.string }) {
                rejected.file = "“\(Text.printable(name))”"
            }
            return [event]
        }
        let shown = Text.printable(rejected.track)
        StandardOutput.line(
            "Rejected: \(shown) will not be matched with \(rejected.file) again. "
                + "Run psm build to update the playlists."
        )
    }
}

extension FoundTrack {
    /// `Artist – Title`, for sentences.
    fileprivate var spelledOut: String {
        Text.printable(artist.isEmpty ? title : "\(artist) – \(title)")
    }
}

extension Application {
    fileprivate func decide(_ decision: (Database) throws -> [Event]) throws {
        try Decision.make(runner, reading: MatchesProjector.name) { db, _ in try decision(db) }
        tellNotices()
    }
}
