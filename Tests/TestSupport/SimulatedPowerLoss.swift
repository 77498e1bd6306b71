import FileIO
import Synchronization

/// What power loss keeps of what was not synced.
package enum PowerLoss: CaseIterable, Sendable {
    case keepsNothing
    case keepsEverything
    /// Any subset of the changes, each as a whole.
    case keepsSomeChanges
    /// Any subset of the sectors that were written, and of the other changes.
    case keepsSomeSectors
}

extension SimulatedDisk {
    /// The disk after power was lost and came back: nothing is open, locked or failing. This one
    /// stays as it is.
    package func crash(_ loss: PowerLoss, seed: UInt64) -> SimulatedDisk {
        let before = state.withLock { $0.withoutMoments }
        var after = DiskState(seed: seed)
        after.inodes = before.inodes
        for index in after.inodes.indices {
            after.inodes[index].lose(loss, &after.random)
        }
        return SimulatedDisk(after)
    }
}

extension Inode {
    mutating func lose(_ loss: PowerLoss, _ random: inout SeededRandom) {
        lockHolder = nil
        if kind == .directory {
            for change in pendingNames where loss.keeps(&random) { change.apply(to: &durableNames) }
            pendingNames = []
            names = durableNames
        } else if kind == .regular {
            for change in pending { store(change, loss, &random) }
            pending = []
            hasLost = false
            bytes = durable
        }
    }

    /// Makes the change, or what `loss` keeps of it, durable.
    mutating func store(
        _ change: DataChange,
        _ loss: PowerLoss,
        _ random: inout SeededRandom
    ) {
        guard loss == .keepsSomeSectors, case .write(let offset, let written) = change else {
            if loss.keeps(&random) { change.apply(to: &durable) }
            return
        }
        let sectorBytes = 512
        // The size may have grown although the sectors did not come.
        let growsAnyway = random.chance(50)
        let end = offset + written.count
        if growsAnyway, durable.count < end { durable.resize(to: end) }
        var start = offset
        while start < end {
            let next = min(end, (start / sectorBytes + 1) * sectorBytes)
            if random.chance(50) {
                let part = Array(written[(start - offset)..<(next - offset)])
                DataChange.write(offset: start, bytes: part).apply(to: &durable)
            }
            start = next
        }
    }
}

extension PowerLoss {
    fileprivate func keeps(_ random: inout SeededRandom) -> Bool {
        switch self {
        case .keepsNothing: false
        case .keepsEverything: true
        case .keepsSomeChanges, .keepsSomeSectors: random.chance(50)
        }
    }
}

extension DiskState {
    mutating func write(_ bytes: Slice<UnsafeRawBufferPointer>, at offset: Int, to inode: Int) {
        let change = DataChange.write(offset: offset, bytes: Array(bytes))
        change.apply(to: &inodes[inode].bytes)
        inodes[inode].pending.append(change)
    }

    mutating func synchronize(_ inode: Int) {
        if inodes[inode].hasLost {
            for change in inodes[inode].pending { change.apply(to: &inodes[inode].durable) }
        } else {
            inodes[inode].durable = inodes[inode].bytes
        }
        inodes[inode].pending = []
    }

    /// A failed sync: what it did not store is clean in memory and never stored.
    mutating func losePending(of inode: Int) {
        let changes = inodes[inode].pending
        inodes[inode].pending = []
        inodes[inode].hasLost = true
        for change in changes { inodes[inode].store(change, .keepsSomeSectors, &random) }
    }
}
