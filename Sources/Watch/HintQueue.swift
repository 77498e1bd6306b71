import Synchronization
package import SystemPackage

/// Hints that are due, and what the sources had to say since the last batch. Either may be empty,
/// not both.
package struct HintBatch: Sendable {
    package var hints: [FileHint] = []
    package var notices: [WatchNotice] = []
}

/// Where sources put hints and one consumer takes them, debounced.
///
/// Offering never waits and takes bounded memory, whatever the consumer is busy with: the buffer
/// is the ``Debouncer``, in which many hints become few wider ones. Sources may be any number of
/// threads and tasks; the consumer is one task:
///
///     for await batch in queue { … }
package final class HintQueue: Sendable {
    private static let noticeLimit = 256

    private struct State {
        var debouncer: Debouncer
        var notices: [WatchNotice] = []
        var isFinished = false
        /// What the consumer waits for; `nil` while it is busy or waits for anything at all.
        var awaitedDeadline: ContinuousClock.Instant?
        /// A wake-up that found nobody waiting yet.
        var isWoken = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private enum Step {
        case batch(HintBatch)
        case wait(until: ContinuousClock.Instant?)
        case end
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - quiet, maximumDelay, roots: as in ``Debouncer``; `quiet` 0 passes every hint at once.
    package init(
        quiet: Duration,
        maximumDelay: Duration = .seconds(10),
        roots: [FilePath],
        limits: Debouncer.Limits = Debouncer.Limits()
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

    /// Adds a notice; it is not debounced. Equal ones are told once a batch, and at most 256.
    package func offer(_ notice: WatchNotice) {
        change { state in
            guard state.notices.count < Self.noticeLimit, !state.notices.contains(notice) else {
                return
            }
            state.notices.append(notice)
        }
    }

    /// Ends the queue: the consumer gets what is pending, due or not, and then `nil`.
    package func finish() {
        change { $0.isFinished = true }
    }

    /// Waits for the next batch. `nil` once the queue is finished and empty, or as soon as the
    /// task is cancelled; then nothing is lost, for another call would get it.
    package func next() async -> HintBatch? {
        while !Task.isCancelled {
            switch state.withLock({ Self.step(&$0) }) {
            case .batch(let batch): return batch
            case .end: return nil
            case .wait(let deadline): await pause(until: deadline)
            }
        }
        return nil
    }
}

// MARK: - Waiting

extension HintQueue {
    private static func step(_ state: inout State) -> Step {
        state.isWoken = false
        var batch = HintBatch(notices: state.notices)
        state.notices = []
        if state.isFinished {
            batch.hints = state.debouncer.takeAll()
        } else {
            batch.hints = state.debouncer.takeDue(at: .now)
        }
        if !batch.hints.isEmpty || !batch.notices.isEmpty { return .batch(batch) }
        if state.isFinished { return .end }
        state.awaitedDeadline = state.debouncer.nextDeadline
        return .wait(until: state.awaitedDeadline)
    }

    /// Changes the state, and wakes the consumer where it has something to do earlier than it
    /// knows. Hints that only put off the deadline let it sleep.
    private func change(_ body: (inout State) -> Void) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            body(&state)
            let isEarlier =
                switch (state.debouncer.nextDeadline, state.awaitedDeadline) {
                case (let next?, let awaited?): next < awaited
                case (_?, nil): true
                case (nil, _): false
                }
            guard isEarlier || state.isFinished || !state.notices.isEmpty else { return nil }
            return Self.wake(&state)
        }
        waiter?.resume()
    }

    private static func wake(_ state: inout State) -> CheckedContinuation<Void, Never>? {
        defer { state.waiter = nil }
        state.isWoken = state.waiter == nil
        return state.waiter
    }

    private func pause(until deadline: ContinuousClock.Instant?) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.waitForWakeUp() }
            if let deadline {
                // It throws only when cancelled, and then there is nothing to wait for.
                group.addTask { try? await Task.sleep(until: deadline, clock: .continuous) }
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func waitForWakeUp() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isWoken = state.withLock { state in
                    if !state.isWoken { state.waiter = continuation }
                    return state.isWoken
                }
                if isWoken { continuation.resume() }
            }
        } onCancel: {
            state.withLock { Self.wake(&$0) }?.resume()
        }
    }
}

extension HintQueue: AsyncSequence {
    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let queue: HintQueue

        package mutating func next() async -> HintBatch? {
            await queue.next()
        }
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(queue: self)
    }
}
