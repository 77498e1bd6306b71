import FileIO
import Inotify
import SystemPackage
import Testing
import Threads

@testable import Watch

@Suite("Watching by inotify", .serialized, .timeLimit(.minutes(2)))
struct InotifySourceTests {
    private func tree(
        createRoot: Bool = true,
        watches: Int? = nil,
        stillness: Duration = .seconds(600),
        prepare: (FilePath) throws -> Void = { _ in }
    ) async throws -> WatchedTree {
        var options = InotifyWatcher.Options()
        options.pollInterval = .milliseconds(50)
        options.stillness = stillness
        return try await WatchedTree(createRoot: createRoot, prepare: prepare) { root, filter in
            InotifySource(roots: [root], filter: filter, options: options) {
                () throws(FileError) in
                let notifier = try Inotify()
                return watches.map { ScarceNotifier(notifier, watches: $0) } ?? notifier
            }
        }
    }

    /// Waits until a notice like that was told.
    private func expect(
        _ tree: WatchedTree,
        _ what: Comment,
        _ isTold: (WatchNotice) -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            if tree.model.notices.contains(where: isTold) { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record(what)
    }

    @Test("It tells how many directories it watches, and watches no ignored ones")
    func watching() async throws {
        let tree = try await tree { root in
            for name in ["a/b", "c", ".hidden/x", "@eaDir"] {
                try TreeChanges.makeDirectory(root.pushing(FilePath(name)))
            }
        }
        try await expect(tree, "4 directories") { $0 == .watching(directories: 4) }
        tree.stop()
    }

    @Test("At the watch limit it says so, polls, and watches once it may")
    func watchLimit() async throws {
        let tree = try await tree(watches: 2) { root in
            for number in 0..<4 { try TreeChanges.makeDirectory(root.appending("\(number)")) }
        }
        try await expect(tree, "the limit") { notice in
            if case .watchLimitReached(let shortage) = notice {
                shortage.watchedCount == 2 && shortage.neededCount == 5
            } else {
                false
            }
        }
        for number in 0..<4 { try TreeChanges.write(tree.root.appending("\(number)/a.mp3")) }
        try await tree.waitUntilKnown("files in unwatched directories")
        // Two directories less, and the rest fits.
        for number in 1..<4 { try TreeChanges.remove(tree.root.appending("\(number)")) }
        try await expect(tree, "all watched") { $0 == .watching(directories: 2) }
        tree.stop()
    }

    @Test("A root's going and coming is told")
    func roots() async throws {
        let tree = try await tree(createRoot: false)
        try await expect(tree, "not there") { $0 == .rootUnavailable(tree.root) }
        try TreeChanges.makeDirectory(tree.root)
        try await expect(tree, "there") { $0 == .rootReturned(tree.root) }
        tree.stop()
    }

    @Test("A file is hinted when it is closed, not before")
    func waitsForClose() async throws {
        let tree = try await tree()
        let path = tree.root.appending("a.mp3")
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: .create,
            permissions: .ownerReadWrite
        )
        for _ in 0..<5 {
            _ = try file.writeAll("slowly".utf8)
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(tree.model.hintCount == 0)
        try file.close()
        try await tree.waitUntilKnown("closed")
        #expect(tree.model.hintCount > 0)
        tree.stop()
    }

    @Test("A created file that is never closed is hinted once it is still")
    func neverClosed() async throws {
        let tree = try await tree(stillness: .milliseconds(50))
        let path = tree.root.appending("a.mp3")
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: .create,
            permissions: .ownerReadWrite
        )
        _ = try file.writeAll("all of it".utf8)
        try await tree.waitUntilKnown("still")
        try file.close()
        tree.stop()
    }

    @Test("A rename within the tree gives both ends in one batch")
    func renameIsOneBatch() async throws {
        let tree = try await tree { root in
            try TreeChanges.makeDirectory(root.appending("x"))
            try TreeChanges.makeDirectory(root.appending("y"))
            try TreeChanges.write(root.appending("x/a.mp3"))
        }
        let bell = Doorbell()
        let queue = HintQueue(quiet: .milliseconds(20), roots: [tree.root], bell: bell)
        let source = InotifySource(roots: [tree.root], filter: PathFilter())
        try source.start(into: queue)
        let (from, to) = (tree.root.pushing("x/a.mp3"), tree.root.pushing("y/b.mp3"))
        try TreeChanges.rename(from, to)
        var hints: [FileHint] = []
        while hints.isEmpty {
            bell.wait(until: queue.nextDeadline)
            hints = queue.takeHints()
        }
        #expect(Set(hints) == [.file(from), .file(to)])
        source.stop()
        tree.stop()
    }

    @Test(
        "A folder that was moved is watched where it is",
        arguments: [
            "into a parent just made": ["mkdir B", "mv A/X B/X"],
            "into deep parents just made": ["mkdir B/N", "mv A/X B/N/X"],
            "there and back": ["mv A/X X", "mv X A/X"],
            "twice": ["mv A/X X", "mkdir C", "mv X C/X"],
            "with its parent": ["mv A/X X", "mv A B", "mv X B/X"],
            "swapped with another": ["mkdir A/Y", "mv A/X t", "mv A/Y A/X", "mv t A/Y"],
        ].sorted { $0.key < $1.key }
    )
    func movedFolders(_ what: String, _ steps: [String]) async throws {
        let notifier = HeldNotifier(try Inotify())
        let tree = try await WatchedTree(
            prepare: { root in
                try TreeChanges.makeDirectory(root.pushing("A/X/Y"))
                try TreeChanges.write(root.pushing("A/X/Y/1.mp3"))
            },
            source: { root, filter in
                InotifySource(roots: [root], filter: filter, options: .init()) {
                    () throws(FileError) in
                    notifier
                }
            }
        )
        // All of it happens before the first event is read.
        notifier.hold()
        try await Task.sleep(for: .milliseconds(20))
        for step in steps {
            let words = step.split(separator: " ").map { tree.root.pushing(FilePath(String($0))) }
            if step.hasPrefix("mkdir") {
                try TreeChanges.makeDirectory(words[1])
            } else {
                try TreeChanges.rename(words[1], words[2])
            }
        }
        notifier.release()
        try await tree.waitUntilKnown("\(what): the moves")
        for directory in Set(tree.model.known.keys.map { $0.filePath.removingLastComponent() }) {
            try TreeChanges.write(directory.appending("late.mp3"))
            try TreeChanges.write(directory.removingLastComponent().appending("above.mp3"))
        }
        try await tree.waitUntilKnown("\(what): a change after that", timeout: .seconds(5))
        tree.stop()
    }

    /// Events are lost, so that the root is registered again and again while it is being deleted.
    @Test("A root that goes while it is looked at is waited for", arguments: 0..<12)
    func rootGoesMeanwhile(seed: Int) async throws {
        func fill(_ root: FilePath) throws {
            try TreeChanges.makeDirectory(root.appending("album"))
            for name in ["0.mp3", "1.mp3", "2.mp3"] {
                try TreeChanges.write(root.appending("album").appending(name))
            }
        }
        let tree = try await WatchedTree(
            prepare: fill,
            source: { root, filter in
                InotifySource(roots: [root], filter: filter, options: .init()) {
                    () throws(FileError) in
                    LossyNotifier(try Inotify(), seed: UInt64(seed))
                }
            }
        )
        for round in 0..<5 {
            try TreeChanges.remove(tree.root)
            try await tree.waitUntilKnown("seed \(seed), round \(round): deleted")
            try fill(tree.root)
            try await tree.waitUntilKnown("seed \(seed), round \(round): made again")
        }
        tree.stop()
    }

    @Test("After the stop nothing comes any more")
    func stops() async throws {
        let tree = try await tree()
        let queue = HintQueue(quiet: .zero, roots: [tree.root], bell: Doorbell())
        let source = InotifySource(roots: [tree.root], filter: PathFilter())
        try source.start(into: queue)
        source.stop()
        try TreeChanges.write(tree.root.appending("a.mp3"))
        #expect(queue.takeHints().isEmpty)
        tree.stop()
    }

    @Test("Without an inotify instance it says why")
    func noInstance() async throws {
        let source = InotifySource(roots: ["/nowhere"], filter: PathFilter(), options: .init()) {
            () throws(FileError) in
            throw FileError(operation: .watch, path: "inotify", errno: .tooManyOpenFiles)
        }
        let queue = HintQueue(quiet: .zero, roots: ["/nowhere"], bell: Doorbell())
        #expect(throws: WatchError.notifierUnavailable(.tooManyOpenFiles)) {
            try source.start(into: queue)
        }
        source.stop()
    }
}

@Suite("The table of watches")
struct WatchTableTests {
    private func paths(_ table: WatchTable, _ watch: Int32) -> [String] {
        table.locations(of: watch).map {
            "\($0.root):" + String(decoding: $0.path, as: UTF8.self)
        }
    }

    @Test("A renamed directory takes all below it along")
    func renaming() {
        var table = WatchTable()
        table.add(1, parent: .root(0), name: [])
        table.add(2, parent: .watch(1), name: "a".utf8)
        table.add(3, parent: .watch(2), name: "b".utf8)
        table.add(4, parent: .root(1), name: [])
        #expect(paths(table, 3) == ["0:a/b"])
        table.add(2, parent: .watch(4), name: "longer".utf8)
        #expect(paths(table, 3) == ["0:a/b", "1:longer/b"])
        table.remove(2, parent: .watch(1), name: "a".utf8)
        #expect(paths(table, 3) == ["1:longer/b"])
        #expect(table.removeUnreachable().isEmpty)
        table.remove(2, parent: .watch(4), name: "longer".utf8)
        #expect(table.removeUnreachable() == [3])
        #expect(table.count == 2)
    }

    @Test("Several ways lead to a directory and all below it")
    func several() {
        var table = WatchTable()
        table.add(1, parent: .root(0), name: [])
        table.add(2, parent: .watch(1), name: "a".utf8)
        table.add(3, parent: .watch(1), name: "b".utf8)
        table.add(4, parent: .watch(2), name: "c".utf8)
        // Two links that lead to each other's directory: none is its own ancestor.
        table.add(3, parent: .watch(2), name: "to b".utf8)
        table.add(2, parent: .watch(3), name: "to a".utf8)
        #expect(Set(paths(table, 4)) == ["0:a/c", "0:b/to a/c"])
        #expect(Set(paths(table, 3)) == ["0:b", "0:a/to b"])
        // Without a root they hold each other, and nothing leads to them.
        table.remove(2, parent: .watch(1), name: "a".utf8)
        table.remove(3, parent: .watch(1), name: "b".utf8)
        #expect(paths(table, 4).isEmpty)
        #expect(Set(table.removeUnreachable()) == [2, 3, 4])
    }

    @Test("Links that multiply have an end")
    func multiplying() {
        var table = WatchTable()
        table.add(0, parent: .root(0), name: [])
        for level in Int32(0)..<40 {
            table.add(level + 1, parent: .watch(level), name: "one".utf8)
            table.add(level + 1, parent: .watch(level), name: "other".utf8)
        }
        let locations = table.locations(of: 40)
        #expect(locations.count == 64)
        #expect(Set(locations.map(\.path)).count == 64)
        // Nor does a search take for ever that finds nothing.
        table.remove(0)
        #expect(table.locations(of: 40).isEmpty)
    }

    @Test("A loop of stale entries ends")
    func loops() {
        var table = WatchTable()
        table.add(1, parent: .watch(2), name: "a".utf8)
        table.add(2, parent: .watch(1), name: "b".utf8)
        #expect(table.locations(of: 1).isEmpty)
        #expect(Set(table.removeUnreachable()) == [1, 2])
    }

    @Test("Names are packed, and what a registration did not see is known")
    func packing() {
        var table = WatchTable()
        table.add(0, parent: .root(0), name: [])
        for round in 0..<20 {
            for watch in Int32(1)...200 {
                let name = "name \(watch) of round \(round)"
                if round.isMultiple(of: 2) { table.remove(watch) }
                table.add(watch, parent: .watch(0), name: name.utf8)
                // A rename is told by the new place first.
                let old = "name \(watch) of round \(round - 1)"
                table.remove(watch, parent: .watch(0), name: old.utf8)
            }
        }
        #expect(paths(table, 77) == ["0:name 77 of round 19"])
        table.beginGeneration()
        table.add(0, parent: .root(0), name: [])
        table.add(7, parent: .watch(0), name: "seen".utf8)
        #expect(paths(table, 7).count == 2)
        let removed = table.removeUnseen()
        #expect(removed.count == 199 && !removed.contains(7))
        #expect(paths(table, 7) == ["0:seen"])
    }
}
