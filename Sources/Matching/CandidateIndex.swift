/// Maps candidate keys to the files that have them, for a full match in memory.
///
/// Compressed rows: the high bits of a key choose a bucket, and the buckets follow each other in
/// two flat arrays (12 bytes per entry, about 15 entries per file). Reading needs no lock, so many
/// tasks may share one index.
package struct CandidateIndex: Sendable {
    private let shift: UInt64
    /// Where each bucket begins in `keys` and `owners`; one element more than there are buckets.
    private let starts: [UInt32]
    private let keys: [UInt64]
    private let owners: [UInt32]

    /// - Parameter signatures: the files'; a candidate is a position in this array.
    package init(_ signatures: [TrackSignature]) {
        self.init(keyLists: signatures.count) { signatures[$0].keys }
    }

    /// The same, from lists of keys stored elsewhere: `keys(at)` for each of 0..<count.
    package init(keyLists count: Int, keys keysAt: (Int) -> [UInt64]) {
        var total = 0
        for owner in 0..<count {
            total += keysAt(owner).count
        }
        precondition(total < Int(UInt32.max), "an index holds fewer than 2^32 entries")
        let bits = max(1, Int.bitWidth - max(total, 1).leadingZeroBitCount)
        shift = UInt64(UInt64.bitWidth - bits)

        var starts = [UInt32](repeating: 0, count: (1 << bits) + 1)
        for owner in 0..<count {
            for key in keysAt(owner) {
                starts[Int(key >> shift) + 1] += 1
            }
        }
        for bucket in 1..<starts.count {
            starts[bucket] += starts[bucket - 1]
        }
        var next = starts
        var keys = [UInt64](repeating: 0, count: total)
        var owners = [UInt32](repeating: 0, count: total)
        for owner in 0..<count {
            for key in keysAt(owner) {
                let slot = Int(next[Int(key >> shift)])
                next[Int(key >> shift)] += 1
                keys[slot] = key
                owners[slot] = UInt32(owner)
            }
        }
        self.starts = starts
        self.keys = keys
        self.owners = owners
    }

    /// Fills `found` with the positions of the files that share a key with `signature`, ascending
    /// and each once. `found` is emptied first and keeps its capacity.
    package func candidates(for signature: TrackSignature, into found: inout [Int]) {
        found.removeAll(keepingCapacity: true)
        for key in signature.keys {
            let bucket = Int(key >> shift)
            var slot = Int(starts[bucket])
            let end = Int(starts[bucket + 1])
            while slot < end {
                if keys[slot] == key {
                    found.append(Int(owners[slot]))
                }
                slot += 1
            }
        }
        guard found.count > 1 else { return }
        found.sort()
        var kept = 1
        for position in 1..<found.count where found[position] != found[kept - 1] {
            found[kept] = found[position]
            kept += 1
        }
        found.removeLast(found.count - kept)
    }
}
