/// The directory of each of the kernel's watches, and nothing more: a million files in 83,000
/// directories must fit in a few megabytes.
///
/// A watch keeps the watch of its parent and its own name, so that a renamed directory is one
/// changed entry, and all below it follow. The kernel gives one watch for one directory, so where
/// links or binds lead to it as well, its watch has several places. Names lie in one block, which is
/// packed again once half of it is garbage.
struct WatchTable {
    /// What a directory lies in: another watched one, or it is the root of that index itself.
    enum Parent: Hashable {
        case watch(Int32)
        case root(Int)

        var isDirectory: Bool {
            if case .watch = self { true } else { false }
        }
    }

    struct Location: Equatable {
        let root: Int
        /// Relative to the root.
        let path: [UInt8]
    }

    private struct Place {
        /// The parent's watch; below 0 it is a root: −1 the first, −2 the second …
        var parent: Int32
        var nameOffset: UInt32
        var nameCount: UInt16
        /// Which registration saw it last.
        var generation: UInt16
    }

    /// Deeper than any path the kernel takes; more is a loop made of stale entries.
    private static let depthLimit = 4_096
    /// Links that lead to links multiply. What is beyond the limit, the next full scan finds.
    private static let locationLimit = 64
    /// The same for ways that lead to no root, and for how many links one way takes.
    private static let stepLimit = 100_000
    private static let branchLimit = 128

    private var first: [Int32: Place] = [:]
    private var others: [Int32: [Place]] = [:]
    private var names: [UInt8] = []
    private var garbageBytes = 0
    private var generation: UInt16 = 0

    var count: Int { first.count }

    func contains(_ watch: Int32) -> Bool { first[watch] != nil }

    // MARK: Places

    /// Enters a place of a watch; `name` is empty for a root. One that is known counts as seen.
    mutating func add(_ watch: Int32, parent: Parent, name: some Collection<UInt8>) {
        // Before any place is looked at: packing changes where its name is.
        packIfWorthwhile()
        guard var places = places(of: watch) else {
            first[watch] = place(parent, name)
            return
        }
        if let known = places.firstIndex(where: { isPlace($0, parent, name) }) {
            places[known].generation = generation
        } else {
            places.append(place(parent, name))
        }
        setPlaces(places, of: watch)
    }

    /// Removes a watch with all its places.
    mutating func remove(_ watch: Int32) {
        for place in places(of: watch) ?? [] { garbageBytes += Int(place.nameCount) }
        setPlaces([], of: watch)
    }

    /// Removes one place of a watch, which may have none then.
    mutating func remove(_ watch: Int32, parent: Parent, name: some Collection<UInt8>) {
        guard let places = places(of: watch) else { return }
        keep(places.filter { !isPlace($0, parent, name) }, of: watch, placeCount: places.count)
    }

    /// Where a watch lies: its parents and its names in them.
    func parents(of watch: Int32) -> [(parent: Parent, name: [UInt8])] {
        (places(of: watch) ?? []).map { place in
            let parent: Parent =
                place.parent < 0 ? .root(Int(-1 - place.parent)) : .watch(place.parent)
            return (parent, Array(name(of: place)))
        }
    }

    // MARK: Locations

    /// Where a watch's directory is, by each way that leads to it. None for an unknown watch, or one
    /// with no known directory above it.
    func locations(of watch: Int32) -> [Location] {
        var search = Search()
        collect(watch, &search)
        return search.found
    }

    /// Whether no way at all leads to a watch.
    func isUnreachable(_ watch: Int32) -> Bool {
        var seen: Set<Int32> = [watch]
        var pending = [watch]
        while let current = pending.popLast() {
            for place in places(of: current) ?? [] {
                if place.parent < 0 { return false }
                if seen.insert(place.parent).inserted { pending.append(place.parent) }
            }
        }
        return true
    }

    private struct Search {
        /// From a directory up to where the search is.
        var chain: [Place] = []
        /// Those on the way that have several places.
        var passed: [Int32] = []
        var stepsLeft = WatchTable.stepLimit
        var found: [Location] = []
    }

    private func collect(_ watch: Int32, _ search: inout Search) {
        let start = search.chain.count
        defer { search.chain.removeSubrange(start...) }
        // Most directories have one place, and so have those above them.
        var current = watch
        while others[current] == nil {
            search.stepsLeft -= 1
            guard let place = first[current], search.chain.count < Self.depthLimit,
                search.stepsLeft > 0
            else { return }
            search.chain.append(place)
            if place.parent < 0 { return search.found.append(location(at: search.chain)) }
            current = place.parent
        }
        // No directory is its own ancestor.
        if search.passed.contains(current) || search.passed.count >= Self.branchLimit { return }
        search.passed.append(current)
        defer { search.passed.removeLast() }
        for place in places(of: current) ?? [] where search.found.count < Self.locationLimit {
            search.stepsLeft -= 1
            if search.stepsLeft <= 0 { return }
            search.chain.append(place)
            if place.parent < 0 {
                search.found.append(location(at: search.chain))
            } else {
                collect(place.parent, &search)
            }
            search.chain.removeLast()
        }
    }

    /// - Parameter chain: from a directory up to a root.
    private func location(at chain: [Place]) -> Location {
        var path: [UInt8] = []
        for place in chain.reversed().dropFirst() {
            if !path.isEmpty { path.append(.slash) }
            path += name(of: place)
        }
        return Location(root: Int(-1 - (chain.last?.parent ?? -1)), path: path)
    }

    /// Removes the watches that no way leads to any more. Searches the whole table.
    ///
    /// - Returns: those that were removed.
    mutating func removeUnreachable() -> [Int32] {
        var children: [Int32: [Int32]] = [:]
        var pending: [Int32] = []
        for watch in first.keys {
            for place in places(of: watch) ?? [] {
                if place.parent < 0 {
                    pending.append(watch)
                } else {
                    children[place.parent, default: []].append(watch)
                }
            }
        }
        var reached = Set(pending)
        while let watch = pending.popLast() {
            for child in children[watch] ?? [] where reached.insert(child).inserted {
                pending.append(child)
            }
        }
        let unreachable = first.keys.filter { !reached.contains($0) }
        for watch in unreachable { remove(watch) }
        return unreachable
    }

    // MARK: Generations

    /// Begins a registration: every place that it does not ``add(_:parent:name:)`` counts as unseen.
    mutating func beginGeneration() {
        generation &+= 1
    }

    /// Removes the places that no registration has seen since ``beginGeneration()``, and the watches
    /// that no way leads to any more.
    ///
    /// - Returns: the watches that were removed.
    mutating func removeUnseen() -> [Int32] {
        var removed: [Int32] = []
        for watch in Array(first.keys) {
            guard let places = places(of: watch) else { continue }
            let seen = places.filter { $0.generation == generation }
            keep(seen, of: watch, placeCount: places.count)
            if seen.isEmpty { removed.append(watch) }
        }
        return removed + removeUnreachable()
    }

    // MARK: Storage

    private func places(of watch: Int32) -> [Place]? {
        guard let place = first[watch] else { return nil }
        return [place] + (others[watch] ?? [])
    }

    private mutating func setPlaces(_ places: [Place], of watch: Int32) {
        first[watch] = places.first
        others[watch] = places.count > 1 ? Array(places.dropFirst()) : nil
    }

    private mutating func keep(_ kept: [Place], of watch: Int32, placeCount: Int) {
        if kept.count == placeCount { return }
        let places = places(of: watch) ?? []
        let keptBytes = kept.reduce(0) { $0 + Int($1.nameCount) }
        garbageBytes += places.reduce(0) { $0 + Int($1.nameCount) } - keptBytes
        setPlaces(kept, of: watch)
    }

    private mutating func place(_ parent: Parent, _ name: some Collection<UInt8>) -> Place {
        let offset = names.count
        names.append(contentsOf: name)
        return Place(
            parent: Self.number(of: parent),
            nameOffset: UInt32(offset),
            nameCount: UInt16(names.count - offset),
            generation: generation
        )
    }

    private static func number(of parent: Parent) -> Int32 {
        switch parent {
        case .watch(let watch): watch
        case .root(let index): Int32(-1 - index)
        }
    }

    private func isPlace(
        _ place: Place,
        _ parent: Parent,
        _ name: some Collection<UInt8>
    ) -> Bool {
        place.parent == Self.number(of: parent) && self.name(of: place).elementsEqual(name)
    }

    private func name(of place: Place) -> ArraySlice<UInt8> {
        names[Int(place.nameOffset)..<(Int(place.nameOffset) + Int(place.nameCount))]
    }

    private mutating func packIfWorthwhile() {
        guard garbageBytes > 4_096, garbageBytes > names.count / 2 else { return }
        var packed: [UInt8] = []
        packed.reserveCapacity(names.count - garbageBytes)
        for watch in Array(first.keys) {
            var places = places(of: watch) ?? []
            for index in places.indices {
                let name = name(of: places[index])
                places[index].nameOffset = UInt32(packed.count)
                packed += name
            }
            setPlaces(places, of: watch)
        }
        names = packed
        garbageBytes = 0
    }
}
