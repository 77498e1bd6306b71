internal import Events

/// Which moves depend on one another: one goes where another came from, in a chain or in a circle.
enum MoveChains {
    /// - Returns: the indexes of the moves of each chain, in the order of the moves; every move is in
    ///   one.
    static func chains(of moves: [(from: LibraryPath, to: LibraryPath)]) -> [[Int]] {
        var leaving: [[UInt8]: Int] = [:]
        for (index, move) in moves.enumerated() { leaving[move.from.absolute] = index }
        // A forest: each points towards the first of its chain.
        var parents = Array(moves.indices)
        func root(of index: Int) -> Int {
            var index = index
            while parents[index] != index {
                parents[index] = parents[parents[index]]
                index = parents[index]
            }
            return index
        }
        for (index, move) in moves.enumerated() {
            guard let other = leaving[move.to.absolute] else { continue }
            let (left, right) = (root(of: index), root(of: other))
            parents[max(left, right)] = min(left, right)
        }
        var chains: [[Int]] = []
        var places: [Int: Int] = [:]
        for index in moves.indices {
            let root = root(of: index)
            if let place = places[root] {
                chains[place].append(index)
            } else {
                places[root] = chains.count
                chains.append([index])
            }
        }
        return chains
    }

    /// The moves that must wait because another file kept the name that they go to, and those that
    /// must wait for them in turn.
    ///
    /// - Parameter kept: names that their files did not leave.
    /// - Returns: their indexes, in the order of the moves.
    static func heldBack<Name: Hashable>(
        _ moves: [(from: Name, to: Name)],
        by kept: Set<Name>
    ) -> [Int] {
        if kept.isEmpty { return [] }
        var arriving: [Name: [Int]] = [:]
        for (index, move) in moves.enumerated() { arriving[move.to, default: []].append(index) }
        var names = Array(kept)
        var found: [Int] = []
        while let name = names.popLast() {
            for index in arriving.removeValue(forKey: name) ?? [] {
                found.append(index)
                names.append(moves[index].from)
            }
        }
        return found.sorted()
    }
}
