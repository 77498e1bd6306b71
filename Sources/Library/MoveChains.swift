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
    /// - Returns: their indexes, in the order in which they were found.
    static func heldBack<Name: Hashable>(
        _ moves: [(from: Name, to: Name)],
        by kept: Set<Name>
    ) -> [Int] {
        var kept = kept
        var waiting = Array(moves.indices)
        var found: [Int] = []
        while !kept.isEmpty,
            let place = waiting.firstIndex(where: { kept.contains(moves[$0].to) })
        {
            let index = waiting.remove(at: place)
            kept.insert(moves[index].from)
            found.append(index)
        }
        return found
    }
}
