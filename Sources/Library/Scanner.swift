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
/// Walking and reading tags happen without a lock. What they found is then compared again, under
/// the decision lock, with what is known there and with the disk, and only what still holds is
/// appended; the rest is looked at once more.
package struct Scanner: Sendable {
    package struct Settings: Sendable {
        /// Absolute.
        package var roots: [FilePath]
        package var filter: PathFilter
        package var followSymlinks: Bool

        package init(roots: [FilePath], filter: PathFilter, followSymlinks: Bool) {
            self.roots = roots
            self.filter = filter
            self.followSymlinks = followSymlinks
        }
    }

    let settings: Settings
    let ledger: any LibraryLedger
    let reader: any TagReading
    let cancellation: Cancellation
    let progress: @Sendable (ScanProgress) -> Void

    /// How often a file that keeps changing under the scan is looked at again.
    private static let roundLimit = 3

    package init(
        settings: Settings,
        ledger: any LibraryLedger,
        reader: any TagReading = TagLibReader(),
        cancellation: Cancellation = .never,
        progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }
    ) {
        self.settings = settings
        self.ledger = ledger
        self.reader = reader
        self.cancellation = cancellation
        self.progress = progress
    }

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
                        message: "\($0.string) keeps changing; the next scan looks at it again."
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

    /// - Returns: who recorded, and knows what changed meanwhile.
    private func scanOnce(_ request: ScanRequest, _ summary: inout ScanSummary) throws
        -> ScanRecorder
    {
        let (plan, head) = try ledger.read { known in
            try ScanPlanner(
                settings: settings,
                request: request,
                cancellation: cancellation,
                progress: progress
            ).plan(known)
        }
        try cancellation.check()
        summary.add(plan)
        // What is written to a moved file from here on shows in its times.
        if let latest = plan.moves.map(\.stat.ctimeNs).max() { ClockTick.pass(latest) }
        var recorder = ScanRecorder(plan: plan, head: head, settings: settings, ledger: ledger)
        try recorder.recordStructure()
        let pool = TagPool(reader: reader, cancellation: cancellation)
        for chunk in plan.readings.chunks(of: ScanRecorder.chunkCount) {
            let done = chunk.startIndex
            let read = pool.read(chunk, followSymlinks: settings.followSymlinks) { count in
                progress(.reading(done: done + count, of: plan.readings.count))
            }
            try cancellation.check()
            try recorder.record(read)
        }
        try recorder.recordRoots()
        try ledger.bringCurrent()
        summary.add(recorder.counts)
        return recorder
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
            "\(path.string) is not inside a root of the library (library.paths)."
        case .notFound(let path):
            "\(path.string) does not exist, and nothing is known below it."
        case .noRoots:
            "No library is set. Name the folders of your music in library.paths, for example "
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
