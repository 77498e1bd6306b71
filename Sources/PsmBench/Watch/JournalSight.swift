import Events
import FileIO
import Journal
import SystemPackage

/// Sees a file in the journal. The kernel wakes it, as it wakes psm.
struct JournalSight: ArrivalSight {
    private let journal: Journal
    private let follower: JournalFollower
    private var position: Position

    init(_ installation: Installation) throws {
        journal = installation.journal
        follower = JournalFollower(journal: journal)
        position = try journal.head().position
    }

    /// The moment is that of the wake-up, before the events are read.
    mutating func wait(
        for file: FilePath,
        until end: ContinuousClock.Instant
    ) throws -> ContinuousClock.Instant? {
        while ContinuousClock.now < end {
            guard let seen = try waitForGrowth(until: end) else { return nil }
            if try takeEvents().contains(file.bytes) { return seen }
        }
        return nil
    }

    /// - Returns: when the journal was seen to have grown; nil where it did not before `end`.
    func waitForGrowth(until end: ContinuousClock.Instant) throws -> ContinuousClock.Instant? {
        let head = try follower.wait(untilBeyond: position, timeout: end - .now)
        let seen = ContinuousClock.now
        return head.position > position ? seen : nil
    }

    /// - Returns: the paths of the events since the last call.
    mutating func takeEvents() throws -> Set<[UInt8]> {
        var paths: Set<[UInt8]> = []
        var decoder = EventDecoder()
        position = try journal.read(from: position, damage: { _ in }) { append in
            try append.forEachRecord { position, payload in
                paths.formUnion(try decoder.decode(payload, at: position).paths)
            }
            return .continue
        }
        return paths
    }
}
