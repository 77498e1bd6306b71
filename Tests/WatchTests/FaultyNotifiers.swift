import Glibc
import Inotify
import Synchronization
import SystemPackage

@testable import FileIO
@testable import Watch

/// Loses events as the kernel does: some are gone, and then it says that its queue was full.
final class LossyNotifier: WatchNotifier {
    private let notifier: Inotify
    private let random: Mutex<Seeded>

    init(_ notifier: Inotify, seed: UInt64) {
        self.notifier = notifier
        random = Mutex(Seeded(seed: seed))
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
        var hasLost = false
        let hasRead = try notifier.read(timeoutMilliseconds: timeoutMilliseconds) { event in
            if random.withLock({ Int.random(in: 0..<4, using: &$0) == 0 }) {
                hasLost = true
            } else {
                handler(event)
            }
        }
        if hasLost {
            let empty = UnsafeRawBufferPointer(start: nil, count: 0)
            let mask = UInt32(IN_Q_OVERFLOW)
            handler(InotifyEvent(watch: -1, mask: mask, cookie: 0, name: empty))
        }
        return hasRead
    }
}

/// Has few watches to give, as where `fs.inotify.max_user_watches` is low.
final class ScarceNotifier: WatchNotifier {
    private let notifier: Inotify
    private let limit: Int
    private let watches = Mutex<Set<Int32>>([])

    init(_ notifier: Inotify, watches limit: Int) {
        self.notifier = notifier
        self.limit = limit
    }

    func add(path: [UInt8], mask: UInt32) throws(FileError) -> Int32 {
        let watch = try notifier.add(path: path, mask: mask)
        let isGranted = watches.withLock { watches in
            if !watches.contains(watch), watches.count >= limit { return false }
            watches.insert(watch)
            return true
        }
        guard isGranted else {
            notifier.remove(watch)
            throw FileError(operation: .watch, path: FilePath(bytes: path), errno: .noSpace)
        }
        return watch
    }

    func remove(_ watch: Int32) {
        watches.withLock { _ = $0.remove(watch) }
        notifier.remove(watch)
    }

    func takeMountChange() -> Bool { notifier.takeMountChange() }

    func interrupt() { notifier.interrupt() }

    func read(
        timeoutMilliseconds: Int?,
        into handler: (InotifyEvent) -> Void
    ) throws(FileError) -> Bool {
        try notifier.read(timeoutMilliseconds: timeoutMilliseconds) { event in
            if event.mask & UInt32(IN_IGNORED) != 0 {
                watches.withLock { _ = $0.remove(event.watch) }
            }
            handler(event)
        }
    }
}

/// Reads nothing while it is held, as a machine does that has better things to do.
final class HeldNotifier: WatchNotifier {
    private let notifier: Inotify
    private let isHeld = Atomic(false)

    init(_ notifier: Inotify) {
        self.notifier = notifier
    }

    func hold() { isHeld.store(true, ordering: .releasing) }
    func release() { isHeld.store(false, ordering: .releasing) }

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
        if isHeld.load(ordering: .acquiring) {
            usleep(1_000)
            return false
        }
        // Never so long in the kernel that it would miss being held.
        return try notifier.read(timeoutMilliseconds: 5, into: handler)
    }
}

/// Has no watches to give below a directory while nobody may look into it.
final class DenyingNotifier: WatchNotifier {
    private let notifier: Inotify
    private let shut = Mutex<FilePath?>(nil)

    init(_ notifier: Inotify) {
        self.notifier = notifier
    }

    /// - Parameter directory: nothing below it is watched; nil where all is.
    func shut(_ directory: FilePath?) { shut.withLock { $0 = directory } }

    func add(path: [UInt8], mask: UInt32) throws(FileError) -> Int32 {
        let place = FilePath(bytes: path)
        let isDenied = shut.withLock { $0.map { place != $0 && place.starts(with: $0) } ?? false }
        if isDenied {
            throw FileError(operation: .watch, path: place, errno: .permissionDenied)
        }
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
