import Library
import Messages
import Synchronization

/// The progress of a scan: a moving bar on a terminal, a plain line every few seconds elsewhere.
final class ProgressLine: Sendable {
    private struct State {
        var lastDrawn: ContinuousClock.Instant
        var isDrawn = false
        var pace = Pace()
    }

    private static let barWidth = 30
    private static let plainInterval = Duration.seconds(5)
    private static let drawInterval = Duration.milliseconds(100)

    private let state: Mutex<State>

    init() {
        // A short scan draws nothing.
        state = Mutex(State(lastDrawn: .now))
    }

    func show(_ progress: ScanProgress) {
        let isTerminal = StandardError.isTerminal
        let text: String? = state.withLock { state in
            let now = ContinuousClock.now
            let interval = isTerminal ? Self.drawInterval : Self.plainInterval
            guard now - state.lastDrawn >= interval else { return nil }
            state.lastDrawn = now
            state.isDrawn = true
            if case .reading(let done, _) = progress { state.pace.note(done, at: now) }
            return Self.text(progress, state.pace, hasBar: isTerminal)
        }
        guard let text else { return }
        StandardError.write(isTerminal ? "\r\u{1B}[K\(text)" : "psm: \(text)\n")
    }

    /// Erases the bar, so that the next output starts on a clean line.
    func finish() {
        let isDrawn = state.withLock { $0.isDrawn }
        if isDrawn, StandardError.isTerminal { StandardError.write("\r\u{1B}[K") }
    }

    private static func text(_ progress: ScanProgress, _ pace: Pace, hasBar: Bool) -> String {
        switch progress {
        case .walking(let fileCount):
            return "scanning the library: \(Text.count(fileCount, "file"))"
        case .reading(let done, let total):
            let clause = pace.clause(total: total)
            let figures =
                "reading tags: \(Text.count(done)) of \(Text.count(total))"
                + (clause.isEmpty ? "" : ", \(clause)")
            guard hasBar, total > 0 else { return figures }
            let filled = min(done * barWidth / total, barWidth)
            let bar =
                String(repeating: "█", count: filled)
                + String(repeating: "░", count: barWidth - filled)
            return "\(bar) \(figures)"
        }
    }
}
