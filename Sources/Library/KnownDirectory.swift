/// The known files directly in the current directory of a walk, for the walk to check off, and the
/// directories with known files that it has not reached yet.
///
/// It uses the memory of the largest directory, whatever the size of the library.
struct KnownDirectory {
    private let root: [UInt8]
    private var path: [UInt8] = []
    private var table = KnownFileTable()
    /// Relative to the root.
    private var unseen: Set<[UInt8]> = []

    init(root: [UInt8]) {
        self.root = root
    }

    mutating func enter(_ path: [UInt8], _ known: any KnownFiles) throws {
        self.path = path
        unseen.remove(path)
        let prefix = path.isEmpty ? [] : path + [UInt8(ascii: "/")]
        var (table, unseen) = (table, unseen)
        self.table = KnownFileTable()
        self.unseen = []
        try known.forEachEntry(root: root, in: path) { name, file in
            if let file { table.add(name, file) } else { unseen.insert(prefix + name) }
        }
        (self.table, self.unseen) = (table, unseen)
    }

    /// - Returns: the known file of this name.
    mutating func see(_ name: UnsafeRawBufferPointer) -> KnownFile? {
        guard let index = table.index(of: name) else { return nil }
        table.markSeen(index)
        return table.entries[index].file
    }

    /// Passes the files that were not seen here to `body`.
    mutating func leave(_ body: (UnseenFile) -> Void) {
        for (index, entry) in table.entries.enumerated() where !entry.isSeen {
            let name = table.path(index)
            let file = path.isEmpty ? name : path + [UInt8(ascii: "/")] + name
            body(UnseenFile(path: file, file: entry.file))
        }
        table.removeAll()
    }

    /// The uppermost directories that hold known files and were never entered.
    mutating func takeUnseen() -> [[UInt8]] {
        defer { unseen = [] }
        return unseen.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

/// Counts the files of a walk, in total and below some directories.
struct FileCounts {
    private(set) var total = 0
    private let directories: [[UInt8]]
    private var counts: [Int]
    /// Which of the directories the walk is in.
    private var current: [Int] = []

    init(of directories: [[UInt8]]) {
        self.directories = directories
        counts = Array(repeating: 0, count: directories.count)
    }

    mutating func enter(_ path: [UInt8]) {
        if directories.isEmpty { return }
        current = directories.indices.filter { PathPrefix.contains(directories[$0], path) }
    }

    /// - Returns: the total count.
    mutating func add() -> Int {
        total += 1
        for index in current { counts[index] += 1 }
        return total
    }

    func count(below directory: [UInt8]) -> Int {
        directories.firstIndex(of: directory).map { counts[$0] } ?? total
    }
}
