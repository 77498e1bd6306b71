import FileIO
import Synchronization

/// Which segments somebody met rot in, so that the next writer looks at them.
///
/// Whoever reads may not be allowed to write, or runs beside a writer: so a mark is an empty file
/// beside the segment, and only a hint. It is remembered too, for a folder that cannot be written.
final class RotMarks: Sendable {
    private struct State {
        /// Marked once already.
        var seen: Set<Position> = []
        /// To be looked at by the next writer of this instance.
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

    /// Leaves a mark for what a reader met. Where that cannot be done, nobody is told: the rot is.
    func mark(_ damage: Damage) {
        guard isEnabled, damage.reason.isWithinSegment else { return }
        let isNew = state.withLock { state in
            state.pending.insert(damage.segment)
            return state.seen.insert(damage.segment).inserted
        }
        guard isNew else { return }
        do throws(FileError) {
            try files.fileSystem.open(files.rotPath(damage.segment), .create).close()
        } catch {}
    }

    /// Takes note of the marks that others left. To be called where the tail is opened anew.
    func lookForMarks() throws(JournalError) {
        guard isEnabled else { return }
        let found = try files.rotMarks()
        state.withLock { $0.pending.formUnion(found) }
    }

    func pending() -> [Position] {
        state.withLock { $0.pending.sorted() }
    }

    /// Forgets marks whose gaps are recorded. A mark that stays is looked at once more, no harm done.
    func clear(_ segments: [Position]) {
        state.withLock { $0.pending.subtract(segments) }
        for segment in segments {
            do throws(FileError) {
                try files.fileSystem.remove(files.rotPath(segment))
            } catch {}
        }
    }
}

extension Damage.Reason {
    /// Whether a look at the segment alone finds it again.
    fileprivate var isWithinSegment: Bool { self != .predecessor }
}
