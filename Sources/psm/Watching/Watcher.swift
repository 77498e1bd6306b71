import Events
import Journal
import Library
import Logging
import Projection
import SystemPackage
import Threads
import Watch

/// Keeps everything up to date until it is told to stop: a loop on one thread, woken by a bell.
///
/// It follows the disk, the journal, or both. Each piece of work is a ``Duty``: one that fails says
/// why, leaves the others alone, and is tried again after a while.
final class Watcher {
    private let application: Application
    private let stages: Set<String>
    private let disk: DiskWatch?
    private let heads: JournalHeads
    private let stop: StopRequest
    private let service: ServiceNotifier
    private let logger: Logger
    private let upkeep: Upkeep
    private var scanning = LibraryScanning()

    /// All that is in the roots, once the disk is watched.
    private var looking = Duty()
    /// After hints that could not be looked at.
    private var hintPause = Backoff()
    private var projecting = Duty()
    private var stopped = StoppedProjectors()
    private var exporting = Duty()
    private var reporting = Duty()
    private let reports: ReportMaking
    private var lastProjection: ContinuousClock.Instant?
    private var overflowTold: ContinuousClock.Instant?
    private var hasMetDamage = false
    private var hasSettled = false

    private static let overflowSeries = Duration.seconds(60)

    /// - Parameters:
    ///   - stages: the projectors to keep up to date, with what they depend on.
    ///   - followsDisk: whether the library's folders are watched too, and not the journal alone.
    ///   - polls: whether the kernel's word is not relied on.
    ///   - service: hears of it.
    init(
        application: Application,
        stages: Set<String>,
        followsDisk: Bool,
        polls: Bool = false,
        stop: StopRequest,
        service: ServiceNotifier = ServiceNotifier(environment: [:])
    ) {
        var application = application
        application.cancellation = Cancellation {
            // Whoever asks is alive.
            service.beat()
            return stop.isRequested
        }
        self.application = application
        self.stages = stages
        self.stop = stop
        self.service = service
        logger = application.logger
        disk =
            followsDisk
            ? DiskWatch(application: application, polls: polls, bell: stop.bell) : nil
        heads = JournalHeads(
            journal: application.journal,
            pollInterval: polls
                ? .seconds(application.settings.library.watch.pollingIntervalSeconds) : nil,
            bell: stop.bell
        )
        upkeep = Upkeep(application, cancellation: application.cancellation)
        reports = ReportMaking(application, bell: stop.bell)
    }

    /// - Throws: `ScanError.noRoots`; what cannot pass by itself; where rot was met since the
    ///   beginning, for psm does not end as if all were well.
    func run() throws {
        if disk != nil, application.settings.library.roots.isEmpty { throw ScanError.noRoots }
        try heads.start()
        defer {
            reports.wait()
            disk?.close()
            heads.stop()
        }
        if let holder = try disk?.open() { logger.notice("\(holder.sentence)") }
        defer { service.stopping() }
        projecting.request()
        requestFiles(reportsAt: nil)
        while !stop.isRequested {
            try turn()
            service.beat()
            if let deadline, deadline <= .now { continue }
            stop.bell.wait(until: deadline)
        }
        if hasMetDamage {
            throw CommandError(
                code: Failure.damagedData,
                message: "The journal is damaged, as was told above. See psm journal repair."
            )
        }
    }

    private var deadline: ContinuousClock.Instant? {
        [
            disk?.deadline(takesHints: takesHints), looking.deadline,
            takesHints ? nil : hintPause.deadline, projecting.deadline, stopped.duty.deadline,
            exporting.deadline, reports.isUnderWay ? nil : reporting.deadline, upkeep.deadline,
            service.beatInterval.map { .now + $0 },
        ].compactMap { $0 }.min()
    }

    /// Not before the first look, nor in the pause after one that failed.
    private var takesHints: Bool { !looking.isWanted && hintPause.isOver(at: .now) }

    /// Does what is due, in the order in which one thing follows from the other.
    private func turn() throws {
        try attend(disk)
        if heads.takeMove() { follow() }
        if stopped.duty.isDue(at: .now) { projecting.request() }
        attempt(\.projecting, project)
        attempt(\.exporting, export)
        if !hasSettled, !looking.isWanted, !projecting.isWanted { settle() }
        report()
        upkeep.attend()
    }

    /// Tries a piece of work that is due.
    private func attempt(_ duty: ReferenceWritableKeyPath<Watcher, Duty>, _ work: () throws -> Void)
    {
        guard self[keyPath: duty].isDue(at: .now), !stop.isRequested else { return }
        self[keyPath: duty].begin()
        do {
            try work()
            self[keyPath: duty].succeed()
        } catch {
            tell(error, retryingIn: self[keyPath: duty].fail(at: .now))
        }
    }

    private func tell(_ error: any Error, retryingIn pause: Duration) {
        // Whoever watches next does it.
        if error is CancellationError { return }
        if case .skippedDamage? = error as? ProjectionError { hasMetDamage = true }
        let seconds = Text.count(Int(pause.components.seconds), "second")
        logger.error("\(error) Trying again in \(seconds).")
    }
}

// MARK: The disk

extension Watcher {
    private func attend(_ disk: DiskWatch?) throws {
        guard let disk else { return }
        let findings = try disk.turn(takesHints: takesHints)
        if findings.hasBegun {
            looking.request()
            service.ready("looking at what happened meanwhile")
        }
        for notice in findings.notices { tell(notice) }
        attempt(\.looking) { try self.look(ScanRequest(), isFirst: true) }
        if findings.hints.isEmpty { return }
        do {
            try look(ScanRequest(scope: .hints(findings.hints)))
            hintPause.succeed()
        } catch {
            disk.queue.offer(findings.hints)
            tell(error, retryingIn: hintPause.fail(at: .now))
        }
    }

    private func look(_ request: ScanRequest, isFirst: Bool = false) throws {
        let (summary, duration) = try scanning.run(request, application)
        if isFirst || summary.hasChanges { logger.notice("\(summary.line(duration))") }
        disk?.queue.offer(summary.unsettled.map { .file($0) })
        projecting.request()
        upkeep.request()
    }

    private func tell(_ notice: WatchNotice) {
        if case .queueOverflowed = notice {
            // A storm overflows the queue many times, and once says it all.
            if let overflowTold, overflowTold + Self.overflowSeries > .now { return }
            overflowTold = .now
        }
        let polls = application.settings.library.watch.fallbackToPolling
        let level: Logger.Level = notice.isAlarming ? .warning : .notice
        logger.log(level: level, "\(notice.sentence(polls: polls))")
        do {
            guard let interruption = try notice.interruption(isKnown: application.isKnownRoot)
            else { return }
            try application.journal.append([.watchInterrupted(interruption)])
        } catch {
            logger.error("\(error)")
        }
    }
}

// MARK: The journal

extension Watcher {
    private func project() throws {
        let report = try application.runner.catchUp(stages)
        application.tellNotices()
        for damage in report.damages { logger.error("The journal is damaged: \(damage)") }
        hasMetDamage = hasMetDamage || !report.damages.isEmpty
        for sentence in stopped.update(report) { logger.error("\(sentence)") }
        if report.projectors.isEmpty { return }
        lastProjection = .now
        tellMatches(report)
        requestFiles(reportsAt: reports.nextDue())
        upkeep.request()
    }

    private func requestFiles(reportsAt instant: ContinuousClock.Instant?) {
        if stages.contains(Stage.export) { exporting.request() }
        if stages.contains(Stage.report) { reporting.request(at: instant) }
    }

    /// What others append is taken up at once, and again only after the debounce: whoever appends
    /// much in little pieces is not followed piece by piece.
    private func follow() {
        if projecting.isWanted { return }
        let debounce = Duration.seconds(application.settings.library.watch.debounceSeconds)
        projecting.request(at: lastProjection.map { $0 + debounce })
    }

    private func tellMatches(_ report: CatchUpReport) {
        for projector in report.projectors where projector.name == Stage.match {
            guard stages.contains(Stage.match), projector.changeCount > 0 else { continue }
            logger.notice("matches: \(Text.count(projector.changeCount)) changed")
        }
    }

    private func export() throws {
        tell("playlists", try application.publish(Stage.export))
    }

    /// Takes up what was made meanwhile, and begins anew where that is due.
    private func report() {
        switch reports.takeResult() {
        case .success(let report):
            reporting.succeed()
            tell("reports", report)
            upkeep.request()
        case .failure(let error):
            tell(error, retryingIn: reporting.fail(at: .now))
        case nil:
            break
        }
        guard !reports.isUnderWay, reporting.isDue(at: .now), !stop.isRequested else { return }
        reporting.begin()
        reports.begin()
    }

    private func tell(_ noun: String, _ report: PublishReport) {
        for warning in report.warnings { logger.warning("\(warning)") }
        let changes = report.written + report.deleted
        if !changes.isEmpty { logger.notice("\(noun): \(changes.joined(separator: ", "))") }
    }

    /// Everything was brought up to date for the first time.
    private func settle() {
        hasSettled = true
        upkeep.request()
        service.ready("watching")
        logger.notice("watching; Ctrl-C ends it")
    }
}
