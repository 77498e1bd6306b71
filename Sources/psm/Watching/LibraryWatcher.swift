import Dispatch
import FileIO
import Journal
import Library
import Logging
import Watch

/// Follows the disk and the journal, and keeps everything up to date, until its task is cancelled.
struct LibraryWatcher {
    let application: Application
    let stages: Set<String>

    /// Watches first and builds then, so that nothing that happens during the build is missed.
    ///
    /// - Throws: `ScanError.noRoots`, and `WatchError` where the kernel does not let it watch.
    func run() async throws {
        let roots = application.settings.library.roots
        if roots.isEmpty { throw ScanError.noRoots }
        let watch = application.settings.library.watch
        let queue = HintQueue(
            quiet: .seconds(watch.debounceSeconds),
            maximumDelay: .seconds(max(watch.maxDelaySeconds, watch.debounceSeconds)),
            roots: roots
        )
        let source = InotifySource(
            roots: roots,
            filter: application.watchFilter,
            followSymlinks: application.settings.library.followSymlinks,
            pollInterval: .seconds(watch.pollingIntervalSeconds)
        )
        let keeper = LibraryKeeper(application: application, stages: stages)
        try await source.start(into: queue)
        do {
            try await follow(queue, keeper)
        } catch {
            await source.stop()
            throw error
        }
        await source.stop()
    }

    private func follow(_ queue: HintQueue, _ keeper: LibraryKeeper) async throws {
        try await keeper.buildAll()
        let heads = JournalHeads(journal: application.journal)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while let batch = await queue.next() {
                    let again = await keeper.take(batch)
                    queue.offer(again)
                }
            }
            group.addTask {
                for await _ in heads.stream { await keeper.followJournal() }
            }
            await group.waitForAll()
        }
        heads.stop()
        try await keeper.finish()
    }
}

extension Application {
    /// What the watcher passes over besides what is no library anyway: names that appear for a
    /// moment only.
    fileprivate var watchFilter: PathFilter {
        PathFilter(
            extensions: settings.library.extensions,
            ignorePatterns: settings.library.ignorePatterns + settings.library.watch.ignorePatterns,
            excludedDirectories: [dataDirectory, exportDirectory, reportsDirectory]
        )
    }
}

/// The journal's head as a stream: an element each time it moved, whoever moved it. Moves that
/// nobody took yet are one.
final class JournalHeads: Sendable {
    let stream: AsyncStream<Void>
    private let follower: JournalFollower
    private let continuation: AsyncStream<Void>.Continuation

    /// Starts the one thread that waits.
    init(journal: Journal) {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        let follower = JournalFollower(journal: journal)
        let continuation = continuation
        self.follower = follower
        // Also when the consumer's task is cancelled.
        continuation.onTermination = { _ in follower.interrupt() }
        DispatchQueue(label: "psm.journal").async {
            Self.wait(journal, follower, continuation)
        }
    }

    func stop() {
        continuation.finish()
    }

    private static func wait(
        _ journal: Journal,
        _ follower: JournalFollower,
        _ continuation: AsyncStream<Void>.Continuation
    ) {
        var position = Position.zero
        while true {
            guard let head = try? follower.wait(untilBeyond: position, timeout: nil) else { break }
            let isNew = head.position > position
            position = head.position
            // After the interruption that ends the stream, or with nobody left to tell, it is over.
            guard isNew else { break }
            if case .terminated = continuation.yield() { break }
        }
        continuation.finish()
    }
}
