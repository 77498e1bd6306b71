internal import FileIO
internal import SystemPackage

/// Files, one name each.
extension RandomOperations {
    mutating func create() throws {
        let path = path()
        note("create", path)
        try makeParent(of: path)
        try write(path)
    }

    mutating func rewrite() throws {
        let path = try file()
        switch random.below(3) {
        case 0:
            note("append", path)
            try write(path, appends: true)
        case 1:
            note("overwrite", path)
            try write(path)
        default:
            note("truncate", path)
            let writer = try writer(path, appends: true)
            defer { writer.close() }
            try writer.truncate(toSizeBytes: Int64(random.below(2)))
        }
    }

    /// As editors and taggers do it, or as rsync does.
    mutating func saveAtomically() throws {
        let path = random.chance(60) ? try file() : path()
        let name = path.lastComponent.map { Array(FilePath(root: nil, [$0]).bytes) } ?? []
        let temporary = random.pick(
            of: name + Array(".tmp".utf8),
            [UInt8(ascii: ".")] + name + Array(".a1B2c3".utf8)
        )
        note("save", path)
        try makeParent(of: path)
        let other = FilePath(bytes: path.removingLastComponent().bytes + [0x2F] + temporary)
        try write(other)
        try PosixFileSystem().rename(other, to: path)
    }

    mutating func replaceByOlder() throws {
        let path = try file()
        let other = tree.absolute("older.tmp")
        note("replace by older", path)
        try write(other)
        try tree.setModificationTime(
            Array("older.tmp".utf8),
            nanoseconds: 1_000_000_000_000_000_000 + Int64(random.below(1_000_000_000))
        )
        try PosixFileSystem().rename(other, to: path)
    }

    mutating func retagKeepingTime() throws {
        let path = try file()
        note("retag, mtime kept", path)
        let before = try FileMetadata.of(path: path.bytes)
        try write(path)
        retagged.insert(before.inode)
        let folder = Tree(path.removingLastComponent())
        let name = path.lastComponent.map { FilePath(root: nil, [$0]).bytes } ?? []
        try folder.setModificationTime(name, nanoseconds: before.mtimeNanoseconds)
    }

    mutating func openSlowly() throws {
        let path = random.chance(50) ? try file() : path()
        // Whose writer closes elsewhere tells only that other name.
        guard names(of: path) < 2, writers.count < 3 else { return }
        note("open", path)
        try makeParent(of: path)
        let writer = try writer(path, appends: random.chance(50))
        try writer.write(text())
        writers.append((writer, try FileMetadata.of(path: path.bytes).inode))
    }

    mutating func writeSlowly() throws {
        guard !writers.isEmpty else { return }
        let index = random.below(writers.count)
        try writers[index].writer.write(text())
        if random.chance(50) { return note("write on") }
        note("close")
        writers.remove(at: index).writer.close()
    }

    mutating func renameFile() throws {
        let (from, to) = (try file(), path())
        note("rename", from, to)
        try makeParent(of: to)
        try PosixFileSystem().rename(from, to: to)
    }

    mutating func renameOver() throws {
        let (from, to) = (try file(), try file())
        note("rename over", from, to)
        try PosixFileSystem().rename(from, to: to)
    }

    mutating func swap() throws {
        let (one, other) = (try file(), try file())
        guard one != other else { return }
        if random.chance(50) {
            note("exchange", one, other)
            return try FileCalls.exchange(one, other)
        }
        note("swap", one, other)
        let temporary = tree.absolute("swap.tmp")
        try PosixFileSystem().rename(one, to: temporary)
        try PosixFileSystem().rename(other, to: one)
        try PosixFileSystem().rename(temporary, to: other)
    }

    mutating func removeFile() throws {
        let path = try file()
        note("remove", path)
        try PosixFileSystem().remove(path)
    }
}

/// Several names of one thing.
extension RandomOperations {
    mutating func link() throws {
        guard options.hardLinks else { return }
        let (from, to) = (try file(), path())
        if isOpen(from) { return }
        note("link", from, to)
        try makeParent(of: to)
        try link(from, to)
    }

    mutating func link(_ from: FilePath, _ to: FilePath) throws {
        let inode = try FileMetadata.of(path: from.bytes).inode
        linkedInodes.insert(inode)
        freshlyLinked.insert(inode)
        try FileCalls.link(from, to)
    }

    mutating func renameByLink() throws {
        guard options.unclosed else { return }
        let (from, to) = (try file(), path())
        if isOpen(from) { return }
        note("link and unlink", from, to)
        try makeParent(of: to)
        try link(from, to)
        try PosixFileSystem().remove(from)
    }

    mutating func linkUnnamed() throws {
        guard options.unclosed else { return }
        let path = path()
        note("name an unnamed file", path)
        try makeParent(of: path)
        try FileCalls.writeUnnamed(text(), in: tree.path, as: path)
    }

    mutating func linkSymbolically() throws {
        guard options.symlinks else { return }
        let link = FilePath(
            bytes: directory().bytes + Array(random.pick(of: "/l1", "/l2.mp3").utf8)
        )
        let target =
            switch random.below(6) {
            case 0: FilePath("nowhere")
            case 1: FilePath(".")
            case 5: link
            case 2: try file()
            default: try existingDirectory(in: tree)
            }
        note("symlink", link, target)
        try makeParent(of: link)
        try? PosixFileSystem().remove(link)
        try FileCalls.symlink(to: target, link)
    }
}
