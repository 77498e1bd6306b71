internal import FileIO

/// Makes the changes to a tree that people and programs make, at random.
///
/// It can: write a new file (as one of a few songs), tag one anew with or without its mtime kept,
/// replace one by an older file, rename, swap two, turn three round, link, rename a directory, move
/// a file out of sight and back under the same or another name, delete, and put a directory where a
/// file was and the other way round. Names are the awkward ones among those that Linux allows.
package struct RandomTree {
    package let tree: Tree
    package var random: SeededRandom
    private let away: Tree
    private var awayCount = 0
    /// What was done, for the comment of a failure.
    package private(set) var log: [String] = []

    package static let songs: [AudioFixture] = (0..<10).map { number in
        AudioFixture(
            title: [
                "Harbour", "夜の歌", "Свет", "Ísbláminn", "Rain", "#1 Crush", "A \"Quote\"",
                "Harbour (Live)", "Low Tide", "Sólin",
            ][number],
            artists: [["Nora Vale", "山田", "Ágústa Lind"][number % 3]],
            album: "Album \(number / 4)",
            isrc: number % 4 == 0 ? "QZPSM190000\(number)" : "",
            durationMilliseconds: 100_000 + number * 20_000
        )
    }

    private static let directories: [[UInt8]] = [
        [], Array("a".utf8), Array("a/b".utf8), Array("c d".utf8), [0xE9, 0x21],
        Array("x.flac".utf8),
    ]
    private static let names: [[UInt8]] =
        [
            "one", "two", "three", "x", "caf\u{E9}", "cafe\u{301}", "line\nbreak", "\"q'uote\"",
            "# hash", "  spaces ", "a\\b", "percent%20", "❌",
        ].map { Array($0.utf8) } + [
            [0xFF, 0x41], [0xC3, 0x28], Array(repeating: UInt8(ascii: "n"), count: 240),
        ]

    package init(_ tree: Tree, away: Tree, random: SeededRandom) {
        self.tree = tree
        self.away = away
        self.random = random
    }

    package mutating func change() throws {
        let files = try audio()
        guard let file = random.pick(files), files.count > 2 else { return try add() }
        switch random.below(16) {
        case 0...3: try add()
        case 4: try retag(file, keepsTime: random.chance(50))
        case 5: try replaceByOlder(file)
        case 6...7: try rename(file, to: freePath())
        case 8: try rotate(Array(files.shuffled(using: &random).prefix(2)))
        case 9: try rotate(Array(files.shuffled(using: &random).prefix(3)))
        case 10: try renameDirectory(of: file)
        case 11...12: try bringBackOrHide(file, files)
        case 13: try link(file)
        case 14: try turnIntoDirectory(file)
        default: try delete(file)
        }
    }

    private func audio() throws -> [[UInt8]] {
        try tree.files().keys.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private mutating func freePath() throws -> [UInt8] {
        while true {
            let directory = Self.directories[random.below(Self.directories.count)]
            let name = Self.names[random.below(Self.names.count)]
            let suffix = random.chance(20) ? String(random.below(100)) : ""
            let path =
                (directory.isEmpty ? [] : directory + [0x2F]) + name.prefix(240)
                + Array((suffix + (random.chance(70) ? ".flac" : ".mp3")).utf8)
            if try isFree(path) { return path }
        }
    }

    /// Nothing is there, and nothing on the way is a file.
    private func isFree(_ path: [UInt8]) throws -> Bool {
        var parts = path.split(separator: 0x2F).map(Array.init)
        if (try? tree.metadata(path)) != nil { return false }
        while parts.count > 1 {
            parts.removeLast()
            let above = [UInt8](parts.joined(separator: [0x2F]))
            if let found = try? tree.metadata(above), found.kind != .directory { return false }
        }
        return true
    }

    private mutating func bytes(for path: [UInt8]) -> [UInt8] {
        if random.chance(5) { return Array("not audio \(random.below(1_000))".utf8) }
        var song = Self.songs[random.below(Self.songs.count)]
        song.trackNumber = random.below(20)
        return path.suffix(4).elementsEqual(".mp3".utf8) ? song.mp3() : song.flac()
    }

    // MARK: Changes

    private mutating func add() throws {
        let path = try freePath()
        try tree.write(path, bytes(for: path))
        note("add", path)
    }

    private mutating func retag(_ path: [UInt8], keepsTime: Bool) throws {
        let before = try tree.metadata(path)
        try tree.write(path, bytes(for: path))
        if keepsTime { try tree.setModificationTime(path, nanoseconds: before.mtimeNanoseconds) }
        note(keepsTime ? "retag, mtime kept" : "retag", path)
    }

    private mutating func replaceByOlder(_ path: [UInt8]) throws {
        let temporary = Array("new.tmp".utf8)
        try tree.write(temporary, bytes(for: path))
        try tree.setModificationTime(
            temporary,
            nanoseconds: 1_000_000_000_000_000_000 + Int64(random.below(1_000_000))
        )
        try tree.rename(temporary, to: path)
        note("replace by older", path)
    }

    private mutating func rename(_ path: [UInt8], to target: [UInt8]) throws {
        try tree.rename(path, to: target)
        note("rename", path, target)
    }

    /// The first takes the place of the second, and so on round.
    private mutating func rotate(_ paths: [[UInt8]]) throws {
        let temporary = Array("rotate.tmp".utf8)
        try tree.rename(paths[0], to: temporary)
        for (target, source) in zip(paths, paths.dropFirst()) {
            try tree.rename(source, to: target)
        }
        try tree.rename(temporary, to: paths[paths.count - 1])
        note("rotate", paths.flatMap { $0 + [0x20] })
    }

    private mutating func renameDirectory(of path: [UInt8]) throws {
        guard let slash = path.firstIndex(of: 0x2F) else { return }
        let target = Array("dir\(random.below(20))".utf8)
        guard (try? tree.metadata(target)) == nil else { return }
        try tree.rename(Array(path[..<slash]), to: target)
        note("rename directory", Array(path[..<slash]), target)
    }

    private mutating func bringBackOrHide(_ path: [UInt8], _ files: [[UInt8]]) throws {
        let hidden = try away.files().keys.sorted { $0.lexicographicallyPrecedes($1) }
        if let old = random.pick(hidden), random.chance(60) {
            // The hidden name tells where it was: a number, a dash, and the path in hex.
            let digits = old.drop { $0 != 0x2D }.dropFirst()
            let origin = Self.unhex(digits)
            let target = try random.chance(50) && isFree(origin) ? origin : freePath()
            try away.move(old, to: tree, target)
            note("return", origin, target)
        } else if path.count < 100 {
            awayCount += 1
            let name = Array("\(awayCount)-".utf8) + Self.hex(path)
            try tree.move(path, to: away, name)
            note("hide", path)
        }
    }

    private mutating func link(_ path: [UInt8]) throws {
        let target = try freePath()
        try tree.write(target, [])
        try tree.remove(target)
        try tree.link(path, to: target)
        note("link", path, target)
    }

    private mutating func turnIntoDirectory(_ path: [UInt8]) throws {
        try tree.remove(path)
        let child = path + Array("/inside.flac".utf8)
        try tree.write(child, bytes(for: child))
        note("directory instead of", path)
    }

    private mutating func delete(_ path: [UInt8]) throws {
        if random.chance(30), let slash = path.firstIndex(of: 0x2F) {
            Tree(tree.absolute(Array(path[..<slash]))).removeAll()
            note("delete directory", Array(path[..<slash]))
            if random.chance(50) {
                let file = Array(path[..<slash])
                try tree.write(file, bytes(for: file))
                note("file instead of", file)
            }
        } else {
            try tree.remove(path)
            note("delete", path)
        }
    }

    private mutating func note(_ what: String, _ paths: [UInt8]...) {
        let paths = paths.map { String(decoding: $0, as: UTF8.self) }
        log.append("\(what) " + paths.joined(separator: " -> "))
    }

    private static func hex(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { byte in
            [byte >> 4, byte & 15].map { $0 < 10 ? 0x30 + $0 : 0x57 + $0 }
        }
    }

    private static func unhex(_ digits: some Collection<UInt8>) -> [UInt8] {
        let values = digits.map { $0 < 0x40 ? $0 - 0x30 : $0 - 0x57 }
        return stride(from: 0, to: values.count - 1, by: 2).map {
            values[$0] << 4 | values[$0 + 1]
        }
    }
}
