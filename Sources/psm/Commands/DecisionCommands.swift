import ArgumentParser
import Events
import FileIO
import Projectors
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

    func run() throws {
        let application = try global.open()
        let path = WorkingDirectory.absolute(file)
        try application.decide { try $0.pin(track: track, file: path.bytes) }
        StandardOutput.line("From now on \(path.string) stands for the track \(track).")
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
        try application.decide { try $0.reject(track: track) }
        StandardOutput.line("The track \(track) will not be matched with that file again.")
    }
}

extension Application {
    fileprivate func decide(_ decision: (UserDecision) throws -> Event) throws {
        do {
            try Decision.make(runner, reading: Stage.match) { db, _ in
                [try decision(UserDecision(db))]
            }
        } catch let failure as UserDecision.Failure {
            throw CommandError(code: Failure.noInput, message: "\(failure)")
        }
        tellNotices()
    }
}
