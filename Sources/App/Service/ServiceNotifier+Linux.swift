#if os(Linux) && !PSM_PORTABLE
import Glibc
import Messages
import Synchronization

/// Tells systemd that the service is ready, what it is doing, and that it is alive.
///
/// If the process was not started by systemd, each call is one comparison. A message that cannot be
/// delivered is dropped: psm works on.
///
/// Source: sd_notify(3), sd_watchdog_enabled(3).
package final class ServiceNotifier: Sendable {
    /// The interval between watchdog notifications: half of the time after which systemd considers
    /// the service hung. nil if the watchdog is off.
    let beatInterval: Duration?

    private let address: UnixSocketAddress?
    private let descriptor: Int32
    private let pauseNanoseconds: UInt64?
    private let nextBeat = Atomic<UInt64>(0)
    private let now: @Sendable () -> UInt64

    /// systemd drops a message of more than 4096 bytes whole, `READY=1` and all.
    private static let longestStatusBytes = 2_048

    /// - Parameters:
    ///   - environment: `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID` are read.
    ///   - now: nanoseconds of a monotonic clock.
    init(
        environment: [String: [UInt8]],
        processID: pid_t = getpid(),
        now: @escaping @Sendable () -> UInt64 = { ServiceNotifier.monotonicNanoseconds() }
    ) {
        self.now = now
        let flags = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let address = environment["NOTIFY_SOCKET"].flatMap { UnixSocketAddress($0) }
        descriptor = address == nil ? -1 : socket(AF_UNIX, flags, 0)
        self.address = descriptor < 0 ? nil : address
        let limit = Self.watchdogMicroseconds(environment, processID: processID)
        guard descriptor >= 0, let limit else {
            beatInterval = nil
            pauseNanoseconds = nil
            return
        }
        beatInterval = .microseconds(limit / 2)
        pauseNanoseconds = UInt64(limit) * 1_000 / 4
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The notifier of this process. Removes its variables from the environment: a child that
    /// inherited them would speak for the service.
    ///
    /// Call it once, before there are threads: unsetenv(3) is not thread-safe.
    package static func ofProcess() -> ServiceNotifier {
        let notifier = ServiceNotifier(environment: ProcessContext.current().environment)
        for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] { unsetenv(name) }
        return notifier
    }

    // MARK: Telling

    /// The service has started. From now on systemd expects watchdog notifications.
    func ready(_ status: String) {
        send("READY=1\n\(Self.statusLine(status))")
    }

    /// One line for `systemctl status`.
    func status(_ status: String) {
        send(Self.statusLine(status))
    }

    /// The service is shutting down.
    func stopping() {
        send("STOPPING=1\n")
    }

    /// The service is alive. Any thread may call this at any rate: at most four notifications are
    /// sent per watchdog interval.
    func beat() {
        guard let pauseNanoseconds else { return }
        let now = now()
        let due = nextBeat.load(ordering: .relaxed)
        guard now >= due else { return }
        // If several threads arrive at once, one of them sends it.
        let isOurs = nextBeat.compareExchange(
            expected: due,
            desired: now + pauseNanoseconds,
            ordering: .relaxed
        ).exchanged
        if isOurs { send("WATCHDOG=1\n") }
    }

    private func send(_ message: String) {
        guard let address else { return }
        var message = message
        message.withUTF8 { bytes in
            address.withPointer { pointer, length in
                let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
                _ = sendto(descriptor, bytes.baseAddress, bytes.count, flags, pointer, length)
            }
        }
    }

    /// One line: a line break would begin another assignment.
    private static func statusLine(_ status: String) -> String {
        var line = "STATUS=".unicodeScalars
        var sizeBytes = 0
        for scalar in Text.printable(status).unicodeScalars {
            sizeBytes += UTF8.width(scalar)
            if sizeBytes > longestStatusBytes { break }
            line.append(scalar)
        }
        return String(line) + "\n"
    }

    // MARK: Being asked

    /// nil if the watchdog is off, or meant for another process.
    private static func watchdogMicroseconds(
        _ environment: [String: [UInt8]],
        processID: pid_t
    ) -> Int64? {
        let text = { (name: String) in
            environment[name].map { String(decoding: $0, as: UTF8.self) }
        }
        if let other = text("WATCHDOG_PID"), pid_t(other) != processID { return nil }
        // 2^64 - 1 means no limit, and so does anything near it.
        let longest = Int64.max / 1_000
        guard let limit = text("WATCHDOG_USEC").flatMap({ Int64($0) }),
            (4...longest).contains(limit)
        else { return nil }
        return limit
    }

    static func monotonicNanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
#endif
