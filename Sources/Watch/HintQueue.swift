import Synchronization
package import SystemPackage
package import Threads

/// Where sources put hints and one consumer takes them, debounced.
///
/// Offering never blocks and uses bounded memory, however busy the consumer is: the buffer is the
/// ``Debouncer``, which merges many hints into a few wider ones. Any number of threads may offer.
/// The consumer takes what is due, and then waits for its doorbell until ``nextDeadline``.
package final class HintQueue: Sendable {
    private static let noticeLimit = 256

    private struct State {
        var debouncer: Debouncer
        var notices: [WatchNotice] = []
        /// When the consumer comes back by itself; `nil` if only the bell wakes it.
        var awaitedDeadline: ContinuousClock.Instant?
    }

    private let state: Mutex<State>
    private let bell: Doorbell

    /// - Parameters:
    ///   - quiet, maximumDelay, roots: as in ``Debouncer``; `quiet` 0 passes every hint at once.
    ///   - bell: wakes the consumer.
    package init(
        quiet: Duration,
        maximumDelay: Duration = .seconds(10),
        roots: [FilePath],
        limits: Debouncer.Limits = Debouncer.Limits(),
        bell: Doorbell
    ) {
        state = Mutex(
            State(
                debouncer: Debouncer(
                    quiet: quiet,
                    maximumDelay: maximumDelay,
                    roots: roots,
                    limits: limits
                )
            )
        )
        self.bell = bell
    }

    /// Adds hints and renames, as of now.
    package func offer(_ hints: [FileHint], moves: [HintMove] = []) {
        guard !hints.isEmpty || !moves.isEmpty else { return }
        change { state in
            let now = ContinuousClock.now
            for hint in hints { state.debouncer.add(hint, at: now) }
            for move in moves { state.debouncer.add(move, at: now) }
        }
    }

    /// Adds a notice, without debouncing. Equal notices that nobody has taken yet are kept once,
    /// and at most 256 notices are kept in all.
    package func offer(_ notice: WatchNotice) {
        change { state in
            guard state.notices.count < Self.noticeLimit, !state.notices.contains(notice) else {
                return
            }
            state.notices.append(notice)
        }
    }

    /// The hints that are due.
    package func takeHints() -> [FileHint] { takeDue().hints }

    /// The same, with the renames of files among them.
    package func takeDue() -> (hints: [FileHint], renames: [HintMove]) {
        state.withLock { state in
            defer { state.awaitedDeadline = state.debouncer.nextDeadline }
            return (state.debouncer.takeDue(at: .now), state.debouncer.takeRenames())
        }
    }

    /// The notices since the last call.
    package func takeNotices() -> [WatchNotice] {
        state.withLock { state in
            defer { state.notices = [] }
            return state.notices
        }
    }

    /// When the next hints are due; `nil` where there are none.
    package var nextDeadline: ContinuousClock.Instant? {
        state.withLock { $0.debouncer.nextDeadline }
    }

    /// Changes the state, and rings if the consumer has something to do earlier than it expects.
    /// Hints that only postpone the deadline do not wake it.
    private func change(_ body: (inout State) -> Void) {
        let rings = state.withLock { state in
            body(&state)
            let next = state.debouncer.nextDeadline
            let isEarlier = next.map { next in
                state.awaitedDeadline.map { next < $0 } ?? true
            }
            if isEarlier == true { state.awaitedDeadline = next }
            return isEarlier == true || !state.notices.isEmpty
        }
        if rings { bell.ring() }
    }
}
