import App
import ArgumentParser
import FileIO
import Matching
import Messages
import Projection
import Queries
import ReadModels
import SystemPackage
import Tags
import Watch

struct DiagnoseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnose",
        abstract: "Explain why a track has its file, or none, and what would change that.",
        discussion: """
            Name a track by its id, URI or link, or by words of its artists and title. For a file, \
            psm shows the tracks that it matches and similar ones that it does not. The answer \
            applies to the current settings and the library as of the last scan.
            """
    )

    private static let listedCount = 20

    @OptionGroup var global: GlobalOptions

    @Argument(
        help: ArgumentHelp(
            "A track's id, URI, link or words of its name; or a file.",
            valueName: "track-or-file"
        ),
        completion: .file()
    )
    var subject: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many other files or tracks to show.", valueName: "n")
    )
    var top = 5

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if top < 0 { throw ValidationError("--top takes a number of 0 or more.") }
    }

    private enum Found {
        case track(TrackDiagnosis)
        case file(FileDiagnosis)
    }

    func run() throws {
        let application = try global.openForReading()
            .upToDate(.named([MatchesProjector.name]))
        let damage = DamageTally()
        let times = DecisionTimes(application.journal, damage)
        let settings = application.settings.matching.matcher
        let text = DiagnosisText(settings: settings, times: times)
        switch try find(application) {
        case .track(let diagnosis):
            if json {
                try StandardOutput.json(TrackDiagnosisJSON(diagnosis, settings, times))
            } else {
                StandardOutput.write(try text.text(diagnosis))
            }
        case .file(let diagnosis):
            if json {
                try StandardOutput.json(FileDiagnosisJSON(diagnosis, settings, times))
            } else {
                StandardOutput.write(try text.text(diagnosis))
            }
        }
        try damage.throwIfAny()
    }

    // MARK: Finding the subject

    private func find(_ application: Application) throws -> Found {
        let settings = application.settings.matching.matcher
        return try application.readModel.read { db in
            let search = TrackSearch(db)
            do {
                let track = try search.named(subject)
                return .track(try TrackDiagnosis(of: track, settings: settings, limit: top, db))
            } catch NamingError.unknownTrack {
                // It may be a file, or words of a name.
            }
            let path = WorkingDirectory.absolute(subject)
            let file = try FileDiagnosis(
                ofFileAt: path.bytes,
                settings: settings,
                limit: top,
                db
            )
            if let file { return .file(file) }
            if let absence = try application.absence(of: path, isPath: subject.contains("/")) {
                throw CommandError(.noInput, absence)
            }
            let track = try onlyTrack(search)
            return .track(try TrackDiagnosis(of: track, settings: settings, limit: top, db))
        }
    }

    private func onlyTrack(_ search: TrackSearch) throws -> FoundTrack {
        let found = try search.containing(subject, limit: Self.listedCount + 1)
        guard let first = found.first else {
            throw CommandError(
                .noInput,
                "No playlist has a track with the id or name “\(Text.printable(subject))”, and "
                    + "there is no such file."
            )
        }
        if found.count == 1 { return first }
        let list = found.prefix(Self.listedCount).map { "  \($0.id)  \($0.name)\n" }.joined()
        let more = found.count > Self.listedCount ? "  and more\n" : ""
        throw CommandError(
            .noInput,
            "Several tracks match these words; name one by its id:\n"
                + String((list + more).dropLast())
        )
    }
}

extension FoundTrack {
    /// `Artist - Title`.
    var name: String {
        Text.printable(artist.isEmpty ? title : "\(artist) - \(title)")
    }
}

extension Application {
    /// A sentence that tells why a file is not in the library; nil if `path` neither is nor looks
    /// like a file.
    fileprivate func absence(of path: FilePath, isPath: Bool) throws -> String? {
        let name = Text.printable(path.string)
        guard let found = try PosixFileSystem().metadata(at: path, followSymlinks: true) else {
            return isPath
                ? "There is no file \(name), and there never was one in the library." : nil
        }
        if found.kind == .directory { return isPath ? "\(name) is a folder." : nil }
        if found.kind != .regular { return "\(name) is no regular file, so it is no music." }
        guard let root = settings.library.roots.first(where: { path.starts(with: $0) }) else {
            return "\(name) is not in any of the music folders (library.paths)."
        }
        var relative = path
        _ = relative.removePrefix(root)
        let below = relative.bytes
        let extensions = PathFilter(extensions: settings.library.extensions, ignorePatterns: [])
        let isNamedAudio = below.withUnsafeBytes { extensions.wants(fileAt: $0) }
        if !isNamedAudio {
            return "\(name) does not belong to the library: library.extensions does not list it."
        }
        let isWanted = below.withUnsafeBytes { filter().scoped(to: root).wants(fileAt: $0) }
        if !isWanted {
            return "\(name) does not belong to the library: library.ignore_patterns excludes it, "
                + "or it is in one of psm's own folders."
        }
        if !settings.library.followSymlinks, let link = try Self.link(on: relative, below: root) {
            return "\(name) does not belong to the library: \(Text.printable(link.string)) is a "
                + "symbolic link, and library.follow_symlinks is off."
        }
        if (try? isFilm(path)) == true {
            return "\(name) does not belong to the library: it has moving pictures."
        }
        return "\(name) is not in the library yet; psm scan adds it."
    }

    private func isFilm(_ path: FilePath) throws -> Bool {
        let request = TagRequest(
            path: path.bytes,
            followSymlinks: settings.library.followSymlinks
        )
        var isFilm = false
        try tagReader.read([request], cancellation) { _, reading in
            isFilm = reading.content == .film
        }
        return isFilm
    }

    /// The first symbolic link on a way below a root.
    private static func link(on relative: FilePath, below root: FilePath) throws -> FilePath? {
        var path = root
        for component in relative.components {
            path.append(component)
            let found = try PosixFileSystem().metadata(at: path, followSymlinks: false)
            if found?.kind == .symlink { return path }
        }
        return nil
    }
}
