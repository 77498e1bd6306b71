internal import Digests

/// Known files by name, for a walk to check off.
///
/// Names are stored end to end in one buffer, and a file is found by the digest of its name: a
/// hundred thousand files take a few large blocks instead of an allocation each.
struct KnownFileTable {
    struct Entry {
        var file: KnownFile
        fileprivate let pathStart: Int
        fileprivate let pathCount: Int
        var isSeen = false
    }

    private var paths: [UInt8] = []
    private(set) var entries: [Entry] = []
    /// Indexes into `entries`, -1 if free; a power of two slots, at most half of them used.
    private var slots: [Int32] = Array(repeating: -1, count: 64)

    mutating func add(_ path: UnsafeRawBufferPointer, _ file: KnownFile) {
        if entries.count * 2 >= slots.count { grow() }
        let start = paths.count
        paths.append(contentsOf: path)
        place(Int32(entries.count), XXHash64.hash(path))
        entries.append(Entry(file: file, pathStart: start, pathCount: path.count))
    }

    func index(of path: UnsafeRawBufferPointer) -> Int? {
        var slot = Int(truncatingIfNeeded: XXHash64.hash(path)) & (slots.count - 1)
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if holds(index, path) { return index }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    mutating func markSeen(_ index: Int) {
        entries[index].isSeen = true
    }

    func path(_ index: Int) -> [UInt8] {
        let entry = entries[index]
        return Array(paths[entry.pathStart..<entry.pathStart + entry.pathCount])
    }

    mutating func removeAll() {
        if entries.isEmpty { return }
        paths.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = -1 }
    }

    private func holds(_ index: Int, _ path: UnsafeRawBufferPointer) -> Bool {
        let entry = entries[index]
        guard entry.pathCount == path.count else { return false }
        return paths.withUnsafeBytes {
            $0[entry.pathStart..<entry.pathStart + entry.pathCount].elementsEqual(path)
        }
    }

    private mutating func place(_ index: Int32, _ digest: UInt64) {
        var slot = Int(truncatingIfNeeded: digest) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = index
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for index in entries.indices {
            let entry = entries[index]
            let digest = paths.withUnsafeBytes {
                XXHash64.hash(
                    UnsafeRawBufferPointer(
                        rebasing: $0[entry.pathStart..<entry.pathStart + entry.pathCount]
                    )
                )
            }
            place(Int32(index), digest)
        }
    }
}

/// Paths relative to a root, as bytes.
enum PathPrefix {
    /// Whether `path` is `directory` or below it; the root is the empty directory.
    static func contains(_ directory: [UInt8], _ path: some Collection<UInt8>) -> Bool {
        if directory.isEmpty { return true }
        guard path.count >= directory.count, path.starts(with: directory) else { return false }
        let rest = path.dropFirst(directory.count)
        return rest.isEmpty || rest.first == UInt8(ascii: "/")
    }

    /// The directory that holds `path`; the root's is the empty one.
    static func parent(of path: [UInt8]) -> [UInt8] {
        path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[..<$0]) } ?? []
    }
}
