import Decisions
import Journal
import Library
import Messages
import Projection
import ReadModels
import SystemPackage
import Threads
import Watch

/// Keeps everything up to date until it is told to stop: a loop on one thread, woken by a bell.
///
/// It follows the disk, the journal, or both. Each piece of work is a ``Duty``: one that fails is
/// logged and retried with exponential backoff, and does not affect the others.
///
/// ```swift
/// let stop = StopRequest()
/// let watcher = Watcher(
///     application: application, selection: .all, command: "psm build --watch",
///     followsDisk: true, stop: stop)
/// try watcher.run()  // returns after stop.request(), which any thread may call
/// ```
package final class Watcher {
    let application: Application
    private let names: Set<String>
    let disk: DiskWatch?
    private let heads: JournalHeads
    private let stop: StopRequest
    private let service: ServiceNotifier
    private let upkeep: Upkeep
    private var scanning = LibraryScanning()

    /// The scan of all roots, once the disk is watched.
    private var looking = Duty()
    /// The next try to read what could not be read.
    private var rereading = Duty()
    private var unread: [FileHint] = []
    /// The pause after a scan of hints failed.
    private var hintPause = Backoff()
    private var projecting = Duty()
    private var stopped = StoppedProjectors()
    private(set) var publications: [WatchedPublication]
    private var lastProjection: ContinuousClock.Instant?
    private var overflowTold: ContinuousClock.Instant?
    package private(set) var hasMetDamage: Bool
    private(set) var isUpToDate = false
    /// Why it ends without being told to.
    private var ending: (any Error)?
    private static let executable = RunningExecutable()
    let reload: SettingsReload?
    var reloading = Duty()
    /// The settings to begin again with, if that is why `run` returned.
    package internal(set) var successor: Settings?

    private static let overflowSeries = Duration.seconds(60)

    /// - Parameters:
    ///   - selection: the projectors to keep up to date, with what they depend on.
    ///   - command: the command line of this process, for people.
    ///   - followsDisk: whether the library's folders are watched too, not only the journal.
    ///   - polls: whether to poll instead of relying on inotify.
    ///   - service: told when the watcher is ready, alive and stopping.
    ///   - registered: this process among the watchers of the data folder; nil to keep the settings.
    ///   - loaded: its settings as they were read, without the options of the command.
    ///   - before: the watcher of this process with the former settings.
    package init(
        application: Application,
        selection: ProjectorSelection,
        command: String,
        followsDisk: Bool,
        polls: Bool = false,
        stop: StopRequest,
        service: ServiceNotifier = ServiceNotifier(environment: [:]),
        registered: RegisteredWatcher? = nil,
        loaded: Settings? = nil,
        before: Watcher? = nil
    ) {
        hasMetDamage = before?.hasMetDamage ?? false
        if let registered, let loaded, let source = application.settingsSource {
            reload = SettingsReload(
                source,
                SharedSettings(dataDirectory: application.dataDirectory),
                registered,
                current: loaded,
                bell: stop.bell
            )
        } else {
            reload = nil
        }
        var application = application
        application.cancellation = Cancellation {
            // Code that asks whether to stop is running, so the process is alive.
            service.beat()
            return stop.isRequested
        }
        self.application = application
        let projectors = application.projectors
        names = selection.names(of: projectors)
        self.stop = stop
        self.service = service
        disk =
            followsDisk
            ? DiskWatch(application: application, command: command, polls: polls, bell: stop.bell)
            : nil
        heads = JournalHeads(
            journal: application.journal,
            pollInterval: polls
                ? .seconds(application.settings.library.watch.pollingIntervalSeconds) : nil,
            bell: stop.bell
        )
        upkeep = Upkeep(application, cancellation: application.cancellation)
        publications = projectors.compactMap { [names] projector in
            guard names.contains(projector.name) else { return nil }
            return (projector as? any PublishingProjector).map {
                var publication = WatchedPublication($0, application, bell: stop.bell)
                publication.hasPublished = before?.hasPublished($0.name) ?? false
                return publication
            }
        }
    }

    /// Returns when it is told to stop.
    ///
    /// - Throws: `ScanError.noRoots`; errors that no retry can clear; after the stop, an error if
    ///   damage was encountered, because psm must not exit 0 then.
    package func run() throws {
        if disk != nil, application.settings.library.roots.isEmpty { throw ScanError.noRoots }
        try heads.start()
        reload?.start()
        defer {
            reload?.stop()
            for publication in publications { publication.background?.wait() }
            disk?.close()
            heads.stop()
        }
        if let holder = try disk?.open() { application.tell(.waiting(for: holder)) }
        defer { if successor == nil { service.stopping() } }
        projecting.request()
        requestFiles(atOnce: true)
        while !stop.isRequested, successor == nil {
            try turn()
            if let ending { throw ending }
            service.beat()
            if let deadline, deadline <= .now { continue }
            stop.bell.wait(until: deadline)
        }
        if hasMetDamage, successor == nil {
            throw CommandError(
                .damagedData,
                "The journal is damaged, as reported above. See psm journal repair."
            )
        }
    }

    private var deadline: ContinuousClock.Instant? {
        var deadlines = [
            disk?.deadline(takesHints: takesHints), looking.deadline,
            takesHints ? rereading.deadline : hintPause.deadline, projecting.deadline,
            stopped.duty.deadline,
            upkeep.deadline, reloading.deadline, service.beatInterval.map { .now + $0 },
        ]
        deadlines += publications.map(\.deadline)
        return deadlines.compactMap { $0 }.min()
    }

    /// Not before the first scan, nor in the pause after a failed one.
    private var takesHints: Bool { !looking.isWanted && hintPause.isOver(at: .now) }

    /// Does what is due, in the order in which one step feeds the next.
    private func turn() throws {
        if Self.executable.isReplaced {
            ending = CommandError(
                .tryAgain,
                "psm was updated while it was watching. It ends here; the service starts the new "
                    + "one."
            )
            return
        }
        attendSettings()
        if successor != nil { return }
        try attend(disk)
        if heads.takeDamage() { recordDamage() }
        if heads.takeMove() { follow() }
        if stopped.duty.isDue(at: .now) { projecting.request() }
        attempt(\.projecting, project)
        for index in publications.indices where publications[index].background == nil {
            attempt(\.publications[index].duty) { try self.publish(index) }
        }
        if !isUpToDate, !looking.isWanted, !projecting.isWanted { announceReady() }
        for index in publications.indices { publishBeside(index) }
        upkeep.attend()
    }

    /// Runs a piece of work if it is due.
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
        // psm is stopping; the next watcher does it.
        if error is CancellationError { return }
        if case .skippedDamage? = error as? ProjectionError { hasMetDamage = true }
        ending = ending ?? reasonToEnd(error)
        if ending != nil { return }
        application.tell(.failed(what: "\(error)", retry: pause))
    }
}

// MARK: The disk

extension Watcher {
    private func attend(_ disk: DiskWatch?) throws {
        guard let disk else { return }
        let findings = try disk.turn(takesHints: takesHints)
        if findings.hasBegun {
            looking.request()
            service.ready("scanning for changes made while psm was not watching")
        }
        for notice in findings.notices { hear(notice) }
        attempt(\.looking) { try self.look(ScanRequest(), isFirst: true) }
        if takesHints { reread() }
        if findings.hints.isEmpty { return }
        do {
            var request = ScanRequest(scope: .hints(findings.hints))
            request.renames = findings.renames
            try look(request)
            hintPause.succeed()
        } catch {
            disk.queue.offer(findings.hints)
            tell(error, retryingIn: hintPause.fail(at: .now))
        }
    }

    private func look(_ request: ScanRequest, isFirst: Bool = false) throws {
        upkeep.requestRest()
        let (summary, duration) = try scanning.run(request, application)
        if isFirst || summary.hasChanges { application.tell(.scanned(summary, duration)) }
        disk?.queue.offer(summary.stillChanging.map { .file($0) })
        rememberUnread(summary)
        projecting.request()
        upkeep.request()
    }

    /// The device may answer later.
    private func rememberUnread(_ summary: ScanSummary) {
        if summary.errors.unreadCount == 0 { return }
        let places = summary.errors.unread ?? application.settings.library.roots
        unread += places.map { .file($0) }
        if !rereading.isWanted { _ = rereading.fail(at: .now) }
    }

    private func reread() {
        guard rereading.isDue(at: .now), !stop.isRequested else { return }
        rereading.begin()
        let hints = unread
        unread = []
        do {
            try look(ScanRequest(scope: .hints(hints)))
            if unread.isEmpty { rereading.succeed() }
        } catch {
            unread += hints
            tell(error, retryingIn: rereading.fail(at: .now))
        }
    }

    private func hear(_ notice: WatchNotice) {
        if case .queueOverflowed = notice {
            // A burst of changes overflows the queue many times; one line is enough.
            if let overflowTold, overflowTold + Self.overflowSeries > .now { return }
            overflowTold = .now
        }
        let polls = application.settings.library.watch.fallbackToPolling
        application.tell(.watch(notice, polls: polls))
        do {
            if let interruption = try notice.interruption(isKnown: application.isKnownRoot) {
                try Interruptions.record(interruption, in: application.journal)
            }
        } catch {
            application.tell(.remark(.error, "\(error)"))
        }
    }
}

// MARK: The journal

extension Watcher {
    private func project() throws {
        let report = try application.runner.catchUp(names)
        application.tellNotices()
        for damage in report.damages { application.tell(.damage(damage)) }
        hasMetDamage = hasMetDamage || !report.damages.isEmpty
        for notice in stopped.update(report) { application.tell(notice) }
        if report.projectors.isEmpty { return }
        lastProjection = .now
        tellMatches(report)
        requestFiles(atOnce: false)
        upkeep.request()
    }

    private func requestFiles(atOnce: Bool) {
        for index in publications.indices {
            publications[index].duty.request(
                at: atOnce ? nil : publications[index].background?.nextDue()
            )
        }
    }

    /// Projects the first append of another process at once, and further ones only after the
    /// debounce, so that many small appends are projected together.
    private func follow() {
        if projecting.isWanted { return }
        let debounce = Duration.seconds(application.settings.library.watch.debounceSeconds)
        projecting.request(at: lastProjection.map { $0 + debounce })
    }

    /// Records damage that a reader elsewhere found. Should that fail, the next append does it.
    private func recordDamage() {
        do {
            try application.journal.recover()
        } catch {
            application.tell(.remark(.error, "\(error)"))
        }
        application.tellNotices()
    }

    private func tellMatches(_ report: CatchUpReport) {
        let name = MatchesProjector.name
        for projector in report.projectors where projector.name == name {
            guard names.contains(name), projector.changeCount > 0 else { continue }
            application.tell(.matched(changes: projector.changeCount))
        }
    }

    private func publish(_ index: Int) throws {
        let publisher = publications[index].publisher
        do {
            let report = try application.publish(
                publisher,
                takingOver: !publications[index].hasPublished
            )
            tell(publisher.product, report)
            publications[index].hasPublished = true
        } catch {
            ending = ending ?? reasonToEnd(error, publications[index])
            throw error
        }
    }

    /// Collects the result of a background publication, and starts the next one if it is due.
    private func publishBeside(_ index: Int) {
        guard let background = publications[index].background else { return }
        switch background.takeResult() {
        case .success(let report):
            publications[index].duty.succeed()
            publications[index].hasPublished = true
            tell(publications[index].publisher.product, report)
            upkeep.request()
        case .failure(let error):
            ending = ending ?? reasonToEnd(error, publications[index])
            tell(error, retryingIn: publications[index].duty.fail(at: .now))
        case nil:
            break
        }
        guard !background.isUnderWay, publications[index].duty.isDue(at: .now), !stop.isRequested
        else { return }
        publications[index].duty.begin()
        background.begin(takingOver: !publications[index].hasPublished)
    }

    private func tell(_ product: Product, _ report: PublishReport) {
        application.tellWarnings(of: report)
        if !report.written.isEmpty || !report.deleted.isEmpty {
            application.tell(.published(product, report))
        }
    }

    /// Called when everything is up to date for the first time.
    private func announceReady() {
        isUpToDate = true
        upkeep.request()
        service.ready("watching")
        application.tell(.watching)
    }
}
