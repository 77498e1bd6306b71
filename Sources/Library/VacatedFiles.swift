internal import Events

/// Known files that are not where they were: their path is unused, or may hold other bytes.
struct VacatedFiles {
    struct Entry {
        let file: KnownFile
        let path: LibraryPath
    }

    private struct Likeness: Hashable {
        let sizeBytes: UInt64
        let mtimeNanoseconds: Int64

        init(_ file: KnownFile) {
            sizeBytes = file.sizeBytes
            mtimeNanoseconds = file.mtimeNanoseconds
        }

        init(_ stat: FileStat) {
            sizeBytes = stat.sizeBytes
            mtimeNanoseconds = stat.mtimeNs
        }
    }

    /// By inode.
    private var entries: [Entry] = []
    private var ids: Set<UInt64> = []
    private var counts: [Likeness: Int] = [:]
    /// Indexes into `entries`, by likeness and tags.
    private var alike: [Likeness: [UInt64: [Int]]] = [:]

    mutating func add(_ file: KnownFile, _ root: [UInt8], _ path: [UInt8]) {
        entries.append(Entry(file: file, path: LibraryPath(root: root, path: path)))
    }

    /// Call it once all are added.
    mutating func sort() {
        entries.sort { ($0.file.inode, $0.file.id) < ($1.file.inode, $1.file.id) }
        ids = Set(entries.map(\.file.id))
        for (index, entry) in entries.enumerated() {
            let likeness = Likeness(entry.file)
            counts[likeness, default: 0] += 1
            alike[likeness, default: [:]][entry.file.tagsDigest, default: []].append(index)
        }
    }

    func has(_ id: UInt64) -> Bool { ids.contains(id) }

    func files(inode: UInt64) -> ArraySlice<Entry> {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].file.inode < inode { low = middle + 1 } else { high = middle }
        }
        return entries[low...].prefix { $0.file.inode == inode }
    }

    /// How many have this size and mtime.
    func count(like stat: FileStat) -> Int { counts[Likeness(stat)] ?? 0 }

    /// Those of this size, mtime and tags.
    func files(like stat: FileStat, tagsDigest: UInt64) -> [Entry] {
        (alike[Likeness(stat)]?[tagsDigest] ?? []).map { entries[$0] }
    }

    /// Those of a root that were found nowhere, by id.
    func left(in root: [UInt8], but taken: Set<UInt64>) -> [(file: KnownFile, path: LibraryPath)] {
        entries.filter { $0.path.root == root && !taken.contains($0.file.id) }
            .map { ($0.file, $0.path) }.sorted { $0.file.id < $1.file.id }
    }
}
