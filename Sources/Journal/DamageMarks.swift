import FileIO
import Synchronization

/// The segments in which a reader found damage, for the next writer to examine.
///
/// A reader may have no write permission, or run beside a writer. So a mark is an empty file next
/// to the segment, and only a hint. It is also kept in memory, in case the folder is not writable.
final class DamageMarks: Sendable {
    private struct State {
        /// Already marked once.
        var seen: Set<Position> = []
        /// For the next writer of this instance to examine.
        var pending: Set<Position> = []
    }

    private let files: JournalFiles
    private let isEnabled: Bool
    private let state = Mutex(State())

    /// - Parameter isEnabled: whether gaps are recorded at all.
    init(files: JournalFiles, isEnabled: Bool) {
        self.files = files
        self.isEnabled = isEnabled
    }

    var isPending: Bool { state.withLock { !$0.pending.isEmpty } }

    /// Leaves a mark for damage that a reader found. A mark that cannot be written is not reported;
    /// the damage itself is.
    func mark(_ damage: Damage) {
        guard isEnabled, damage.reason.isWithinSegment else { return }
        let isNew = state.withLock { state in
            state.pending.insert(damage.segment)
            return state.seen.insert(damage.segment).inserted
        }
        guard isNew else { return }
        do throws(FileError) {
            try files.fileSystem.open(files.damageMarkPath(damage.segment), .create).close()
        } catch {}
    }

    /// Picks up the marks that other processes left. Call it when the tail is reopened.
    func lookForMarks() throws(JournalError) {
        guard isEnabled else { return }
        let found = try files.damageMarks()
        state.withLock { $0.pending.formUnion(found) }
    }

    func pending() -> [Position] {
        state.withLock { $0.pending.sorted() }
    }

    /// Removes marks whose gaps are recorded. A leftover mark only costs another look.
    func clear(_ segments: [Position]) {
        state.withLock { $0.pending.subtract(segments) }
        for segment in segments {
            do throws(FileError) {
                try files.fileSystem.remove(files.damageMarkPath(segment))
            } catch {}
        }
    }
}

extension Damage.Reason {
    /// Whether examining the segment alone finds the damage again.
    fileprivate var isWithinSegment: Bool { self != .predecessor }
}
