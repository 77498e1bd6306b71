import App
import ArgumentParser
import FileIO
import GRDB
import Journal
import Messages
import Moments
import Projection
import Queries
import ReadModels
import SystemPackage

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the state of the journal, the library, the watcher and the matches."
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var past: PastOptions

    @Flag(help: "Show each projector with its checkpoint, lag and state.")
    var verbose = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let damage = DamageTally()
        let application = try past.look(
            global,
            .tables,
            damage
        )
        let status = try Status(application, damage)
        if json {
            try StandardOutput.json(status)
        } else {
            StandardOutput.write(status.text(verbose: verbose))
        }
        try damage.throwIfAny()
    }
}

/// The whole state, as `psm status --json` prints it.
struct Status: Encodable {
    struct Journal: Encodable {
        let id: String?
        let head: UInt64
        let segments: Int
        let bytes: Int64
    }

    struct Projector: Encodable {
        let name: String
        let version: Int
        let checkpoint: UInt64
        let lag: UInt64
        let state: String
        let error: String?
    }

    struct Root: Encodable {
        let path: String
        /// `present`, `unavailable`, or `new` if it was never scanned.
        let state: String
        let reason: String?
        let files: Int
        /// The type of a file system on which inotify misses changes made elsewhere, so that a
        /// watcher polls the root; nil for any other.
        let polledFor: String?
    }

    /// The process that watches the disk.
    struct Watch: Encodable {
        let pid: Int32
        let command: String
        let since: String
        /// The folders that are polled.
        let polled: [String]
    }

    struct Library: Encodable {
        let files: Int
        let roots: [Root]
        let errors: Errors
        /// By the last scan of all roots.
        let passedOver: [PassedOverMemo.Entry]
    }

    /// The files whose content is wrong; the first ones are named.
    struct Errors: Encodable {
        struct File: Encodable {
            let path: String
            let error: String
        }

        static let namedCount = 1_000
        let count: Int
        let files: [File]
    }

    struct Catalog: Encodable {
        let tracks: Int
        let playlists: Int
    }

    struct Matches: Encodable {
        let matched: Int
        let unmatched: Int
    }

    struct AsOf: Encodable {
        let position: UInt64
        /// The time of the last event before it.
        let time: String
    }

    /// nil for the present.
    let asOf: AsOf?
    let journal: Journal
    let projectors: [Projector]
    let library: Library
    /// nil if no process is watching.
    let watch: Watch?
    let catalog: Catalog
    let matches: Matches

    init(_ application: Application, _ damage: DamageTally) throws {
        let info = try application.journal.info()
        let head = application.limit.map { min($0, info.head.position) } ?? info.head.position
        asOf = try application.limit.map { _ in
            try AsOf(head, in: application.journal, damage)
        }
        journal = Journal(
            id: info.id?.description,
            head: head.rawValue,
            segments: info.segments.count,
            bytes: info.sizeBytes
        )
        // Projectors that publish files have no past of their own.
        let runner = application.runner
        let shown = (application.limit == nil ? ProjectorSelection.all : .tables)
            .names(of: runner.projectors)
        projectors = try runner.status().filter { shown.contains($0.name) }.map {
            Projector(
                name: $0.name,
                version: $0.version,
                checkpoint: $0.checkpoint.rawValue,
                lag: $0.lag,
                state: $0.state,
                error: $0.error
            )
        }
        let configured = application.settings.library.roots.map(\.string)
        let (counts, known, errors) = try application.readModel.read { db in
            try (
                LibraryCounts(db), KnownRootRow.fetchAll(db),
                FileErrors(db, limit: Errors.namedCount)
            )
        }
        let new = configured.filter { path in !known.contains { $0.path == path } }
        library = Library(
            files: counts.files,
            roots: known.map {
                Root(
                    path: $0.path,
                    state: $0.state,
                    reason: $0.reason,
                    files: $0.files,
                    polledFor: Self.silentType($0.path)
                )
            }
                + new.map {
                    Root(
                        path: $0,
                        state: "new",
                        reason: nil,
                        files: 0,
                        polledFor: Self.silentType($0)
                    )
                },
            errors: Errors(
                count: errors.count,
                files: errors.first.map { .init(path: $0.path, error: $0.error) }
            ),
            passedOver: application.limit == nil
                ? PassedOverMemo(dataDirectory: application.dataDirectory).entries() : []
        )
        watch = WatchLock.holder(in: application.dataDirectory).map {
            Watch(pid: $0.pid, command: $0.command, since: $0.since, polled: $0.polled)
        }
        catalog = Catalog(tracks: counts.tracks, playlists: counts.playlists)
        matches = Matches(matched: counts.matched, unmatched: counts.unmatched)
    }
}

extension Status {
    private static func silentType(_ path: String) -> String? {
        let type = try? FileSystemType(of: FilePath(path))
        return type.flatMap { $0.isSilent ? $0.name : nil }
    }
}

extension Status.Projector {
    private enum CodingKeys: CodingKey {
        case name, version, checkpoint, lag, state, error
    }

    /// `error` is always present, null if there is none.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(version, forKey: .version)
        try container.encode(checkpoint, forKey: .checkpoint)
        try container.encode(lag, forKey: .lag)
        try container.encode(state, forKey: .state)
        try container.encode(error, forKey: .error)
    }
}

extension Status.Journal {
    private enum CodingKeys: CodingKey {
        case id, head, segments, bytes
    }

    /// `id` is always present, null if nothing has been recorded yet.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(head, forKey: .head)
        try container.encode(segments, forKey: .segments)
        try container.encode(bytes, forKey: .bytes)
    }
}

extension Status.AsOf {
    init(_ head: Position, in journal: RecordedJournal, _ damage: DamageTally) throws {
        position = head.rawValue
        var last = JournalTime(nanosecondsSinceEpoch: 0)
        let all = try EventFilter(types: [], paths: [])
        let start = try EventSearch(journal: journal, filter: all, damage: damage.tell)
            .position(ofLast: 1, from: .zero, upTo: head)
        try journal.read(from: start, upTo: head, damage: damage.tell) { append in
            last = append.journalTime
            return .stop
        }
        time = ISO8601.text(last)
    }
}

extension Status.Errors {
    /// Lines below those of the library; empty without errors.
    fileprivate var text: String {
        if count == 0 { return "" }
        let shownCount = 5
        let verb = count == 1 ? "has" : "have"
        let them = count == 1 ? "it" : "them"
        var text = "          \(Style.red("\(Text.count(count, "file")) \(verb) an error")); "
        text += "psm scan --deep reads \(them) again\n"
        for file in files.prefix(shownCount) {
            text += "            \(Text.printable(file.path)): \(Text.printable(file.error))\n"
        }
        if count > shownCount {
            text += "            and \(Text.count(count - shownCount)) more: "
            text += "psm sql 'SELECT path, error FROM library_files WHERE error IS NOT NULL'\n"
        }
        return text
    }
}

extension Status.Watch {
    fileprivate var text: String {
        let list = polled.isEmpty ? "" : "; polled: " + polled.joined(separator: ", ")
        return "\(command) (process \(pid), since \(since))\(list)"
    }
}

extension Status {
    fileprivate func text(verbose: Bool) -> String {
        // Not a number of events: some positions may be lost.
        var text = "\(Style.bold("journal"))   at position \(Text.count(Int(journal.head))) in "
        text +=
            "\(Text.count(journal.segments, "segment")), \(Text.count(Int(journal.bytes))) bytes\n"
        text += "\(Style.bold("library"))   \(Text.count(library.files, "file"))\n"
        for root in library.roots {
            let isPresent = root.state == RootState.present
            let state = isPresent ? Style.green(root.state) : Style.red(root.state)
            let reason = root.reason.map { ": \($0)" } ?? ""
            let polled = root.polledFor.map { ", on \($0): watchers poll it" } ?? ""
            text += "          \(root.path) \(state)\(reason), \(Text.count(root.files, "file"))"
            text += "\(polled)\n"
        }
        text += library.errors.text
        if !library.passedOver.isEmpty {
            text += "          passed over: \(library.passedOver.clause)\n"
        }
        text += "\(Style.bold("watch"))     \(watch?.text ?? Self.notWatching)\n"
        text += "\(Style.bold("catalogue")) \(Text.count(catalog.tracks, "track")), "
        text += "\(Text.count(catalog.playlists, "playlist"))\n"
        text += "\(Style.bold("matches"))   \(Text.count(matches.matched)) matched, "
        text += "\(Text.count(matches.unmatched)) unmatched\n"
        let isUpToDate = projectors.allSatisfy { $0.lag == 0 && $0.error == nil }
        if isUpToDate { text += "\(Style.bold("state"))     \(Style.green("up to date"))\n" }
        // Whatever is behind or stopped is shown without being asked for.
        for projector in projectors where verbose || !isUpToDate {
            let state = projector.error.map { Style.red("\(projector.state) \($0)") }
            let name = projector.name
            let padding = String(repeating: " ", count: max(1, 15 - name.count))
            text += "  \(name)\(padding)at \(projector.checkpoint), lag \(projector.lag)"
            text += state.map { ", \($0)\n" } ?? ", \(projector.state)\n"
        }
        return text
    }

    private static let notWatching =
        "not watching (psm build --watch, or psm service install)"
}
