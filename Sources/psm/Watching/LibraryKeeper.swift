import CGlibc
import Journal
import Library
import Logging
import Projection
import SystemPackage
import Watch

/// Does the watcher's work, one piece after the other.
actor LibraryKeeper {
    private let application: Application
    private let stages: Set<String>
    private let logger: Logger
    /// What can wait until it is quiet: the reports, and giving memory back.
    private var later: Task<Void, Never>?
    private var laterSince: ContinuousClock.Instant?
    /// Whether the playlist files may be behind the tables: at the start, and until a publish that
    /// failed has succeeded.
    private var needsPublish = true
    private var failureCount = 0
    private var hasMetDamage = false
    private var packing: Task<Void, Never>?

    private static let quietBeforeReports = Duration.seconds(1)
    private static let longestWaitForReports = Duration.seconds(10)
    private static let longestRetryPauseSeconds = 60

    init(application: Application, stages: Set<String>) {
        self.application = application
        self.stages = stages
        logger = application.logger
    }

    /// The first build, from the disk to the reports.
    func buildAll() throws {
        let (summary, duration) = try LibraryScan(application: application).run()
        logger.notice("\(summary.line(duration))")
        try project()
        try publishReports()
        giveMemoryBack()
        logger.notice("watching; Ctrl-C ends it")
    }

    /// Looks at what was hinted.
    ///
    /// - Returns: hints to come back to, after a pause, where looking failed.
    func take(_ batch: HintBatch) async -> [FileHint] {
        for notice in batch.notices { logger.notice("\(notice.sentence)") }
        if batch.hints.isEmpty { return [] }
        do {
            let start = ContinuousClock.now
            let request = ScanRequest(scope: .hints(batch.hints))
            let summary = try application.scanner().scan(request)
            for problem in summary.lost + summary.errors { logger.warning("\(problem.message)") }
            if summary.hasChanges { logger.notice("\(summary.line(ContinuousClock.now - start))") }
            try project()
            failureCount = 0
            return []
        } catch {
            await pause(after: error)
            return batch.hints
        }
    }

    /// Brings everything up to what others appended.
    func followJournal() async {
        while !Task.isCancelled {
            do {
                try project()
                return
            } catch {
                await pause(after: error)
            }
        }
    }

    /// What was left for later, now.
    ///
    /// - Throws: where rot was met since the beginning: psm does not end as if all were well.
    func finish() throws {
        later?.cancel()
        packing?.cancel()
        if laterSince != nil { runLater() }
        if hasMetDamage {
            throw CommandError(
                code: Failure.damagedData,
                message: "The journal is damaged, as was told above. See psm journal repair."
            )
        }
    }

    // MARK: Projecting

    private func project() throws {
        let runner = application.runner
        let report = try runner.catchUp(stages)
        application.tellNotices()
        if !report.projectors.isEmpty { needsPublish = true }
        if !needsPublish { return }
        for damage in report.damages { logger.error("The journal is damaged: \(damage)") }
        hasMetDamage = hasMetDamage || !report.damages.isEmpty
        for stopped in report.errors { logger.error("\(stopped.name) is stopped \(stopped.error)") }
        if stages.contains(Stage.export) { try publish(Stage.export, "playlists") }
        needsPublish = false
        postpone()
    }

    private func publishReports() throws {
        if stages.contains(Stage.report) { try publish(Stage.report, "reports") }
    }

    private func publish(_ name: String, _ noun: String) throws {
        for projector in application.runner.projectors where projector.name == name {
            guard let publisher = projector as? any PublishingProjector else { continue }
            let report = try publisher.publish(application.readModel)
            for warning in report.warnings { logger.warning("\(warning)") }
            let changes = report.written + report.deleted
            if !changes.isEmpty { logger.notice("\(noun): \(changes.joined(separator: ", "))") }
        }
    }

    // MARK: Later

    private func postpone() {
        let now = ContinuousClock.now
        let since = laterSince ?? now
        laterSince = since
        let due = min(now + Self.quietBeforeReports, since + Self.longestWaitForReports)
        later?.cancel()
        later = Task {
            try? await Task.sleep(until: due)
            if !Task.isCancelled { runLater() }
        }
    }

    private func runLater() {
        laterSince = nil
        do {
            try publishReports()
        } catch {
            logger.error("\(error)")
        }
        giveMemoryBack()
        packJournal()
    }

    /// Beside the work, one segment after the other: nobody waits for it, and it may end anywhere.
    private func packJournal() {
        guard packing == nil else { return }
        let journal = application.journal
        let logger = logger
        packing = Task.detached(priority: .background) { [weak self] in
            do {
                while !Task.isCancelled, try journal.pack(limit: 1).packed.count > 0 {}
            } catch {
                logger.debug("The journal was not packed: \(error)")
            }
            await self?.endPacking()
        }
    }

    private func endPacking() {
        packing = nil
        giveMemoryBack()
    }

    private func giveMemoryBack() {
        application.readModel.releaseMemory()
        malloc_trim(0)
    }

    // MARK: Failing

    private func note(_ error: any Error) {
        guard case .skippedDamage? = error as? ProjectionError else { return }
        hasMetDamage = true
    }

    /// A full disk or a locked journal passes: the work is tried again, after pauses that grow.
    private func pause(after error: any Error) async {
        note(error)
        failureCount += 1
        let seconds = min(1 << min(failureCount - 1, 6), Self.longestRetryPauseSeconds)
        logger.error("\(error) Trying again in \(Text.count(seconds, "second")).")
        try? await Task.sleep(for: .seconds(seconds))
    }
}

extension WatchNotice {
    /// For the log.
    fileprivate var sentence: String {
        switch self {
        case .watching(let directories):
            "every change in \(Text.count(directories, "folder")) is seen from here on"
        case .queueOverflowed:
            "more happened at once than the kernel keeps; the whole library is looked at"
        case .watchLimitReached(let directory, let watched):
            "the kernel grants no more than \(Text.count(watched)) watches, so \(directory.string) is "
                + "polled; sysctl fs.inotify.max_user_watches=1048576 raises the limit"
        case .unwatchable(let directory, let reason):
            "\(directory.string) cannot be watched (\(reason)), so it is polled"
        case .rootVanished(let root):
            "\(root.string) is not there; nothing of it is removed until it returns"
        case .rootReturned(let root):
            "\(root.string) is there again"
        case .failed(let error):
            "watching ended: \(error)"
        }
    }
}
