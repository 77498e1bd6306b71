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
        abstract: "Say which file is the one for a track.",
        discussion: "The choice outlives renames, new tags, new scans and new versions of psm."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The track's id, URI or link.")
    var track: String

    @Argument(help: "A file of the library.", completion: .file())
    var file: String

    @Flag(
        help: """
            Say the same of the same recording in other playlists and at other providers: the same \
            ISRC, or the same title, artists, version and duration.
            """
    )
    var propagate = false

    func run() throws {
        let application = try global.open()
        let path = WorkingDirectory.absolute(file)
        var others: [(track: FoundTrack, outcome: Propagation.Outcome)] = []
        try application.decide { db in
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
        StandardOutput.line("From now on \(path.string) stands for the track \(track).")
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
        case .follows: "also for"
        case .isPinned: "pinned before"
        case .keepsItsPin: "keeps the other file that you pinned"
        case .keepsItsRejection: "keeps your rejection of this file"
        }
    }
}

struct RemoveMatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove-match",
        abstract: "Say that the file a track has now is not the one, and never will be."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The track's id, URI or link.")
    var track: String

    func run() throws {
        let application = try global.open()
        try application.decide { [try UserDecision($0).reject(track: track)] }
        StandardOutput.line("The track \(track) will not be matched with that file again.")
    }
}

extension Application {
    fileprivate func decide(_ decision: (Database) throws -> [Event]) throws {
        try Decision.make(runner, reading: MatchesProjector.name) { db, _ in try decision(db) }
        tellNotices()
    }
}
