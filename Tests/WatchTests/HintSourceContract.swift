import FileIO
import Inotify
import SystemPackage
import Testing
import Threads

@testable import Watch

/// A source under the contract, and how it is made.
struct SourceUnderTest: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let make: @Sendable (FilePath, PathFilter) -> any HintSource

    /// Those that people use.
    static let real = [all[0], all[3]]

    static let all = [
        SourceUnderTest(testDescription: "inotify") { root, filter in
            InotifySource(roots: [root], filter: filter)
        },
        SourceUnderTest(testDescription: "inotify that loses events") { root, filter in
            InotifySource(roots: [root], filter: filter, options: .init()) {
                () throws(FileError) in
                LossyNotifier(try Inotify(), seed: 7)
            }
        },
        SourceUnderTest(testDescription: "inotify with three watches") { root, filter in
            var options = InotifyWatcher.Options()
            options.pollInterval = .milliseconds(50)
            return InotifySource(roots: [root], filter: filter, options: options) {
                () throws(FileError) in
                ScarceNotifier(try Inotify(), watches: 3)
            }
        },
        SourceUnderTest(testDescription: "polling") { root, _ in
            PollingSource(roots: [root], interval: .milliseconds(40))
        },
    ]
}

/// Whoever looks where the hints say knows the tree as it is, whatever is done to it.
@Suite("Every hint source", .serialized, .timeLimit(.minutes(2)))
struct HintSourceContract {
    typealias Step = (FilePath) throws -> Void

    /// Watches a prepared tree, then makes each change and waits until it is known.
    private func check(
        _ source: SourceUnderTest,
        quiet: Duration = .zero,
        prepare: Step = { _ in },
        _ steps: KeyValuePairs<String, Step>
    ) async throws {
        let tree = try await WatchedTree(quiet: quiet, prepare: prepare, source: source.make)
        do {
            for (what, step) in steps {
                try step(tree.root)
                try await tree.waitUntilKnown(what)
            }
        } catch {
            Issue.record(error, "\(source.testDescription)")
        }
        tree.stop()
    }

    @Test("Files come", arguments: SourceUnderTest.all)
    func coming(source: SourceUnderTest) async throws {
        try await check(
            source,
            [
                "created and closed": { try TreeChanges.write($0.appending("a.mp3")) },
                "appended": { try TreeChanges.append($0.appending("a.mp3")) },
                "saved by rename": { root in
                    try TreeChanges.write(root.appending("a.mp3.tmp"), "new content")
                    try TreeChanges.rename(root.appending("a.mp3.tmp"), root.appending("a.mp3"))
                },
                "rsync's temporary name": { root in
                    try TreeChanges.write(root.appending(".b.mp3.X1yZ2"))
                    try TreeChanges.rename(root.appending(".b.mp3.X1yZ2"), root.appending("b.mp3"))
                },
                "moved in": { root in
                    let outside = root.removingLastComponent().appending("c.mp3")
                    try TreeChanges.write(outside)
                    try TreeChanges.rename(outside, root.appending("c.mp3"))
                },
                "a name that is ignored": { try TreeChanges.write($0.appending("cover.jpg")) },
                "older than what it replaces": { root in
                    try TreeChanges.write(root.appending("x.part"), "old")
                    try TreeChanges.makeOld(root.appending("x.part"))
                    try TreeChanges.rename(root.appending("x.part"), root.appending("a.mp3"))
                },
                "retagged, time kept": { root in
                    try TreeChanges.write(root.appending("a.mp3"), "dlo")
                    try TreeChanges.makeOld(root.appending("a.mp3"))
                },
                "truncated": { try TreeChanges.write($0.appending("a.mp3"), "") },
                "permissions": { try TreeChanges.setMode($0.appending("a.mp3"), 0o600) },
                "a name that is not UTF-8": { root in
                    try TreeChanges.write(FilePath(bytes: root.bytes + [0x2F, 0xFF] + ".mp3".utf8))
                },
            ]
        )
    }

    @Test("A hard link comes", arguments: SourceUnderTest.all)
    func hardLink(source: SourceUnderTest) async throws {
        try await check(
            source,
            [
                "linked from outside": { root in
                    let outside = root.removingLastComponent().appending("c.mp3")
                    try TreeChanges.write(outside)
                    try TreeChanges.link(outside, root.appending("c.mp3"))
                }
            ]
        )
    }

    @Test("Files go", arguments: SourceUnderTest.all)
    func going(source: SourceUnderTest) async throws {
        try await check(
            source,
            prepare: { root in
                for number in 0..<4 { try TreeChanges.write(root.appending("\(number).mp3")) }
            },
            [
                "deleted": { try TreeChanges.remove($0.appending("0.mp3")) },
                "renamed": { root in
                    try TreeChanges.rename(root.appending("1.mp3"), root.appending("one.mp3"))
                },
                "renamed to an ignored name": { root in
                    try TreeChanges.rename(root.appending("2.mp3"), root.appending("2.mp3.part"))
                },
                "moved out": { root in
                    let outside = root.removingLastComponent().appending("3.mp3")
                    try TreeChanges.rename(root.appending("3.mp3"), outside)
                },
                "deleted and made again": { root in
                    try TreeChanges.remove(root.appending("one.mp3"))
                    try TreeChanges.write(root.appending("one.mp3"), "another")
                },
            ]
        )
    }

    @Test("Directories come, change and go", arguments: SourceUnderTest.all)
    func directories(source: SourceUnderTest) async throws {
        try await check(
            source,
            prepare: { try Self.fill($0.appending("old/album")) },
            [
                "nested, with files at once": { try Self.fill($0.appending("a/b/c/d/e")) },
                "a file in the fresh one": {
                    try TreeChanges.write($0.appending("a/b/c/d/e/x.mp3"))
                },
                "moved in": { root in
                    let outside = root.removingLastComponent().appending("elsewhere")
                    try Self.fill(outside.appending("disc"))
                    try TreeChanges.rename(outside, root.appending("moved"))
                },
                "a file in the moved one": {
                    try TreeChanges.write($0.appending("moved/disc/x.mp3"))
                },
                "renamed": { root in
                    try TreeChanges.rename(root.appending("moved"), root.appending("a/renamed"))
                },
                "a change in the renamed one": { root in
                    try TreeChanges.append(root.appending("a/renamed/disc/x.mp3"))
                    try TreeChanges.write(root.appending("a/renamed/disc/y.mp3"))
                },
                "renamed twice at once": { root in
                    try TreeChanges.rename(root.appending("a/renamed"), root.appending("once"))
                    try TreeChanges.rename(root.appending("once"), root.appending("twice"))
                    try TreeChanges.write(root.appending("twice/disc/z.mp3"))
                },
                "a change after that": { try TreeChanges.write($0.appending("twice/disc/w.mp3")) },
                "moved out, and another put in its place": { root in
                    let outside = root.removingLastComponent().appending("out")
                    try TreeChanges.rename(root.appending("twice"), outside)
                    try Self.fill(root.appending("twice/disc"))
                    try TreeChanges.write(outside.appending("disc/unseen.mp3"))
                },
                "a change in that": { try TreeChanges.append($0.appending("twice/disc/1.mp3")) },
                "moved to an ignored name": { root in
                    try TreeChanges.rename(root.appending("old"), root.appending(".old"))
                },
                "deleted with all": { try TreeChanges.remove($0.appending("a")) },
            ]
        )
    }

    @Test(
        "Many files in fresh nested directories, none missed (2,400 by inotify)",
        arguments: zip(SourceUnderTest.real, [200, 30])
    )
    func manyAtOnce(source: SourceUnderTest, albums: Int) async throws {
        try await check(
            source,
            quiet: .milliseconds(20),
            [
                "all albums": { root in
                    for number in 0..<albums {
                        try Self.fill(
                            root.appending("Artist \(number / 10)/Album \(number)/CD1"),
                            12
                        )
                    }
                }
            ]
        )
    }

    @Test("A root goes and comes back", arguments: SourceUnderTest.all)
    func rootReturns(source: SourceUnderTest) async throws {
        try await check(
            source,
            prepare: { try Self.fill($0.appending("album")) },
            [
                "away": { root in
                    try TreeChanges.rename(root, root.removingLastComponent().appending("away"))
                },
                "back": { root in
                    let away = root.removingLastComponent().appending("away")
                    try TreeChanges.write(away.appending("album/x.mp3"))
                    try TreeChanges.rename(away, root)
                },
                "a change in it": { try TreeChanges.write($0.appending("album/y.mp3")) },
                "deleted": { try TreeChanges.remove($0) },
                "made again": { try Self.fill($0.appending("album")) },
                "a change in that": { try TreeChanges.write($0.appending("album/z.mp3")) },
            ]
        )
    }

    @Test("A root that is not there at the start is waited for", arguments: SourceUnderTest.all)
    func rootComes(source: SourceUnderTest) async throws {
        for place in ["music", "not/yet/there"] {
            let tree = try await WatchedTree(
                createRoot: false,
                rootBelow: FilePath(place),
                source: source.make
            )
            do {
                try Self.fill(tree.root.appending("album"))
                try await tree.waitUntilKnown("made")
                try TreeChanges.write(tree.root.appending("album/x.mp3"))
                try await tree.waitUntilKnown("a change in it")
            } catch {
                Issue.record(error, "\(source.testDescription), \(place)")
            }
            tree.stop()
        }
    }

    @Test("It can be stopped at any time, and starts once", arguments: SourceUnderTest.all)
    func stopping(source: SourceUnderTest) async throws {
        let unstarted = source.make("/nowhere", PathFilter())
        unstarted.stop()

        let queue = HintQueue(quiet: .zero, roots: ["/nowhere"], bell: Doorbell())
        let started = source.make("/nowhere", PathFilter())
        try started.start(into: queue)
        #expect(throws: WatchError.alreadyStarted) { try started.start(into: queue) }
        started.stop()
        started.stop()
    }

    @Test("After anything at all, what is known is what is there", arguments: SourceUnderTest.all)
    func randomChanges(source: SourceUnderTest) async throws {
        for seed in UInt64(0)..<3 {
            let tree = try await WatchedTree(quiet: .milliseconds(5), source: source.make)
            var random = RandomChanges(root: tree.root, seed: seed)
            do {
                for round in 0..<4 {
                    for _ in 0..<20 { random.change() }
                    try await tree.waitUntilKnown("seed \(seed), round \(round)")
                }
            } catch {
                Issue.record(error, "\(source.testDescription)")
            }
            tree.stop()
        }
    }

    private static func fill(_ directory: FilePath, _ count: Int = 3) throws {
        try TreeChanges.makeDirectory(directory)
        for number in 0..<count { try TreeChanges.write(directory.appending("\(number).mp3")) }
    }
}

/// Makes changes at random in a small world, so that names meet again and again.
struct RandomChanges {
    let root: FilePath
    private var random: Seeded

    init(root: FilePath, seed: UInt64) {
        self.root = root
        random = Seeded(seed: seed)
    }

    /// One change; where it is not possible, none.
    mutating func change() {
        let (file, other) = (self.file(), self.file())
        let (directory, elsewhere) = (self.directory(), self.directory())
        let outside = root.removingLastComponent().appending(
            "out\(Int.random(in: 0..<2, using: &random))"
        )
        switch Int.random(in: 0..<11, using: &random) {
        case 0, 1, 2: try? TreeChanges.write(file, String(repeating: "x", count: size()))
        case 3: try? TreeChanges.append(file)
        case 4: try? TreeChanges.rename(file, other)
        case 5: try? TreeChanges.remove(file)
        case 6: try? TreeChanges.makeDirectory(directory)
        case 7: try? TreeChanges.rename(directory, elsewhere)
        case 8: try? TreeChanges.remove(directory)
        case 9: try? TreeChanges.rename(directory, outside)
        default: try? TreeChanges.rename(outside, directory)
        }
    }

    private mutating func size() -> Int { Int.random(in: 0..<50, using: &random) }

    private mutating func directory() -> FilePath {
        var path = root
        for _ in 0...Int.random(in: 0...2, using: &random) {
            path.append("d\(Int.random(in: 0..<3, using: &random))")
        }
        return path
    }

    private mutating func file() -> FilePath {
        let directory = Bool.random(using: &random) ? root : directory()
        let kind = ["mp3", "mp3", "flac", "tmp"].randomElement(using: &random) ?? "mp3"
        return directory.appending("\(Int.random(in: 0..<4, using: &random)).\(kind)")
    }
}
