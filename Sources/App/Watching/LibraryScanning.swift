import Library

/// Scans for a watcher: it tells each problem once, however often it looks.
struct LibraryScanning {
    private static let toldLimit = 1_024

    private var told: Set<String> = []

    mutating func run(_ request: ScanRequest, _ application: Application) throws
        -> (ScanSummary, Duration)
    {
        try application.scan(request) { summary in
            let problems = (summary.unavailable + summary.errors.first).map(\.message)
            // All is well again, or too much to remember: what comes is news.
            if problems.isEmpty || told.count > Self.toldLimit { told = [] }
            return problems.filter { told.insert($0).inserted }
        }
    }
}
