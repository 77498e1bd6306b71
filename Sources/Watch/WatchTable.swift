/// The directory of each of the kernel's watches, and nothing more: a million files in 83,000
/// directories must fit in a few megabytes.
///
/// A watch keeps the watch of its parent and its own name, so that a renamed directory is one
/// changed entry, and all below it follow. Names lie in one block, which is packed again once half
/// of it is garbage.
struct WatchTable {
    /// What a directory lies in: another watched one, or it is the root of that index itself.
    enum Parent {
        case watch(Int32)
        case root(Int)
    }

    private struct Node {
        /// The parent's watch; below 0 it is a root: −1 the first, −2 the second …
        var parent: Int32
        var nameOffset: UInt32
        var nameCount: UInt16
        /// Which registration saw it last.
        var generation: UInt16
    }

    /// Deeper than any path the kernel takes; more is a loop made of stale entries.
    private static let depthLimit = 4_096

    private var nodes: [Int32: Node] = [:]
    private var names: [UInt8] = []
    private var garbageBytes = 0
    private var generation: UInt16 = 0

    var count: Int { nodes.count }

    func contains(_ watch: Int32) -> Bool { nodes[watch] != nil }

    /// Enters a watch, or moves one that is known. `name` is empty for a root.
    mutating func set(_ watch: Int32, parent: Parent, name: some Collection<UInt8>) {
        remove(watch)
        packIfWorthwhile()
        let offset = names.count
        names.append(contentsOf: name)
        let parentNumber =
            switch parent {
            case .watch(let watch): watch
            case .root(let index): Int32(-1 - index)
            }
        nodes[watch] = Node(
            parent: parentNumber,
            nameOffset: UInt32(offset),
            nameCount: UInt16(names.count - offset),
            generation: generation
        )
    }

    mutating func remove(_ watch: Int32) {
        guard let node = nodes.removeValue(forKey: watch) else { return }
        garbageBytes += Int(node.nameCount)
    }

    /// The root that a watch is beneath, and its path relative to it; `nil` for an unknown watch,
    /// or one with an unknown directory above it.
    func location(of watch: Int32) -> (root: Int, path: [UInt8])? {
        var chain: [Node] = []
        var current = watch
        while current >= 0 {
            guard let node = nodes[current], chain.count < Self.depthLimit else { return nil }
            chain.append(node)
            current = node.parent
        }
        var path: [UInt8] = []
        for node in chain.reversed().dropFirst() {
            if !path.isEmpty { path.append(.slash) }
            path += name(of: node)
        }
        return (Int(-1 - current), path)
    }

    /// The watch itself and all watches below it. Searches the whole table.
    func subtree(of top: Int32) -> [Int32] {
        nodes.keys.filter { watch in
            var current = watch
            for _ in 0..<Self.depthLimit {
                if current == top { return true }
                guard let node = nodes[current] else { return false }
                current = node.parent
            }
            return false
        }
    }

    /// Begins a registration: every watch that it does not ``set(_:parent:name:)`` counts as
    /// unseen.
    mutating func beginGeneration() {
        generation &+= 1
    }

    /// The watches that no registration has seen since ``beginGeneration()``.
    func unseen() -> [Int32] {
        nodes.filter { $0.value.generation != generation }.map(\.key)
    }

    private func name(of node: Node) -> ArraySlice<UInt8> {
        names[Int(node.nameOffset)..<(Int(node.nameOffset) + Int(node.nameCount))]
    }

    private mutating func packIfWorthwhile() {
        guard garbageBytes > 4_096, garbageBytes > names.count / 2 else { return }
        var packed: [UInt8] = []
        packed.reserveCapacity(names.count - garbageBytes)
        for (watch, node) in nodes {
            nodes[watch]?.nameOffset = UInt32(packed.count)
            packed += name(of: node)
        }
        names = packed
        garbageBytes = 0
    }
}
