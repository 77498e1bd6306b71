import Library

/// Scans for a watcher: reports each problem once, however often it recurs.
struct LibraryScanning {
    private static let toldLimit = 1_024

    private var told: Set<String> = []

    mutating func run(_ request: ScanRequest, _ application: Application) throws
        -> (ScanSummary, Duration)
    {
        try application.scan(request) { summary in
            let problems = (summary.unavailable + summary.errors.first).map(\.message)
            // No problem is left, or too many to remember: report everything from now on.
            if problems.isEmpty || told.count > Self.toldLimit { told = [] }
            return problems.filter { told.insert($0).inserted }
        }
    }
}
