import FileIO
import Inotify
import SystemPackage
import TestSupport
import Testing

@testable import Watch

/// Whatever is done to the tree, once it is quiet `library_files` equals what find gives; whoever is
/// only renamed keeps its id; nothing is told twice; and a replay gives what the live run did.
///
/// A run judges some hundred seeds. `PSM_ORACLE_SEEDS=2000` takes so many of each kind, and
/// `PSM_SEED_OFFSET` others.
@Suite("Whatever is done to the tree, library_files equals find", .serialized)
struct OracleTests {
    private typealias Wrap = @Sendable (Inotify, UInt64) -> any WatchNotifier

    private static let options = {
        var options = InotifySource.Options()
        // So that nothing is found by polling.
        options.pollInterval = .seconds(600)
        options.stillness = .milliseconds(30)
        return options
    }()

    private static func inotify(_ wrap: @escaping Wrap = { real, _ in real }) -> Oracle.MakeSource {
        { roots, followSymlinks, seed in
            var options = options
            options.followSymlinks = followSymlinks
            return InotifySource(roots: roots, filter: PathFilter(), options: options) {
                () throws(FileError) in
                wrap(try Inotify(), seed)
            }
        }
    }

    @Test("Told by the kernel")
    func told() async {
        await Oracle(name: "inotify", makeSource: Self.inotify()).judge(seeds: 50)
    }

    @Test("Told by the kernel, and links are followed")
    func following() async {
        await Oracle(name: "inotify", followingPercent: 100, makeSource: Self.inotify())
            .judge(seeds: 30)
    }

    @Test("Events are lost again and again")
    func losing() async {
        let source = Self.inotify { FullQueue($0, seed: $1) }
        let oracle = Oracle(name: "full queue", followingPercent: 30, makeSource: source)
        let overflows = await oracle.judge(seeds: 30)
        #expect(overflows > 0)
    }

    @Test(
        "The kernel's queue is full",
        .enabled(if: KernelQueue.canBeShortened, "only root may shorten the queue")
    )
    func overflowing() async {
        let oracle = Oracle(name: "short queue") { roots, _, _ in
            HeldSource(roots: roots, options: Self.options, queueLimit: 12)
        }
        #expect(await oracle.judge(seeds: 15) > 0)
    }

    @Test("A watcher and a scanner that may not look everywhere")
    func unprivileged() async {
        let source = Self.inotify { real, _ in UnprivilegedNotifier(real) }
        let oracle = Oracle(name: "unprivileged", isUnprivileged: true, makeSource: source)
        await oracle.judge(seeds: 15)
    }

    @Test("Polled")
    func polled() async {
        let oracle = Oracle(name: "polling", followingPercent: 40) { roots, _, _ in
            PollingSource(roots: roots, interval: .milliseconds(50))
        }
        await oracle.judge(seeds: 30)
    }

    @Test("Hints are dropped, repeated, late and out of order")
    func gossip() async {
        let oracle = Oracle(name: "gossip", followingPercent: 40) { roots, _, seed in
            Gossip(roots: roots, seed: seed)
        }
        await oracle.judge(seeds: 60)
    }
}
