import Messages

/// How fast something long goes, and when it will be done: by its latest pace, smoothed.
struct Pace {
    private static let smoothing = 0.3
    /// Of what is too short to tell a pace.
    private static let shortest = Duration.milliseconds(50)

    private var last: (done: Int, at: ContinuousClock.Instant)?
    private(set) var perSecond: Double?

    /// - Parameter done: how much is done; less than before begins anew.
    mutating func note(_ done: Int, at now: ContinuousClock.Instant) {
        guard let last, last.done <= done else {
            self.last = (done, now)
            perSecond = nil
            return
        }
        let seconds = (now - last.at) / .seconds(1)
        guard now - last.at >= Self.shortest else { return }
        let latest = Double(done - last.done) / seconds
        perSecond = perSecond.map { $0 + Self.smoothing * (latest - $0) } ?? latest
        self.last = (done, now)
    }

    /// A clause: `1,204 files/s, 3 min left`; empty while nothing is known.
    func clause(total: Int) -> String {
        guard let last, let perSecond, perSecond > 0 else { return "" }
        let rate = Text.count(max(1, Int(perSecond.rounded())))
        let left = Double(max(0, total - last.done)) / perSecond
        return "\(rate) files/s, \(Self.rough(left)) left"
    }

    private static func rough(_ seconds: Double) -> String {
        switch seconds {
        case ..<99.5: "\(Int(seconds.rounded())) s"
        case ..<5_970: "\(Int((seconds / 60).rounded())) min"
        default: "\(Text.count(Int(min(seconds / 3_600, 1e6).rounded()))) h"
        }
    }
}
