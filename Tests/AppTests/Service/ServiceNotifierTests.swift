import Dispatch
import Glibc
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import App

@Suite struct ServiceNotifierTests {
    private static let processID: pid_t = 4_711

    /// A clock that moves when it is told to.
    private final class Clock: Sendable {
        let nanoseconds = Atomic<UInt64>(1)
    }

    private let directory: TemporaryDirectory
    private let clock = Clock()

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func notifier(
        _ name: String?,
        watchdog: String? = nil,
        process: String? = nil
    ) -> ServiceNotifier {
        var environment: [String: [UInt8]] = [:]
        environment["NOTIFY_SOCKET"] = name.map { Array($0.utf8) }
        environment["WATCHDOG_USEC"] = watchdog.map { Array($0.utf8) }
        environment["WATCHDOG_PID"] = process.map { Array($0.utf8) }
        return ServiceNotifier(environment: environment, processID: Self.processID) { [clock] in
            clock.nanoseconds.load(ordering: .relaxed)
        }
    }

    /// A path in a folder of its own, or an abstract name that nobody else has.
    private func name(isAbstract: Bool) -> String {
        let path = directory.path.appending("notify").string
        return isAbstract ? "@\(path)" : path
    }

    @Test(arguments: [false, true])
    func everyMessageIsHeard(isAbstract: Bool) throws {
        let name = name(isAbstract: isAbstract)
        let systemd = try LocalSocket(.datagrams, at: name)
        let notifier = notifier(name, watchdog: "300000000", process: "4711")
        notifier.ready("watching 3 folders")
        notifier.status("reading tags")
        notifier.beat()
        notifier.stopping()
        #expect(
            systemd.received() == [
                "READY=1\nSTATUS=watching 3 folders\n", "STATUS=reading tags\n", "WATCHDOG=1\n",
                "STOPPING=1\n",
            ]
        )
        #expect(notifier.beatInterval == .seconds(150))
    }

    @Test func aBeatIsToldFourTimesInTheLimit() throws {
        let name = name(isAbstract: false)
        let systemd = try LocalSocket(.datagrams, at: name)
        let notifier = notifier(name, watchdog: "8000000")
        var count = 0
        for _ in 0..<8_000 {
            clock.nanoseconds.add(1_000_000, ordering: .relaxed)
            notifier.beat()
            count += systemd.received().count
        }
        #expect(count == 4)
    }

    @Test func ofManyThreadsOneTellsTheBeat() throws {
        let name = name(isAbstract: false)
        let systemd = try LocalSocket(.datagrams, at: name)
        let notifier = notifier(name, watchdog: "8000000")
        DispatchQueue.concurrentPerform(iterations: 64) { _ in notifier.beat() }
        #expect(systemd.received() == ["WATCHDOG=1\n"])
    }

    @Test(
        arguments: [
            ("2000000", nil, .seconds(1)), ("2000000", "4711", .seconds(1)),
            ("2000000", "4712", nil), ("2000000", "", nil), ("0", nil, nil), ("-5", nil, nil),
            ("", nil, nil), ("5s", nil, nil), ("18446744073709551615", nil, nil), (nil, nil, nil),
            (nil, "4711", nil), ("4", nil, .microseconds(2)),
        ] as [(String?, String?, Duration?)]
    )
    func beatsAreForWhomTheyAreAskedOf(
        watchdog: String?,
        process: String?,
        interval: Duration?
    ) throws {
        let name = name(isAbstract: false)
        let systemd = try LocalSocket(.datagrams, at: name)
        let notifier = notifier(name, watchdog: watchdog, process: process)
        #expect(notifier.beatInterval == interval)
        notifier.beat()
        #expect(systemd.received().count == (interval == nil ? 0 : 1))
    }

    @Test(arguments: [nil, "", "@", "/", "relative", "vsock:2:1"])
    func whereNobodyIsNamedNothingHappens(name: String?) {
        for name in [name, "/" + String(repeating: "x", count: 107)] {
            let notifier = notifier(name, watchdog: "2000000")
            #expect(notifier.beatInterval == nil)
            notifier.ready("")
            notifier.beat()
            notifier.stopping()
        }
    }

    @Test func whereNobodyListensNothingHappens() throws {
        let name = name(isAbstract: false)
        let notifier = notifier(name, watchdog: "2000000")
        notifier.ready("")
        notifier.beat()
        // Who comes later hears what comes later.
        let systemd = try LocalSocket(.datagrams, at: name)
        notifier.stopping()
        #expect(systemd.received() == ["STOPPING=1\n"])
    }

    @Test func aFullQueueIsNotWaitedFor() throws {
        let name = name(isAbstract: false)
        let systemd = try LocalSocket(.datagrams, at: name)
        let notifier = notifier(name)
        for _ in 0..<10_000 { notifier.status("busy") }
        #expect(systemd.received().count < 10_000)
        notifier.stopping()
        #expect(systemd.received() == ["STOPPING=1\n"])
    }

    @Test func aStatusIsOneLineThatSystemdTakes() throws {
        let name = name(isAbstract: false)
        let systemd = try LocalSocket(.datagrams, at: name)
        let notifier = notifier(name)
        notifier.status("a\nMAINPID=1\tb")
        #expect(systemd.received() == ["STATUS=a\\nMAINPID=1\\tb\n"])
        notifier.ready(String(repeating: "é", count: 10_000))
        let message = try #require(systemd.received().first)
        #expect(message.hasPrefix("READY=1\nSTATUS=éé"))
        #expect(message.hasSuffix("é\n"))
        #expect(message.utf8.count < 4_096)
    }

    /// The test run itself is no service.
    @Test func aProcessThatNobodyAskedSaysNothing() {
        let notifier = ServiceNotifier.ofProcess()
        notifier.ready("")
        #expect(notifier.beatInterval == nil)
        #expect(ServiceNotifier.monotonicNanoseconds() > 0)
    }
}
