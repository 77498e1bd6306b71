internal import Events
internal import FileIO
internal import Journal
package import Messages
package import SystemPackage
package import Tags
package import Threads
package import Watch

/// Brings the journal up to date with the disk.
///
/// It walks the folders and reads tags without a lock. Under the decision lock it compares the
/// result once more with the ledger and the disk, and appends only what still holds; it looks at
/// the rest again.
///
/// ```swift
/// let settings = Scanner.Settings(roots: ["/music"], filter: PathFilter(), followSymlinks: true)
/// let scanner = Scanner(
///     settings: settings, ledger: JournaledLibrary(runner: runner), reader: TagWorkers())
/// let summary = try scanner.scan(ScanRequest(scope: .paths(["/music/new"])))
/// print(summary.added, summary.errors.count)
/// ```
package struct Scanner: Sendable {
    package struct Settings: Sendable {
        /// Absolute.
        package var roots: [FilePath]
        package var filter: PathFilter
        package var followSymlinks: Bool
        /// Those that need not be read.
        package var films: Films

        package init(
            roots: [FilePath],
            filter: PathFilter,
            followSymlinks: Bool,
            films: Films = [:]
        ) {
            self.roots = roots
            self.filter = filter
            self.followSymlinks = followSymlinks
            self.films = films
        }
    }

    let settings: Settings
    let ledger: any LibraryLedger
    let reader: any TagReader
    let cancellation: Cancellation
    let progress: @Sendable (ScanProgress) -> Void

    /// How many times a scan looks at a file that keeps changing.
    private static let roundLimit = 3

    package init(
        settings: Settings,
        ledger: any LibraryLedger,
        reader: any TagReader,
        cancellation: Cancellation = .never,
        progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }
    ) {
        self.settings = settings
        self.ledger = ledger
        self.reader = reader
        self.cancellation = cancellation
        self.progress = progress
    }

    /// Scans what the request names, and appends what changed.
    ///
    /// - Throws: `ScanError` for a scope outside the library, `CancellationError`, and what the
    ///   ledger throws.
    package func scan(_ request: ScanRequest = ScanRequest()) throws -> ScanSummary {
        var summary = ScanSummary()
        var request = request
        for round in 1...Self.roundLimit {
            let recorder = try scanOnce(request, &summary)
            if recorder.again.isEmpty { break }
            if round == Self.roundLimit {
                summary.stillChanging = recorder.again
                summary.errors += recorder.again.map {
                    ScanProblem(
                        path: $0,
                        message: "\($0.string) keeps changing; the next scan checks it again."
                    )
                }
                break
            }
            request = ScanRequest(
                scope: .hints(recorder.again.map { .file($0) }),
                depth: recorder.needsTagsAgain ? .deep : .quick
            )
        }
        return summary
    }

    /// - Returns: the recorder, which knows what changed meanwhile.
    private func scanOnce(_ request: ScanRequest, _ summary: inout ScanSummary) throws
        -> ScanRecorder
    {
        let recorder = try planAndRecord(request, &summary)
        // The plan is gone by now: of a million files, it is as large as what follows.
        try ledger.bringCurrent()
        summary.add(recorder.counts)
        return recorder
    }

    private func planAndRecord(_ request: ScanRequest, _ summary: inout ScanSummary) throws
        -> ScanRecorder
    {
        let pool = TagPool(reader: reader, cancellation: cancellation)
        let (plan, head) = try ledger.read { known in
            try ScanPlanner(
                settings: settings,
                request: request,
                pool: pool,
                cancellation: cancellation,
                progress: progress
            ).plan(known)
        }
        try cancellation.check()
        summary.add(plan)
        // From here on, the times of a moved file show any write to it.
        if let latest = plan.moves.map(\.stat.ctimeNs).max() { ClockTick.pass(latest) }
        var recorder = ScanRecorder(plan: plan, head: head, settings: settings, ledger: ledger)
        try recorder.recordStructure()
        let count = plan.readings.count
        let starts = Array(stride(from: 0, to: count, by: ScanRecorder.chunkCount))
        let read = { @Sendable [progress, settings, readings = plan.readings] (start: Int) in
            let end = min(start + ScanRecorder.chunkCount, count)
            let chunk = Array(readings[start..<end])
            return try pool.read(chunk, followSymlinks: settings.followSymlinks) { done in
                progress(.reading(done: start + done, of: count))
            }
        }
        // The next files are read while these are recorded.
        var next: Background<[TagPool.Reading]>?
        defer { _ = try? next?.value() }
        for number in starts.indices {
            let ahead = next
            next = nil
            let readings = try ahead?.value() ?? read(starts[number])
            try cancellation.check()
            if number + 1 < starts.count {
                next = Background { try read(starts[number + 1]) }
            }
            try record(readings, isSlow: plan.isSlow, by: &recorder)
        }
        try recorder.recordRoots()
        recorder.forgetPlan()
        return recorder
    }
}

extension Scanner {
    /// How many files are recorded at a time where each look takes long: what was asked ahead is soon
    /// forgotten.
    private static let slowCount = 256

    private func record(
        _ readings: [TagPool.Reading],
        isSlow: Bool,
        by recorder: inout ScanRecorder
    ) throws {
        if !isSlow { return try recorder.record(readings[...]) }
        for part in readings.chunks(of: Self.slowCount) {
            // Each is looked at once more, while nobody else may decide anything.
            WalkAhead.ask(
                count: part.count,
                path: { part[part.startIndex + $0].planned.path.absolute },
                followSymlinks: settings.followSymlinks,
                cancellation
            )
            try recorder.record(part)
        }
    }
}

package enum ScanError: ReportableError {
    case outsideLibrary(FilePath)
    case notFound(FilePath)
    case noRoots

    package var exitStatus: ExitStatus {
        switch self {
        case .noRoots: .settings
        case .outsideLibrary, .notFound: .noInput
        }
    }

    package var description: String {
        switch self {
        case .outsideLibrary(let path):
            "\(path.string) is not below any of the folders in library.paths."
        case .notFound(let path):
            "\(path.string) does not exist, and the library knows no file there."
        case .noRoots:
            "No music folder is set. List yours in library.paths, for example "
                + "PSM__LIBRARY__PATHS='[\"/music\"]'."
        }
    }
}

extension Array {
    func chunks(of count: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: self.count, by: count).map {
            self[$0..<Swift.min($0 + count, self.count)]
        }
    }
}
