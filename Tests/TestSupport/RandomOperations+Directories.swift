internal import FileIO
internal import SystemPackage

/// Directories, and files with them.
extension RandomOperations {
    mutating func makeDirectory() throws {
        let path = directory()
        note("mkdir", path)
        try PosixFileSystem().createDirectories(path)
    }

    /// Faster than any watch can be added.
    mutating func createNested() throws {
        var path = directory()
        note("nested", path)
        for name in ["a", "b", "c", "d"].prefix(1 + random.below(4)) {
            path.append(name)
            try PosixFileSystem().createDirectories(path)
            try write(path.appending("one.mp3"))
            if random.chance(40) { try write(path.appending("three.flac")) }
        }
    }

    mutating func renameDirectory() throws {
        let (from, to) = (try existingDirectory(in: tree), directory())
        note("rename", from, to)
        try makeParent(of: to)
        try PosixFileSystem().rename(from, to: to)
    }

    mutating func moveOut() throws {
        let from = random.chance(50) ? try file() : try existingDirectory(in: tree)
        let to = outsidePath()
        note("move out", from, to)
        try PosixFileSystem().rename(from, to: to)
    }

    mutating func moveIn() throws {
        let from = outsidePath()
        let isDirectory = census.directories.contains(from.bytes)
        let to = isDirectory ? directory() : path()
        note("move in", from, to)
        try makeParent(of: to)
        try PosixFileSystem().rename(from, to: to)
    }

    /// Like `cp -r`: each directory is made, and then filled.
    mutating func copyDirectory() throws {
        let from = try existingDirectory(in: tree)
        let to = directory()
        if to.starts(with: from) || from.starts(with: to) { return }
        note("copy", from, to)
        let content = Census([Tree(from)])
        try PosixFileSystem().createDirectories(to)
        for path in content.directories.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let relative = path.dropFirst(from.bytes.count)
            try PosixFileSystem().createDirectories(FilePath(bytes: to.bytes + relative))
        }
        for path in content.files.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            try write(FilePath(bytes: to.bytes + path.dropFirst(from.bytes.count)))
        }
    }

    mutating func removeDirectory() throws {
        let path = try existingDirectory(in: tree)
        note("remove all", path)
        Tree(path).removeAll()
    }

    mutating func shutAway() throws {
        guard options.permissions else { return }
        if let path = shut.last, random.chance(70) {
            note("open up", path)
            try FileCalls.setMode(path, 0o755)
            shut.removeLast()
            return
        }
        let path =
            switch random.below(8) {
            case 0 where !hasHiddenRoot: tree.path
            case 1...3: try file()
            default: try existingDirectory(in: tree)
            }
        note("shut", path)
        try FileCalls.setMode(path, 0)
        shut.append(path)
    }

    mutating func hideRoot() throws {
        // One that comes back shut is found when it is open, but not before the next interval.
        guard options.hidesRoot, random.chance(30), !shut.contains(tree.path) else { return }
        note("hide the root", tree.path)
        try PosixFileSystem().rename(tree.path, to: hiddenRoot)
        isRootAway = true
        hasHiddenRoot = true
    }

    mutating func bringRootBack() {
        guard isRootAway else { return }
        note("bring the root back")
        try? PosixFileSystem().rename(hiddenRoot, to: tree.path)
        isRootAway = false
    }

    private var hiddenRoot: FilePath {
        tree.path.removingLastComponent().appending("hidden-root")
    }
}
