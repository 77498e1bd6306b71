import FileIO
import Inotify
import SystemPackage
import Testing
import Threads

@testable import Watch

@Suite("Directories that nobody may look into for a while", .serialized, .timeLimit(.minutes(2)))
struct ShutDirectoryTests {
    /// Who looked meanwhile saw nothing, though it was watched all the time.
    @Test("A directory that was shut is hinted once it is open again, and the root too")
    func openedAgain() async throws {
        let tree = try await WatchedTree(
            prepare: { try TreeChanges.makeDirectory($0.appending("x")) },
            source: { root, filter in InotifySource(roots: [root], filter: filter) }
        )
        for directory in [tree.root.appending("x"), tree.root] {
            let bell = Doorbell()
            let queue = HintQueue(quiet: .zero, roots: [tree.root], bell: bell)
            let source = InotifySource(roots: [tree.root], filter: PathFilter())
            try source.start(into: queue)
            try TreeChanges.setMode(directory, 0)
            try TreeChanges.setMode(directory, 0o755)
            let deadline = ContinuousClock.now + .seconds(30)
            var hints: [FileHint] = []
            while !hints.contains(.directory(directory)), ContinuousClock.now < deadline {
                bell.wait(until: deadline)
                hints += queue.takeHints()
            }
            #expect(hints.contains(.directory(directory)))
            source.stop()
        }
        tree.stop()
    }

    /// It could not be watched then, and what is above it was watched all the time.
    @Test(
        "What came into a directory while it was shut is watched once it is open again",
        arguments: ["x", ""]
    )
    func watchedOnceOpened(place: String) async throws {
        let notifier = DenyingNotifier(try Inotify())
        let tree = try await WatchedTree(
            prepare: { try TreeChanges.makeDirectory($0.appending("x")) },
            source: { root, filter in
                InotifySource(roots: [root], filter: filter, options: .init()) { notifier }
            }
        )
        let directory = tree.root.pushing(FilePath(place))
        let fresh = directory.appending("fresh")
        notifier.shut(directory)
        try TreeChanges.makeDirectory(fresh)
        let deadline = ContinuousClock.now + .seconds(30)
        let denial = WatchNotice.unwatchable(directory: fresh, reason: .permissionDenied)
        while !tree.model.notices.contains(denial), ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(5))
        }
        notifier.shut(nil)
        try TreeChanges.setMode(directory, 0o755)
        try TreeChanges.write(fresh.appending("a.mp3"))
        try await tree.waitUntilKnown("opened")
        try TreeChanges.write(fresh.appending("b.mp3"))
        try await tree.waitUntilKnown("a file in what came", timeout: .seconds(10))
        tree.stop()
    }
}
