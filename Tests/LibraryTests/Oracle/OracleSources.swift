import Glibc
import Inotify
import Synchronization
import SystemPackage
import TestSupport

@testable import FileIO
@testable import Watch

/// A kernel's queue that is full again and again: for a while all events are lost, and where the
/// first of them was, it says so.
final class FullQueue: WatchNotifier {
    private struct State {
        var random: SeededRandom
        /// How many events are still to be lost.
        var losing = 0
    }

    private let notifier: Inotify
    private let state: Mutex<State>

    init(_ notifier: Inotify, seed: UInt64) {
        self.notifier = notifier
        state = Mutex(State(random: SeededRandom(seed: seed)))
    }

    func add(path: [UInt8], mask: UInt32) throws(FileError) -> Int32 {
        try notifier.add(path: path, mask: mask)
    }

    func remove(_ watch: Int32) { notifier.remove(watch) }

    func takeMountChange() -> Bool { notifier.takeMountChange() }

    func interrupt() { notifier.interrupt() }

    func read(
        timeoutMilliseconds: Int?,
        into handler: (InotifyEvent) -> Void
    ) throws(FileError) -> Bool {
        // What is lost was lost before it is said: never beyond one read.
        defer { state.withLock { $0.losing = 0 } }
        return try notifier.read(timeoutMilliseconds: timeoutMilliseconds) { event in
            let (isLost, isFirst) = state.withLock { state -> (Bool, Bool) in
                if state.losing > 0 {
                    state.losing -= 1
                    return (true, false)
                }
                guard state.random.chance(5) else { return (false, false) }
                state.losing = state.random.below(12)
                return (true, true)
            }
            if !isLost { handler(event) }
            guard isFirst else { return }
            let empty = UnsafeRawBufferPointer(start: nil, count: 0)
            let mask = UInt32(IN_Q_OVERFLOW)
            handler(InotifyEvent(watch: -1, mask: mask, cookie: 0, name: empty))
        }
    }
}

/// A source that knows when something is about to be done to the tree, and when it was.
protocol Onlooker: HintSource {
    func begin()
    func see(_ before: Census, _ after: Census)
    func finish()
}

/// A source that is told what was done, and tells it badly: it drops hints, repeats them, changes
/// their order and holds them back; it also tells what did not happen. Where it dropped some it
/// says in the end that events were lost, and hints the roots.
final class Gossip: Onlooker {
    private struct State {
        var random: SeededRandom
        var queue: HintQueue?
        var held: [FileHint] = []
        var hasDropped = false
    }

    private let roots: [FilePath]
    private let state: Mutex<State>

    init(roots: [FilePath], seed: UInt64) {
        self.roots = roots
        state = Mutex(State(random: SeededRandom(seed: seed)))
    }

    func start(into queue: HintQueue) throws(WatchError) {
        state.withLock { $0.queue = queue }
    }

    func stop() {
        state.withLock { $0.queue = nil }
    }

    func begin() {}

    /// One operation, by what it changed.
    func see(_ before: Census, _ after: Census) {
        let changed = after.changedPaths(since: before)
        state.withLock { state in
            var (hints, moves) = Self.tell(changed, before, after, &state.random)
            if state.random.chance(5) { hints.append(.file(roots[0].appending("a/nothing"))) }
            if state.random.chance(30) {
                hints += moves.flatMap { [$0.from, $0.to] }
                moves = []
            }
            state.queue?.offer([], moves: moves)
            state.held += hints.flatMap { hint in
                let repeats = state.random.pick(of: 0, 1, 1, 1, 1, 2)
                if repeats == 0 { state.hasDropped = true }
                return Array(repeating: hint, count: repeats)
            }
            if state.random.chance(50) { return }
            state.held.shuffle(using: &state.random)
            let count = state.random.below(state.held.count + 1)
            state.queue?.offer(Array(state.held.prefix(count)))
            state.held.removeFirst(count)
        }
    }

    /// Everything was done: what was held back comes, and the loss is noticed.
    func finish() {
        state.withLock { state in
            state.queue?.offer(state.held)
            state.held = []
            if !state.hasDropped { return }
            state.hasDropped = false
            state.queue?.offer(.queueOverflowed)
            state.queue?.offer(roots.map { .directory($0) })
        }
    }

    private static func tell(
        _ changed: [[UInt8]],
        _ before: Census,
        _ after: Census,
        _ random: inout SeededRandom
    ) -> (hints: [FileHint], moves: [HintMove]) {
        var hints: [FileHint] = []
        var moves: [HintMove] = []
        var sources: [UInt64: [UInt8]] = [:]
        for path in changed where after.files[path] == nil {
            if let inode = before.files[path]?.inode { sources[inode] = path }
        }
        for path in changed {
            let place = FilePath(bytes: path)
            if after.directories.contains(path) {
                hints.append(.directory(place))
            } else if let inode = after.files[path]?.inode, let from = sources[inode],
                random.chance(70)
            {
                moves.append(HintMove(from: .removed(FilePath(bytes: from)), to: .file(place)))
            } else {
                hints.append(after.files[path] == nil ? .removed(place) : .file(place))
            }
        }
        return (hints, moves)
    }
}

/// Watches as a user to whom nothing belongs. From its first watch on, so does the thread of the
/// source.
final class UnprivilegedNotifier: WatchNotifier {
    private let notifier: Inotify

    init(_ notifier: Inotify) {
        self.notifier = notifier
    }

    func add(path: [UInt8], mask: UInt32) throws(FileError) -> Int32 {
        try? Unprivileged.stay()
        return try notifier.add(path: path, mask: mask)
    }

    func remove(_ watch: Int32) { notifier.remove(watch) }

    func takeMountChange() -> Bool { notifier.takeMountChange() }

    func interrupt() { notifier.interrupt() }

    func read(
        timeoutMilliseconds: Int?,
        into handler: (InotifyEvent) -> Void
    ) throws(FileError) -> Bool {
        try notifier.read(timeoutMilliseconds: timeoutMilliseconds, into: handler)
    }
}
