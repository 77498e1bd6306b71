import Glibc
import Inotify
import Synchronization
import SystemPackage
import TestSupport
import Threads

@testable import FileIO
@testable import Watch

/// inotify with a short queue in the kernel, which nobody reads while something is done.
final class HeldSource: Onlooker {
    private let source: InotifySource
    private let gate = Gate()

    init(roots: [FilePath], options: InotifySource.Options, queueLimit: Int) {
        let gate = gate
        source = InotifySource(roots: roots, filter: PathFilter(), options: options) {
            () throws(FileError) in
            HeldNotifier(try KernelQueue.shortened(to: queueLimit), gate)
        }
    }

    func start(into queue: HintQueue) throws(WatchError) { try source.start(into: queue) }

    func stop() { source.stop() }

    func begin() { gate.isShut = true }

    func see(_ before: Census, _ after: Census) {}

    func finish() { gate.isShut = false }
}

/// Where a reader waits.
private final class Gate: Sendable {
    private let flag = Atomic(false)
    private let bell = Doorbell()

    var isShut: Bool {
        get { flag.load(ordering: .acquiring) }
        set {
            flag.store(newValue, ordering: .releasing)
            if !newValue { bell.ring() }
        }
    }

    func pass() {
        while isShut { bell.wait(until: nil) }
    }
}

private final class HeldNotifier: WatchNotifier {
    private let notifier: Inotify
    private let gate: Gate

    init(_ notifier: Inotify, _ gate: Gate) {
        self.notifier = notifier
        self.gate = gate
    }

    func add(path: [UInt8], mask: UInt32) throws(FileError) -> Int32 {
        try notifier.add(path: path, mask: mask)
    }

    func remove(_ watch: Int32) { notifier.remove(watch) }

    func takeMountChange() -> Bool { notifier.takeMountChange() }

    func interrupt() {
        gate.isShut = false
        notifier.interrupt()
    }

    func read(
        timeoutMilliseconds: Int?,
        into handler: (InotifyEvent) -> Void
    ) throws(FileError) -> Bool {
        gate.pass()
        return try notifier.read(timeoutMilliseconds: timeoutMilliseconds, into: handler)
    }
}

/// How many events the kernel keeps for whoever does not read them. An instance has the limit of
/// the moment in which it was made.
enum KernelQueue {
    private static let path = "/proc/sys/fs/inotify/max_queued_events"
    private static let lock = Mutex(())

    static var canBeShortened: Bool { access(path, W_OK) == 0 }

    static func shortened(to limit: Int) throws(FileError) -> Inotify {
        let made: Result<Inotify, FileError> = lock.withLock { _ in
            do throws(FileError) {
                guard let text = ProcFile.read(FilePath(path)),
                    let found = Int(String(decoding: text.prefix { $0 != 0x0A }, as: UTF8.self))
                else { throw FileError(operation: .read, path: FilePath(path), errno: .ioError) }
                // Another run of this test may be in the middle of the same: then it is the kernel's
                // default that is put back.
                let former = found > limit ? found : 16_384
                // For a moment only: other instances are made meanwhile.
                try write(Array("\(limit)".utf8))
                defer { try? write(Array("\(former)".utf8)) }
                return .success(try Inotify())
            } catch {
                return .failure(error)
            }
        }
        return try made.get()
    }

    private static func write(_ bytes: [UInt8]) throws(FileError) {
        let file = try PosixFileSystem().open(FilePath(path), .readWrite)
        defer { file.close() }
        try file.writeAll(bytes, atOffset: 0)
    }
}
