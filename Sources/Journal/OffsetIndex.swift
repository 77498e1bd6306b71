import Synchronization

/// Where frames were met in each segment, so that a reader need not hop from its beginning.
///
/// In memory and disposable. An entry is only a place to try: `SegmentScanner.isOnTrack` says
/// whether it still holds, as another file may have the segment's name by now.
final class OffsetIndex: Sendable {
    struct Entry {
        var position: Position
        var offset: Int64
        var chain: UInt64?
        /// A segment that was packed again has other offsets.
        var generation: UInt32
    }

    /// The last entry of a segment moves until it is this far from the one before it.
    private static let strideBytes: Int64 = 256 << 10

    private let entries = Mutex<[Position: [Entry]]>([:])

    /// The last known place at or before `position`.
    func entry(in segment: Position, atOrBefore position: Position, generation: UInt32) -> Entry? {
        entries.withLock { entries in
            guard let known = entries[segment], known.first?.generation == generation else {
                return nil
            }
            var low = 0
            var high = known.count
            while low < high {
                let middle = (low + high) / 2
                if known[middle].position <= position { low = middle + 1 } else { high = middle }
            }
            return low > 0 ? known[low - 1] : nil
        }
    }

    func note(_ entry: Entry, in segment: Position) {
        entries.withLock { entries in
            var known = entries[segment] ?? []
            if known.first?.generation != entry.generation { known = [] }
            if let last = known.last, entry.offset <= last.offset { return }
            let previous = known.count > 1 ? known[known.count - 2].offset : 0
            if let last = known.last, last.offset - previous < Self.strideBytes {
                known[known.count - 1] = entry
            } else {
                known.append(entry)
            }
            entries[segment] = known
        }
    }

    func forget(_ segment: Position) {
        entries.withLock { $0[segment] = nil }
    }
}
