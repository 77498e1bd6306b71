#if os(Linux) && !PSM_PORTABLE
package import FileIO
internal import Glibc
internal import Synchronization
internal import SystemPackage

/// One event as the kernel queued it. `name` is valid only during the handler's call.
package struct InotifyEvent {
    /// The watch descriptor; −1 if the queue overflowed.
    package let watch: Int32
    package let mask: UInt32
    /// Equal for the two events of a rename, else 0.
    package let cookie: UInt32
    /// The entry's name within the watched directory; empty for the watched path itself.
    package let name: UnsafeRawBufferPointer

    package init(watch: Int32, mask: UInt32, cookie: UInt32, name: UnsafeRawBufferPointer) {
        self.watch = watch
        self.mask = mask
        self.cookie = cookie
        self.name = name
    }
}

/// An inotify instance that one thread reads and any thread may interrupt. inotify does not report
/// mounts over a watched directory, so `read` also wakes up for changed mounts.
///
/// Any thread may call `add`, `remove` and `interrupt`; the kernel orders them. So may `read`, but
/// two readers would share the events between them, so use only one.
///
/// ```
/// let inotify = try Inotify()
/// let watch = try inotify.add(path: Array("/music".utf8), mask: UInt32(IN_CREATE | IN_MOVED_TO))
/// _ = try inotify.read(timeoutMilliseconds: nil) { event in
///     print(event.watch == watch, String(decoding: event.name, as: UTF8.self))
/// }
/// ```
///
/// Source: inotify(7), poll(2), pipe(7).
package final class Inotify: Sendable {
    private static let bufferBytes = 64 * 1024
    private static let headerBytes = MemoryLayout<inotify_event>.size

    private let descriptor: Int32
    /// A pipe, as a byte stays in it: an interrupt before `read` is not lost.
    private let wakeReader: Int32
    private let wakeWriter: Int32
    private let mounts = MountTable()
    private let haveMountsChanged = Atomic(false)

    /// - Throws: `FileError` with `isWatchLimit` if the instance limit is reached.
    package init() throws(FileError) {
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard descriptor >= 0 else { throw Self.failure("inotify") }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            let error = Self.failure("inotify wake-up pipe")
            Glibc.close(descriptor)
            throw error
        }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        wakeReader = ends[0]
        wakeWriter = ends[1]
    }

    deinit {
        Glibc.close(descriptor)
        Glibc.close(wakeReader)
        Glibc.close(wakeWriter)
    }

    /// Watches `path` for the events in `mask` (`IN_…`), or changes the mask of its watch.
    ///
    /// - Returns: the watch descriptor; the same for the same inode.
    /// - Throws: `FileError`; `isWatchLimit` if the watch limit is reached.
    package func add(path: [UInt8], mask: UInt32) throws(FileError) -> Int32 {
        let watch = path.withTerminatedBytes { inotify_add_watch(descriptor, $0, mask) }
        guard watch >= 0 else {
            throw FileError(operation: .watch, path: FilePath(bytes: path), errno: .current)
        }
        return watch
    }

    /// Removes a watch; it is no error if the kernel already dropped it. An `IN_IGNORED` follows.
    package func remove(_ watch: Int32) {
        _ = inotify_rm_watch(descriptor, watch)
    }

    /// Waits for events, and passes on all that one read of the queue returns.
    ///
    /// - Parameter timeoutMilliseconds: how long to wait; `nil` means forever.
    /// - Returns: whether there were events; `false` after the timeout, `interrupt()`, or a changed
    ///   mount.
    package func read(
        timeoutMilliseconds: Int?,
        into handler: (InotifyEvent) -> Void
    ) throws(FileError) -> Bool {
        var polled = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0),
            pollfd(fd: mounts.descriptor, events: Int16(POLLPRI), revents: 0),
        ]
        let timeout = timeoutMilliseconds.map { Int32(clamping: max(0, $0)) } ?? -1
        let ready = poll(&polled, 3, timeout)
        guard ready >= 0 else {
            // A signal ends the wait, as an interrupt does.
            if Errno.current == .interrupted { return false }
            throw Self.failure("inotify")
        }
        if polled[1].revents != 0 { drainWakeUps() }
        if polled[2].revents != 0 { haveMountsChanged.store(true, ordering: .relaxed) }
        guard polled[0].revents != 0 else { return false }
        return try readQueue(into: handler)
    }

    /// Whether anything was mounted or unmounted since the last call, as far as `read` noticed.
    package func takeMountChange() -> Bool {
        haveMountsChanged.exchange(false, ordering: .relaxed)
    }

    /// Makes the current `read`, or the next one, return at once. Callable from any thread.
    package func interrupt() {
        var byte: UInt8 = 1
        // A full pipe already holds a wake-up.
        _ = write(wakeWriter, &byte, 1)
    }

    private func drainWakeUps() {
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
            while Glibc.read(wakeReader, buffer.baseAddress, buffer.count) == buffer.count {}
        }
    }

    private func readQueue(into handler: (InotifyEvent) -> Void) throws(FileError) -> Bool {
        let error: FileError? = withUnsafeTemporaryAllocation(
            byteCount: Self.bufferBytes,
            alignment: MemoryLayout<inotify_event>.alignment
        ) { buffer in
            let length = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            guard length >= 0 else {
                let code = Errno.current
                let isEmpty = code == .resourceTemporarilyUnavailable || code == .interrupted
                return isEmpty ? nil : Self.failure("inotify")
            }
            Self.parse(UnsafeRawBufferPointer(rebasing: buffer[..<length]), into: handler)
            return nil
        }
        if let error { throw error }
        return true
    }

    private static func parse(
        _ queue: UnsafeRawBufferPointer,
        into handler: (InotifyEvent) -> Void
    ) {
        var offset = 0
        while offset + headerBytes <= queue.count {
            let event = queue.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            let start = offset + headerBytes
            let padded = queue[start..<min(start + Int(event.len), queue.count)]
            let end = padded.firstIndex(of: 0) ?? padded.endIndex
            handler(
                InotifyEvent(
                    watch: event.wd,
                    mask: event.mask,
                    cookie: event.cookie,
                    name: UnsafeRawBufferPointer(rebasing: queue[start..<end])
                )
            )
            offset = padded.endIndex
        }
    }

    private static func failure(_ what: String) -> FileError {
        FileError(operation: .watch, path: FilePath(what), errno: .current)
    }
}
#endif
