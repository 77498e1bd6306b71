import Projection

/// Projectors that cannot apply an event. The others continue; these are retried with exponential
/// backoff, and each reason is reported once.
struct StoppedProjectors {
    private(set) var duty = Duty()
    private var told: Set<String> = []

    /// - Returns: the notices to report.
    mutating func update(_ report: CatchUpReport) -> [ApplicationNotice] {
        if report.projectors.isEmpty { return [] }
        let stopped = report.errors
        guard !stopped.isEmpty else {
            self = StoppedProjectors()
            return []
        }
        let pause = duty.fail(at: .now)
        let fresh = stopped.filter { !told.contains("\($0.name) \($0.error)") }
        told = Set(stopped.map { "\($0.name) \($0.error)" })
        return fresh.map { .stopped(projector: $0.name, error: $0.error, retry: pause) }
    }
}
