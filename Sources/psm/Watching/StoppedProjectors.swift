import Projection

/// Projectors that cannot apply an event. The others go on; these are tried again after pauses that
/// grow, and each reason is told once.
struct StoppedProjectors {
    private(set) var duty = Duty()
    private var told: Set<String> = []

    /// - Returns: what to tell.
    mutating func update(_ report: CatchUpReport) -> [String] {
        if report.projectors.isEmpty { return [] }
        let reasons = report.errors.map { "\($0.name) is stopped \($0.error)" }
        guard !reasons.isEmpty else {
            self = StoppedProjectors()
            return []
        }
        let pause = duty.fail(at: .now)
        let fresh = reasons.filter { !told.contains($0) }
        told = Set(reasons)
        let seconds = Text.count(Int(pause.components.seconds), "second")
        return fresh.map { "\($0). The others go on; it is tried again in \(seconds)." }
    }
}
