import Library
import Logging
import Projectors

/// Scans for a watcher: it tells each problem once, however often it looks.
struct LibraryScanning {
    private static let toldLimit = 1_024

    private var told: Set<String> = []

    mutating func run(_ request: ScanRequest, _ application: Application) throws
        -> (ScanSummary, Duration)
    {
        let progress = ProgressLine()
        defer { progress.finish() }
        let start = ContinuousClock.now
        let summary = try application.scanner { progress.show($0) }.scan(request)
        let duration = ContinuousClock.now - start
        progress.finish()
        application.tellNotices()
        let problems = (summary.lost + summary.errors.first).map(\.message)
        // All is well again, or too much to remember: what comes is news.
        if problems.isEmpty || told.count > Self.toldLimit { told = [] }
        for problem in problems where told.insert(problem).inserted {
            application.logger.warning("\(problem)")
        }
        return (summary, duration)
    }
}
