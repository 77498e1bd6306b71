internal import Events

/// The files whose tags are to be read, in the order of the walk.
///
/// There may be a million. What a walk saw of them is kept once; a reading is made when its turn comes.
struct PlannedReadings: RandomAccessCollection, Sendable {
    typealias Kind = ScanPlan.Reading.Kind

    /// The files of one walk.
    private struct Part: Sendable {
        let start: Int
        let root: [UInt8]
        let sightings: [Sighting]
        let numbers: [Int32]
        let kinds: [Int32: Kind]
    }

    private var parts: [Part] = []

    let startIndex = 0
    private(set) var endIndex = 0

    /// - Parameters:
    ///   - numbers: which of the sightings are to be read.
    ///   - kinds: what they are, by number; the others are new.
    mutating func append(
        of walk: ScanWalk,
        numbers: [Int32],
        kinds: [Int32: Kind]
    ) {
        if numbers.isEmpty { return }
        parts.append(
            Part(
                start: endIndex,
                root: walk.root,
                sightings: walk.sightings,
                numbers: numbers,
                kinds: kinds
            )
        )
        endIndex += numbers.count
    }

    subscript(position: Int) -> ScanPlan.Reading {
        precondition(indices.contains(position))
        let part = parts.last { $0.start <= position } ?? parts[0]
        let number = part.numbers[position - part.start]
        let sighting = part.sightings[Int(number)]
        return ScanPlan.Reading(
            kind: part.kinds[number] ?? .new,
            path: LibraryPath(root: part.root, path: sighting.path),
            stat: sighting.stat
        )
    }
}
