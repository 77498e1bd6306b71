internal import FileIO
internal import SystemPackage

/// Does to a tree what people and programs do, at random and in a small world of names, so that
/// names meet again and again. What is not possible at the moment does not happen.
///
/// Whatever it holds open or shut, ``finish()`` closes and opens.
package struct RandomOperations {
    package struct Options: Sendable {
        /// Links to files and directories, loops among them.
        package var symlinks = true
        /// Files that come without being closed: names that a hard link gave.
        package var unclosed = true
        /// Several names of one file.
        package var hardLinks = true
        /// Nobody may read some files and directories for a while.
        package var permissions = true
        /// The root is renamed away for a while.
        package var hidesRoot = true

        package init() {}
    }

    package let tree: Tree
    /// Where things go and come from. It may be a second root.
    package let outside: Tree
    package let options: Options
    package var random: SeededRandom
    /// Files that had two names at a time, if only for a moment.
    package internal(set) var linkedInodes: Set<UInt64> = []
    /// Files that were written with their time kept. Whoever finds one elsewhere, of the same size,
    /// sees nothing but a rename.
    package internal(set) var retagged: Set<UInt64> = []
    /// Whether there is no root now.
    package internal(set) var isRootAway = false

    /// Since all was quiet.
    var hasHiddenRoot = false
    /// Those of the linked since all was quiet.
    var freshlyLinked: Set<UInt64> = []
    var census: Census
    var writers: [(writer: FileCalls.Writer, inode: UInt64)] = []
    var shut: [FilePath] = []
    private var contentCount = 0
    private var notes: [(what: String, paths: [FilePath])] = []

    static let directories: [[UInt8]] =
        ["", "a", "b", "a/b", "b/a", "c d", "a/b/c", "one.mp3", ".hidden", "half.tmp"].map {
            Array($0.utf8)
        } + [[0xE9, 0x21]]
    static let names: [[UInt8]] =
        ["one.mp3", "two.mp3", "three.flac", "x.tmp", ".two.mp3.Xy12Zw", "cover.jpg"].map {
            Array($0.utf8)
        } + [[0xFF] + Array(".mp3".utf8)]

    private typealias Operation = @Sendable (inout Self) throws -> Void

    private static let operations: [Operation] = weights.flatMap { weight, operation in
        Array(repeating: operation, count: weight)
    }
    private static let weights: [(Int, Operation)] = [
        (4, { try $0.create() }), (2, { try $0.rewrite() }), (2, { try $0.saveAtomically() }),
        (1, { try $0.replaceByOlder() }), (1, { try $0.retagKeepingTime() }),
        (1, { try $0.openSlowly() }), (2, { try $0.writeSlowly() }), (3, { try $0.renameFile() }),
        (1, { try $0.renameOver() }), (1, { try $0.swap() }), (2, { try $0.removeFile() }),
        (1, { try $0.link() }), (1, { try $0.renameByLink() }), (1, { try $0.linkUnnamed() }),
        (1, { try $0.linkSymbolically() }), (1, { try $0.makeDirectory() }),
        (1, { try $0.createNested() }), (2, { try $0.renameDirectory() }),
        (1, { try $0.copyDirectory() }), (1, { try $0.removeDirectory() }),
        (1, { try $0.moveOut() }), (2, { try $0.moveIn() }), (1, { try $0.shutAway() }),
        (1, { try $0.hideRoot() }),
    ]

    package init(
        _ tree: Tree,
        outside: Tree,
        random: SeededRandom,
        options: Options = Options()
    ) {
        self.tree = tree
        self.outside = outside
        self.random = random
        self.options = options
        census = Census([tree, outside])
    }

    /// What was done, for the comment of a failure.
    package var log: [String] {
        let prefixCount = tree.path.removingLastComponent().bytes.count + 1
        return notes.map { what, paths in
            let names = paths.map { path in
                // Links may lead anywhere.
                String(
                    decoding: path.isAbsolute ? path.bytes.dropFirst(prefixCount) : path.bytes[...],
                    as: UTF8.self
                )
            }
            return "\(what) " + names.joined(separator: " -> ")
        }
    }

    /// - Parameter census: the trees as they are now.
    package mutating func step(seeing census: Census) {
        self.census = census
        if isRootAway, random.chance(70) { return bringRootBack() }
        if isRootAway { return }
        do {
            try Self.operations[random.below(Self.operations.count)](&self)
        } catch {
            note("(\(error))")
        }
    }

    /// Closes what is open, opens what is shut, and brings the root back.
    package mutating func finish() {
        bringRootBack()
        freshlyLinked = []
        hasHiddenRoot = false
        for writer in writers { writer.writer.close() }
        writers = []
        if shut.isEmpty { return }
        for path in shut { try? FileCalls.setMode(path, 0o755) }
        // What was moved while it was shut.
        for directory in Census([tree, outside]).directories {
            try? FileCalls.setMode(FilePath(bytes: directory), 0o755)
        }
        shut = []
    }

    /// Makes the world that a seed begins with.
    package mutating func populate(files count: Int) {
        for _ in 0..<count { try? create() }
    }
}

// MARK: Choices

extension RandomOperations {
    mutating func note(_ what: String, _ paths: FilePath...) {
        notes.append((what, paths))
    }

    mutating func text() -> String {
        contentCount += 1
        return "\(contentCount)" + String(repeating: ".", count: random.below(20))
    }

    mutating func directory() -> FilePath {
        tree.absolute(Self.directories[random.below(Self.directories.count)])
    }

    mutating func path() -> FilePath {
        // `appending` takes no bytes.
        FilePath(bytes: directory().bytes + [0x2F] + Self.names[random.below(Self.names.count)])
    }

    /// A file that is there; mostly one of the library.
    mutating func file() throws -> FilePath {
        let inside = tree.path.bytes + [0x2F]
        let all = random.chance(85) ? census.wanted : census.files
        let paths = all.keys.filter { $0.starts(with: inside) }
        guard let path = random.pick(paths.sorted { $0.lexicographicallyPrecedes($1) }) else {
            throw Errno.noSuchFileOrDirectory
        }
        return FilePath(bytes: path)
    }

    mutating func existingDirectory(in tree: Tree) throws -> FilePath {
        let inside = tree.path.bytes + [0x2F]
        let paths = census.directories.filter { $0.starts(with: inside) }
        guard let path = random.pick(paths.sorted { $0.lexicographicallyPrecedes($1) }) else {
            throw Errno.noSuchFileOrDirectory
        }
        return FilePath(bytes: path)
    }

    mutating func outsidePath() -> FilePath {
        outside.absolute("\(random.below(3)).mp3")
    }

    func isOpen(_ path: FilePath) -> Bool {
        let inode = census.files[path.bytes]?.inode
        return writers.contains { $0.inode == inode }
    }

    func names(of path: FilePath) -> Int {
        let inode = census.files[path.bytes]?.inode
        return census.files.values.count { $0.inode == inode }
    }

    func makeParent(of path: FilePath) throws {
        try PosixFileSystem().createDirectories(path.removingLastComponent())
    }

    /// A file with several names is written only by one that is library, and once it had the time
    /// to become known: whoever hears of another name cannot know what else it changed.
    func writer(_ path: FilePath, appends: Bool) throws -> FileCalls.Writer {
        if names(of: path) > 1 {
            let isFresh = census.files[path.bytes].map { freshlyLinked.contains($0.inode) }
            if isFresh == true || census.wanted[path.bytes] == nil { throw Errno.permissionDenied }
        }
        return try FileCalls.Writer(path, appends: appends)
    }

    mutating func write(_ path: FilePath, appends: Bool = false) throws {
        let writer = try writer(path, appends: appends)
        defer { writer.close() }
        try writer.write(text())
    }
}
