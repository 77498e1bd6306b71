import Decisions
import FileIO
import Journal
import Library
import LibrarySupport
import Synchronization
import SystemPackage
import TestSupport
import Threads
import Watch

/// A library that is kept up to date by a source's hints, as the watcher does it.
final class WatchedLibrary {
    struct Settings {
        var quiet = Duration.zero
        var limits = Debouncer.Limits()
        var followSymlinks = false
        /// Whether the place where things come from and go to is a root as well.
        var hasTwoRoots = false
        /// Whether the scanner is a user to whom nothing belongs.
        var isUnprivileged = false
    }

    let library: TestLibrary
    let outside: Tree
    let queue: HintQueue
    let source: any HintSource
    /// Files whose tags need not be known: they were written with size and time kept, and renamed
    /// before or after, and nobody looked in between. No tag is read for a rename.
    var renamedRetags: Set<UInt64> = []
    private let settings: Settings
    private let follower: Follower
    private let thread: WorkerThread

    typealias MakeSource = (_ roots: [FilePath], _ followSymlinks: Bool) -> any HintSource

    /// Makes a tree, has it watched, and looks at all of it once.
    init(
        _ settings: Settings,
        prepare: (_ music: Tree, _ outside: Tree) throws -> Void = { _, _ in },
        source makeSource: MakeSource
    ) throws {
        self.settings = settings
        library = try TestLibrary()
        outside = try library.folder.tree("outside")
        try Tree(library.folder.path).setPermissions("", 0o755)
        if settings.hasTwoRoots { library.roots.append(outside.path) }
        library.reader = ContentTagReader()
        library.followSymlinks = settings.followSymlinks
        try prepare(library.music, outside)
        let bell = Doorbell()
        queue = HintQueue(
            quiet: settings.quiet,
            maximumDelay: .milliseconds(100),
            roots: library.roots,
            limits: settings.limits,
            bell: bell
        )
        source = makeSource(library.roots, settings.followSymlinks)
        let real = JournaledLibrary(runner: library.runner)
        let ledger: (any LibraryLedger)? =
            settings.isUnprivileged ? UnprivilegedLedger(real: real) : nil
        // Whoever looks from now on finds the tables.
        try real.bringCurrent()
        let follower = Follower(library.scanner(ledger: ledger), queue, bell)
        self.follower = follower
        try source.start(into: queue)
        thread = try WorkerThread { follower.follow() }
    }

    /// How often events were lost.
    var overflows: Int { follower.overflows }

    /// Everything that a file may come from, or go to.
    func census() -> Census {
        Census([library.music, outside], followSymlinks: settings.followSymlinks)
    }

    /// What find gives below the roots.
    private func truth() -> [[UInt8]: TestLibrary.State] {
        let trees = settings.hasTwoRoots ? [library.music, outside] : [library.music]
        let census = Census(trees, followSymlinks: settings.followSymlinks)
        return TestLibrary.states(in: census)
    }

    /// How what is known differs from what is there.
    func differences() throws -> [String] {
        let truth = truth()
        var known = try library.states()
        for (path, state) in known where renamedRetags.contains(state.stamp.inode) {
            if let there = truth[path], there.stamp == state.stamp { known[path] = there }
        }
        return Census.differences(of: known, from: truth)
    }

    /// Waits until nothing differs.
    ///
    /// - Returns: what still does after a time in which a slow machine would have done it too.
    func waitUntilEqual(timeout: Duration = .seconds(20)) async throws -> [String] {
        let deadline = ContinuousClock.now + timeout
        var pause = Duration.milliseconds(1)
        while true {
            // A look in hand may yet bring what it saw before the last change.
            let looks = follower.looks
            let differences = try differences()
            let isQuiet = looks.isMultiple(of: 2) && follower.looks == looks
            if differences.isEmpty, isQuiet { return [] }
            if ContinuousClock.now > deadline {
                return differences.isEmpty ? ["it looks on and on"] : differences
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(50))
        }
    }

    /// - Returns: what went wrong meanwhile.
    func stop() -> [String] {
        source.stop()
        follower.stop()
        thread.join()
        return follower.errors
    }
}

/// The part of the watcher's loop that looks at the disk.
private final class Follower: Sendable {
    private let scanner: Scanner
    private let queue: HintQueue
    private let bell: Doorbell
    private let isStopping = Atomic(false)
    private let failures = Mutex<[String]>([])
    private let overflowCount = Atomic(0)
    private let lookCount = Atomic(0)

    init(_ scanner: Scanner, _ queue: HintQueue, _ bell: Doorbell) {
        self.scanner = scanner
        self.queue = queue
        self.bell = bell
    }

    var errors: [String] { failures.withLock(\.self) }
    /// How many looks were begun and ended; odd during one.
    var looks: Int { lookCount.load(ordering: .sequentiallyConsistent) }
    var overflows: Int { overflowCount.load(ordering: .relaxed) }

    func follow() {
        look(ScanRequest())
        while !isStopping.load(ordering: .acquiring) {
            for notice in queue.takeNotices() {
                if case .failed(let error) = notice { fail(error) }
                if notice == .queueOverflowed { overflowCount.add(1, ordering: .relaxed) }
            }
            let hints = queue.takeHints()
            if !hints.isEmpty { look(ScanRequest(scope: .hints(hints))) }
            bell.wait(until: queue.nextDeadline)
        }
    }

    func stop() {
        isStopping.store(true, ordering: .releasing)
        bell.ring()
    }

    private func look(_ request: ScanRequest) {
        lookCount.add(1, ordering: .sequentiallyConsistent)
        defer { lookCount.add(1, ordering: .sequentiallyConsistent) }
        do {
            let summary = try scanner.scan(request)
            queue.offer(summary.stillChanging.map { .file($0) })
        } catch {
            fail(error)
        }
    }

    private func fail(_ error: any Error) {
        failures.withLock { $0.append("\(error)") }
    }
}

/// Looks at the disk as a user to whom nothing belongs.
private struct UnprivilegedLedger: LibraryLedger {
    let real: any LibraryLedger

    func read<Result>(_ body: (any KnownFiles) throws -> Result) throws -> (Result, Position) {
        try real.read { known in try Unprivileged.run { try body(known) } }
    }

    func decide(
        knowing head: Position?,
        _ body: ((any KnownFiles)?, any EventSink) throws -> Void
    ) throws -> Position {
        try real.decide(knowing: head, body)
    }

    func bringCurrent() throws { try real.bringCurrent() }
}
