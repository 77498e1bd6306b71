import EventsSupport
import FileIO
import Library
import LibrarySupport
import Projection
import SystemPackage
import TestSupport
import Testing
import Watch

/// The table in docs/identity.md, row by row: as a scan sees it after downtime, and as a watcher
/// sees it, with the renames that the kernel reports.
@Suite struct IdentityTableTests {
    private let library: TestLibrary
    private let reader = SongTagReader()
    private let one = Song()
    /// Of the same size.
    private let two = Song(
        title: "Lantern",
        artist: "Ida Moor",
        seconds: 300,
        track: 2,
        padding: "."
    )

    init() throws {
        library = try TestLibrary()
        library.reader = reader
        try library.music.write("A/one.mp3", one.bytes)
        try library.music.write("B/two.mp3", two.bytes)
    }

    private func prepare(alike: Bool) throws {
        if alike {
            #expect(one.bytes.count == two.bytes.count)
            for name in ["A/one.mp3", "B/two.mp3"] { try setTime(name, 1_700_000_000) }
        }
        try library.scan()
        var account = AccountFixture(tracks: ["t": "Lighthouse"])
        account.playlist("p", "Mix", "t")
        try library.importAccount(account.snapshot)
        try library.build()
        try library.pin("t", to: library.music.absolute("A/one.mp3"))
        try library.build()
        _ = reader.takePaths()
    }

    private func setTime(_ name: String, _ seconds: Int64) throws {
        try library.music.setModificationTime(
            Array(name.utf8),
            nanoseconds: seconds * 1_000_000_000
        )
    }

    private func time(_ name: String) throws -> Int64 {
        try library.music.metadata(Array(name.utf8)).mtimeNanoseconds
    }

    /// Another inode with the same bytes and mtime.
    private func renew(_ name: String) throws {
        let time = try time(name)
        let bytes = try library.music.read(name)
        try library.music.write("\(name).new", bytes)
        try library.music.setModificationTime(Array("\(name).new".utf8), nanoseconds: time)
        try library.music.rename("\(name).new", to: name)
    }

    private func replace(_ name: String, with song: Song) throws {
        try library.music.write("\(name).new", song.bytes)
        try library.music.rename("\(name).new", to: name)
    }

    private func swap(_ left: String, _ right: String) throws {
        try library.music.rename(left, to: "swap.new")
        try library.music.rename(right, to: left)
        try library.music.rename("swap.new", to: right)
    }

    /// Tags of a file that is not here: what the disk was when it was scanned.
    private func scanMeanwhile() throws { try library.scan() }

    /// - Returns: what is expected after a scan, and the renames that a watcher would be told.
    private func apply(_ edit: Edit) throws -> (
        Edit.Outcome, live: Edit.Outcome?, [(String, String)]
    ) {
        let music = library.music
        switch edit {
        case .renamed:
            try music.rename("A/one.mp3", to: "A/uno.mp3")
            return (
                kept("A/uno.mp3", "file.moved", isRead: false), nil, [("A/one.mp3", "A/uno.mp3")]
            )
        case .moved:
            try music.rename("A/one.mp3", to: "C/one.mp3")
            return (
                kept("C/one.mp3", "file.moved", isRead: false), nil, [("A/one.mp3", "C/one.mp3")]
            )
        case .folderRenamed:
            try music.rename("A", to: "C")
            return (kept("C/one.mp3", "file.moved", isRead: false), nil, [])
        case .touched:
            try setTime("A/one.mp3", 1_800_000_000)
            return (kept("A/one.mp3", "file.changed"), nil, [])
        case .permissionsChanged:
            try music.setPermissions("A/one.mp3", 0o600)
            return (kept("A/one.mp3", "file.touched"), nil, [])
        case .retagged:
            try music.write("A/one.mp3", Song(title: "Harbor", artist: "N. V.").bytes)
            return (kept("A/one.mp3", "file.changed"), nil, [])
        case .retaggedKeepingTime:
            let time = try time("A/one.mp3")
            try music.write("A/one.mp3", Song(title: "Harbows").bytes)
            try music.setModificationTime(Array("A/one.mp3".utf8), nanoseconds: time)
            return (kept("A/one.mp3", "file.changed"), nil, [])
        case .retaggedByReplacing:
            try replace("A/one.mp3", with: Song(title: "Harbor", artist: "N. V."))
            return (kept("A/one.mp3", "file.changed"), nil, [])
        case .retaggedAndRenamed:
            try music.write("A/one.mp3", Song(title: "Harbor", artist: "N. V.").bytes)
            try music.rename("A/one.mp3", to: "C/01 Harbor.mp3")
            return (
                kept("C/01 Harbor.mp3", "file.changed", "file.moved"), nil,
                [("A/one.mp3", "C/01 Harbor.mp3")]
            )
        case .replacedAndRenamed:
            try replace("A/one.mp3", with: Song(title: "Harbor", artist: "N. V."))
            try music.rename("A/one.mp3", to: "C/01 Harbor.mp3")
            return (
                lost(pin: nil, "file.added", "file.removed"),
                live: kept("C/01 Harbor.mp3", "file.changed", "file.moved"),
                [("A/one.mp3", "C/01 Harbor.mp3")]
            )
        default:
            return try applyFurther(edit)
        }
    }

    private func applyFurther(
        _ edit: Edit
    ) throws -> (Edit.Outcome, live: Edit.Outcome?, [(String, String)]) {
        let music = library.music
        switch edit {
        case .copiedBack:
            try renew("A/one.mp3")
            return (kept("A/one.mp3", "file.touched", isRead: false), nil, [])
        case .movedAcross:
            let time = try time("A/one.mp3")
            try music.write("C/one.mp3", one.bytes)
            try music.setModificationTime(Array("C/one.mp3".utf8), nanoseconds: time)
            try music.remove("A/one.mp3")
            return (kept("C/one.mp3", "file.moved"), nil, [])
        case .restored:
            let time = try time("A/one.mp3")
            try music.write("C/hold", [1])
            try music.remove("A/one.mp3")
            try scanMeanwhile()
            try music.write("A/uno.mp3", one.bytes)
            try music.setModificationTime(Array("A/uno.mp3".utf8), nanoseconds: time)
            return (kept("A/uno.mp3", "file.removed", "file.returned"), nil, [])
        case .returned:
            let away = try library.folder.tree("away")
            try music.move(Array("A/one.mp3".utf8), to: away, [0x61])
            try scanMeanwhile()
            try away.move([0x61], to: music, Array("C/uno.mp3".utf8))
            return (kept("C/uno.mp3", "file.removed", "file.returned"), nil, [])
        case .removed:
            try music.remove("A/one.mp3")
            return (lost(pin: nil, "file.removed"), nil, [])
        case .transcoded:
            try music.remove("A/one.mp3")
            try music.write("A/one.flac", one.bytes + Array("more".utf8))
            return (lost(pin: "A/one.flac", "file.added", "file.removed"), nil, [])
        case .transcodedAndRenamed:
            try music.remove("A/one.mp3")
            try music.write("C/01 Harbour.flac", one.bytes + Array("more".utf8))
            return (lost(pin: "C/01 Harbour.flac", "file.added", "file.removed"), nil, [])
        case .anotherRecording:
            try replace("A/one.mp3", with: Song(title: "Quay", artist: "Somebody", seconds: 90))
            return (lost(pin: nil, "file.added", "file.removed"), nil, [])
        case .anotherTitle:
            try replace("A/one.mp3", with: Song(title: "Quay", artist: "Somebody"))
            return (kept("A/one.mp3", "file.changed"), nil, [])
        default:
            return try applyInodeEdit(edit)
        }
    }

    private func applyInodeEdit(
        _ edit: Edit
    ) throws -> (Edit.Outcome, live: Edit.Outcome?, [(String, String)]) {
        let music = library.music
        switch edit {
        case .numberReused:
            let inode = try music.metadata(Array("A/one.mp3".utf8)).inode
            try music.remove("A/one.mp3")
            for number in 0..<64 {
                try music.write("C/\(number).mp3", Song(title: "Quay", seconds: 90).bytes)
                let found = try music.metadata(Array("C/\(number).mp3".utf8)).inode
                if found == inode { break }
                try music.remove("C/\(number).mp3")
            }
            let isUsed = try !library.music.files().filter { $0.value.inode == inode }.isEmpty
            return (lost(pin: nil, [isUsed ? "file.added" : "", "file.removed"]), nil, [])
        case .linked:
            try music.link(Array("A/one.mp3".utf8), to: Array("A/uno.mp3".utf8))
            return (kept("A/one.mp3", "file.added", "file.touched"), nil, [])
        case .linkedAndRemoved:
            try music.link(Array("A/one.mp3".utf8), to: Array("A/uno.mp3".utf8))
            try scanMeanwhile()
            try music.remove("A/one.mp3")
            return (
                lost(
                    pin: "A/uno.mp3",
                    "file.added",
                    "file.removed",
                    "file.touched",
                    "file.touched"
                ), nil, []
            )
        case .swapped:
            try swap("A/one.mp3", "B/two.mp3")
            return (kept("B/two.mp3", "file.moved", "file.moved", isRead: false), nil, [])
        case .swappedAlike:
            try swap("A/one.mp3", "B/two.mp3")
            return (kept("B/two.mp3", "file.moved", "file.moved"), nil, [])
        case .renumbered:
            for name in ["A/one.mp3", "B/two.mp3"] { try renew(name) }
            return (kept("A/one.mp3", "file.touched", "file.touched", isRead: false), nil, [])
        case .renumberedAlike:
            for name in ["A/one.mp3", "B/two.mp3"] { try renew(name) }
            return (kept("A/one.mp3", "file.touched", "file.touched"), nil, [])
        case .shuffled:
            // Each gets the other's inode: the bytes change places, and the names do, too.
            try music.write("A/one.mp3", two.bytes)
            try music.write("B/two.mp3", one.bytes)
            for name in ["A/one.mp3", "B/two.mp3"] { try setTime(name, 1_700_000_000) }
            try swap("A/one.mp3", "B/two.mp3")
            return (kept("A/one.mp3", "file.touched", "file.touched"), nil, [])
        default:
            return try applyCopyEdit(edit)
        }
    }

    private func applyCopyEdit(
        _ edit: Edit
    ) throws -> (Edit.Outcome, live: Edit.Outcome?, [(String, String)]) {
        let music = library.music
        switch edit {
        case .copiedAndRetagged:
            let time = try time("A/one.mp3")
            try music.write("A/1 copy.mp3", one.bytes)
            try music.setModificationTime(Array("A/1 copy.mp3".utf8), nanoseconds: time)
            try music.write("A/one.mp3", Song(title: "Harbor").bytes)
            return (kept("A/one.mp3", "file.added", "file.changed"), nil, [])
        case .copiedOver:
            let time = try time("B/two.mp3")
            try music.write("A/one.mp3", two.bytes)
            try music.setModificationTime(Array("A/one.mp3".utf8), nanoseconds: time)
            try music.remove("B/two.mp3")
            return (lost(pin: nil, "file.added", "file.removed", "file.removed"), nil, [])
        case .returnedEdited:
            let away = try library.folder.tree("away")
            try music.move(Array("A/one.mp3".utf8), to: away, [0x61])
            try scanMeanwhile()
            try away.write([0x61], Song(title: "Harbor", artist: "N. V.").bytes)
            try away.move([0x61], to: music, Array("C/uno.mp3".utf8))
            return (kept("C/uno.mp3", "file.removed", "file.returned"), nil, [])
        case .linkedAndRetagged:
            try music.link(Array("A/one.mp3".utf8), to: Array("A/1 link.mp3".utf8))
            try music.write("A/one.mp3", Song(title: "Harbor").bytes)
            return (kept("A/one.mp3", "file.added", "file.changed"), nil, [])
        default:
            preconditionFailure("every edit is applied")
        }
    }

    private func kept(_ place: String, _ events: String..., isRead: Bool = true) -> Edit.Outcome {
        Edit.Outcome(place: place, events: events, pin: place, isRead: isRead)
    }

    private func lost(pin: String?, _ events: String...) -> Edit.Outcome { lost(pin: pin, events) }

    private func lost(pin: String?, _ events: [String]) -> Edit.Outcome {
        Edit.Outcome(place: nil, events: events.filter { !$0.isEmpty }, pin: pin)
    }

    @Test(arguments: Edit.allCases, [false, true])
    func asTheTableSays(edit: Edit, isLive: Bool) throws {
        try prepare(alike: [.swappedAlike, .renumberedAlike, .shuffled].contains(edit))
        let id = try #require(try library.id("A/one.mp3"))
        let head = try library.head()
        let (downtime, live, renames) = try apply(edit)
        var request = ScanRequest()
        if isLive {
            request.scope = .hints([.directory(library.music.path)])
            request.renames = renames.map { from, to in
                HintMove(
                    from: .file(library.music.absolute(from)),
                    to: .file(library.music.absolute(to))
                )
            }
        }
        try library.scan(request)
        let expected = isLive ? live ?? downtime : downtime
        let isRead = !reader.takePaths().isEmpty
        #expect(try library.types(since: head).sorted() == expected.events.sorted())
        if let place = expected.place {
            #expect(try library.id(place) == id)
            #expect(isRead == expected.isRead)
        } else {
            #expect(
                try library.query("SELECT count(*) FROM library_files WHERE id = \(id)") == ["0"]
            )
        }
        try library.build()
        #expect(try pin() == expected.pin)
        #expect(try library.rows() == library.rowsOnDisk())
        #expect(try library.scan().hasChanges == false)
        // A replay comes to the same.
        _ = try library.runner.rebuild()
        #expect(try pin() == expected.pin)
    }

    @Test(arguments: Edit.allCases) func theTableIsInTheDocs(edit: Edit) throws {
        let sources = FilePath(#filePath).removingLastComponent().removingLastComponent()
        let page = sources.removingLastComponent().appending("docs/identity.md")
        let text = String(decoding: try PosixFileSystem().readAll(page), as: UTF8.self)
        #expect(text.contains("\n| \(edit.rawValue) |"))
    }

    private func pin() throws -> String? {
        let root = library.music.path.string + "/"
        return try library.query(
            """
            SELECT f.path FROM matches m JOIN library_files f ON f.id = m.file_id
            WHERE m.method = 'manual'
            """
        ).first.map { String($0.dropFirst(root.count)) }
    }
}
