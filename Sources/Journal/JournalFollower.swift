import Synchronization
import SystemPackage

/// Waits for the journal to grow, whoever appends to it.
///
/// `HeadWatch` says when to look at the head. One thread waits; `interrupt` may come from any.
package final class JournalFollower: Sendable {
    /// For what inotify cannot see: network file systems, and watches beyond the limit.
    private static let fallbackPollMilliseconds = 500
    private static let safetyPollMilliseconds = 30_000

    private let journal: Journal
    private let watch: HeadWatch
    private let damageMarked: (@Sendable () -> Void)?
    private let isInterrupted = Atomic(false)

    /// - Parameter damageMarked: called by `wait` whenever a reader in another process found damage
    ///   that is to be recorded.
    package init(journal: Journal, damageMarked: (@Sendable () -> Void)? = nil) {
        self.journal = journal
        self.damageMarked = damageMarked
        watch = HeadWatch(directory: journal.directory)
    }

    /// Waits until the head is beyond `position`.
    ///
    /// - Parameter timeout: how long to wait; `nil` means forever.
    /// - Returns: the head. After the timeout, or `interrupt`, it may still be at `position`.
    /// - Throws: `JournalError` if the head cannot be read.
    package func wait(
        untilBeyond position: Position,
        timeout: Duration?
    ) throws(JournalError) -> Head {
        let deadline = timeout.map { ContinuousClock.now + $0 }
        while true {
            // Watched first and looked at then: what changes in between is noticed.
            let isWatching = watch.arm()
            let head = try journal.head()
            if let damageMarked, try journal.takeMarks() { damageMarked() }
            if head.position > position { return head }
            if isInterrupted.exchange(false, ordering: .acquiringAndReleasing) { return head }
            let remaining = deadline.map { $0 - ContinuousClock.now }
            if let remaining, remaining <= .zero { return head }
            pause(isWatching: isWatching, remaining: remaining)
        }
    }

    /// Makes the current `wait`, or the next one, return. Callable from any thread.
    package func interrupt() {
        isInterrupted.store(true, ordering: .releasing)
        watch.interrupt()
    }

    private func pause(isWatching: Bool, remaining: Duration?) {
        let most = isWatching ? Self.safetyPollMilliseconds : Self.fallbackPollMilliseconds
        var milliseconds = most
        if let remaining {
            let (seconds, attoseconds) = remaining.components
            let exact = seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1
            milliseconds = Int(min(Int64(most), exact))
        }
        watch.wait(milliseconds: milliseconds, isWatching: isWatching)
    }
}
