internal import Decisions
package import Library
internal import Messages

extension Application {
    /// Brings the journal up to date with the disk, and reports progress and problems to the
    /// observer.
    ///
    /// - Parameters:
    ///   - namesPassedOver: whether to report what was passed over even if that is no news.
    ///   - tells: selects the problems to report.
    /// - Throws: `ScanError`, `JournalError`, `FileError`, `CancellationError`.
    package func scan(
        _ request: ScanRequest = ScanRequest(),
        namesPassedOver: Bool = false,
        tells: (ScanSummary) -> [String] = { $0.problems }
    ) throws -> (ScanSummary, Duration) {
        defer { observer.observe(nil) }
        let start = ContinuousClock.now
        let summary = try scanner.scan(request)
        let duration = ContinuousClock.now - start
        observer.observe(nil)
        tellNotices()
        // Who cannot remember reads them again.
        let isAll =
            request.scope.isEverything && summary.unavailable.isEmpty && summary.errors.isEmpty
        try? films.remember(summary.films, isAll: isAll)
        for problem in tells(summary) { tell(.scanProblem(problem)) }
        if request.scope.isEverything {
            let memo = PassedOverMemo(dataDirectory: dataDirectory)
            // Without a memory, everything is news.
            let isNews = (try? memo.store(summary.passedOver)) ?? true
            let entries = summary.passedOver.entries
            if isNews || namesPassedOver, !entries.isEmpty {
                tell(.remark(.info, "Passed over: \(entries.clause)."))
            }
        }
        return (summary, duration)
    }

    private var scanner: Scanner {
        Scanner(
            settings: .init(
                roots: settings.library.roots,
                filter: filter(),
                followSymlinks: settings.library.followSymlinks,
                films: films.films
            ),
            ledger: JournaledLibrary(runner: runner),
            reader: tagReader,
            cancellation: cancellation,
            progress: { [observer] in observer.observe($0) }
        )
    }
}

extension ScanSummary {
    /// The problems, as sentences; beyond the first errors only their number.
    package var problems: [String] {
        var problems = (unavailable + errors.first).map(\.message)
        if errors.furtherCount > 0 {
            problems.append(
                "\(Text.count(errors.furtherCount, "more error")); to list the files: "
                    + "psm sql \"SELECT path, error FROM library_files WHERE error IS NOT NULL\""
            )
        }
        return problems
    }

    /// The counts in one line: `library: 3 added, 0 changed, …`.
    package func line(_ duration: Duration) -> String {
        var parts = [
            "\(Text.count(added + returned)) added", "\(Text.count(changed)) changed",
            "\(Text.count(moved)) moved", "\(Text.count(removed)) removed",
            "\(Text.count(unchanged)) unchanged",
        ]
        if !errors.isEmpty { parts.append(Text.count(errors.count, "error")) }
        return "library: " + parts.joined(separator: ", ") + " (\(Text.seconds(duration)))"
    }
}
