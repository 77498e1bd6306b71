import Events
import FileIO
import Journal
import SystemPackage

/// Whether the journal and `library_files` say of a library what is true, and say it once.
struct StormAudit {
    /// In the tree and not in `library_files`, or with another size, time or inode there.
    private(set) var missedCount = 0
    /// The other way round.
    private(set) var inventedCount = 0
    /// Came where something was already, with nothing in between that made it go.
    private(set) var twiceCount = 0
    /// Went, moved or changed where nothing was.
    private(set) var baselessCount = 0
    /// Of files that nobody touched.
    private(set) var needlessCount = 0
    private(set) var eventCounts: [String: Int] = [:]

    private let installation: Installation
    private let untouched: Set<[UInt8]>
    private var occupied: Set<[UInt8]>
    private let start: Position

    /// - Parameter installation: before the storm; all that it knows then is left alone.
    init(_ installation: Installation) throws {
        self.installation = installation
        let database = try SQLiteFile(installation.database, isReadOnly: true)
        untouched = Set(try database.texts("SELECT path FROM library_files").map { Array($0.utf8) })
        occupied = untouched
        start = try installation.journal.head().position
    }

    var errorCount: Int {
        missedCount + inventedCount + twiceCount + baselessCount + needlessCount
    }

    var eventCount: Int { eventCounts.values.reduce(0, +) }

    mutating func run() throws {
        try readJournal()
        try compare()
    }

    // MARK: The journal

    private mutating func readJournal() throws {
        var decoder = EventDecoder()
        try installation.journal.read(from: start, damage: { _ in }) { append in
            var moves: [(from: [UInt8], to: [UInt8])] = []
            try append.forEachRecord { position, payload in
                let event = try decoder.decode(payload, at: position)
                eventCounts[event.typeName, default: 0] += 1
                if event.paths.contains(where: untouched.contains) { needlessCount += 1 }
                note(event, &moves)
            }
            // Those of one append apply as a set: names may have been exchanged.
            for move in moves { vacate(move.from) }
            for move in moves { occupy(move.to) }
            return .continue
        }
    }

    private mutating func note(_ event: Event, _ moves: inout [(from: [UInt8], to: [UInt8])]) {
        let paths = event.paths
        switch event.body {
        case .fileAdded, .fileReturned: occupy(paths[0])
        case .fileRemoved: vacate(paths[0])
        case .fileMoved: moves.append((paths[1], paths[0]))
        case .fileChanged, .fileTouched:
            if !occupied.contains(paths[0]) { baselessCount += 1 }
        default: break
        }
    }

    private mutating func occupy(_ path: [UInt8]) {
        if !occupied.insert(path).inserted { twiceCount += 1 }
    }

    private mutating func vacate(_ path: [UInt8]) {
        if occupied.remove(path) == nil { baselessCount += 1 }
    }

    // MARK: The tree

    private mutating func compare() throws {
        let database = try SQLiteFile(installation.database, isReadOnly: true)
        let rows = try database.texts(
            "SELECT size || ' ' || mtime_ns || ' ' || inode || ' ' || path FROM library_files"
        )
        let tree = Set(try Files.walk(installation.library).map(Self.row))
        missedCount = tree.subtracting(rows).count
        inventedCount = rows.count - tree.intersection(rows).count
    }

    private static func row(_ path: FilePath) throws -> String {
        let file = try FileMetadata.of(path: path.bytes)
        return "\(file.sizeBytes) \(file.mtimeNanoseconds) \(file.inode) \(path.string)"
    }
}
