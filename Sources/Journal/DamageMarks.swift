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
        /// When the directory had changed last as it was listed; `nil` if it may change again
        /// without a later time.
        var listed: Int64?
        /// Whether other processes left marks that `takeNews` did not tell of.
        var hasNews = false
    }

    /// Far more than the grain of the times that any file system stamps.
    private static let settledNanoseconds: Int64 = 2_000_000_000

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

    /// Picks up the marks that other processes left: one stat, unless the directory changed.
    func lookForMarks() throws(JournalError) {
        guard isEnabled else { return }
        let changed = try io { () throws(FileError) in
            try files.fileSystem.metadata(at: files.directory, followSymlinks: true)?
                .mtimeNanoseconds
        }
        guard let changed, changed != state.withLock(\.listed) else { return }
        let found = try files.damageMarks()
        let isSettled = WallClock.now().map { changed < $0 - Self.settledNanoseconds } ?? false
        state.withLock { state in
            if !state.pending.isSuperset(of: found) { state.hasNews = true }
            state.pending.formUnion(found)
            state.listed = isSettled ? changed : nil
        }
    }

    /// Whether other processes left marks since the last call.
    func takeNews() throws(JournalError) -> Bool {
        try lookForMarks()
        return state.withLock { state in
            defer { state.hasNews = false }
            return state.hasNews
        }
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
