import FileIO
import Glibc
import Inotify
import Synchronization
import SystemPackage

/// Waits for the journal to grow, whoever appends to it.
///
/// The kernel tells of each change of the head file. Where the journal's directory does not
/// exist yet, its nearest existing parent is watched instead. One thread waits; `interrupt` may
/// come from any.
package final class JournalFollower: Sendable {
    /// Against what inotify cannot see: network file systems, and watches that could not be had.
    private static let fallbackPollMilliseconds = 500
    private static let safetyPollMilliseconds = 30_000
    private static let depthLimit = 64

    private let journal: Journal
    /// `nil` where the kernel's limit on instances is reached: then it polls.
    private let inotify: Inotify?
    private let isInterrupted = Atomic(false)

    package init(journal: Journal) {
        self.journal = journal
        inotify = try? Inotify()
    }

    /// Waits until the head is beyond `position`.
    ///
    /// - Parameter timeout: how long; `nil` is for ever.
    /// - Returns: the head. After the timeout, or `interrupt`, it may still be at `position`.
    /// - Throws: `JournalError` where the head cannot be read.
    package func wait(
        untilBeyond position: Position,
        timeout: Duration?
    ) throws(JournalError) -> Head {
        let deadline = timeout.map { ContinuousClock.now + $0 }
        while true {
            // Watched first and looked at then: what changes in between is noticed.
            let isWatching = arm()
            let head = try journal.head()
            if head.position > position { return head }
            if isInterrupted.exchange(false, ordering: .acquiringAndReleasing) { return head }
            let remaining = deadline.map { $0 - ContinuousClock.now }
            if let remaining, remaining <= .zero { return head }
            pause(isWatching: isWatching, remaining: remaining)
        }
    }

    /// Makes the `wait` under way, or the next one, return. Callable from any thread.
    package func interrupt() {
        isInterrupted.store(true, ordering: .releasing)
        inotify?.interrupt()
    }

    /// Watches the head and its directory, or the nearest directory there is. Watching again
    /// what is watched already is cheap and changes nothing.
    private func arm() -> Bool {
        guard let inotify else { return false }
        let fileMask = UInt32(IN_MODIFY | IN_DELETE_SELF | IN_MOVE_SELF)
        let directoryMask = UInt32(IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF)
        let headPath = journal.directory.appending("head").bytes
        let isHeadWatched = (try? inotify.add(path: headPath, mask: fileMask)) != nil
        var directory = journal.directory
        for _ in 0..<Self.depthLimit {
            let path = directory.isEmpty ? FilePath(".").bytes : directory.bytes
            if (try? inotify.add(path: path, mask: directoryMask)) != nil { return true }
            guard !directory.isEmpty, directory.removeLastComponent() else { break }
        }
        return isHeadWatched
    }

    private func pause(isWatching: Bool, remaining: Duration?) {
        let most = isWatching ? Self.safetyPollMilliseconds : Self.fallbackPollMilliseconds
        var milliseconds = most
        if let remaining {
            let (seconds, attoseconds) = remaining.components
            let exact = seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1
            milliseconds = Int(min(Int64(most), exact))
        }
        guard let inotify, isWatching else {
            // Interrupts are looked for between two short sleeps.
            usleep(UInt32(min(milliseconds, 50)) * 1000)
            return
        }
        do {
            _ = try inotify.read(timeoutMilliseconds: milliseconds) { _ in }
        } catch {
            usleep(50_000)
        }
    }
}
