import FileIO
import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Journal

/// Two processes append, and one of them is killed, a hundred times, for real.
@Suite struct KilledProcessTests {
    private static let kills = 100

    @Test func aHundredKills() throws {
        let temporary = try TemporaryDirectory()
        let directory = temporary.path.appending("journal")
        var random = SeededRandom(seed: Seeds.from(1, count: 1).lowerBound)
        let survivor = try Appender("survivor", directory, temporary.path)
        defer { survivor.kill() }
        var victims: [Appender] = []
        for number in 0..<Self.kills {
            let victim = try Appender("victim-\(number)", directory, temporary.path)
            defer { victim.kill() }
            try victim.wait(forAcknowledged: 1 + random.below(12))
            // Anywhere in an append, not only at its end.
            usleep(UInt32(random.below(800)))
            victim.kill()
            victims.append(victim)
        }
        try survivor.wait(forAcknowledged: Self.kills)
        survivor.kill()

        let journal = Journal(directory: directory)
        let outcome = try journal.readAll()
        #expect(outcome.damage == [])
        #expect(try journal.verify().isClean)
        var numbers: [Substring: [Int]] = [:]
        for text in outcome.texts {
            let words = text.split(separator: " ")
            numbers[words[0], default: []].append(try #require(Int(words[1])))
        }
        #expect(numbers.count == Self.kills + 1)
        for appender in victims + [survivor] {
            let found = try #require(numbers[Substring(appender.name)])
            // In order, each once, whole appends only, and all that was acknowledged.
            #expect(found == Array(0..<found.count), "\(appender.name)")
            #expect(found.count >= appender.acknowledgedCount(), "\(appender.name)")
            #expect(Appender.isWholeAppends(found.count), "\(appender.name): \(found.count)")
        }
        // Both took part all the time.
        #expect(try journal.info().segments.count > 1)
    }
}

/// A `journal-appender`, running as a process of its own; what it prints goes to a file.
private final class Appender {
    let name: String
    private let process = Process()
    private let output: FilePath

    /// It lies beside the test bundle.
    private static let executable: FilePath = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
        let tests = FilePath(platformString: buffer)
        return tests.removingLastComponent().appending("journal-appender")
    }()

    init(_ name: String, _ journal: FilePath, _ directory: FilePath) throws {
        self.name = name
        output = directory.appending(name)
        try write([], to: output)
        process.executableURL = URL(fileURLWithPath: Self.executable.string)
        process.arguments = [journal.string, name]
        process.environment = ["SWIFT_BACKTRACE": "enable=no"]
        process.standardOutput = FileHandle(forWritingAtPath: output.string)
        try process.run()
    }

    /// How many of its records it said to be acknowledged.
    func acknowledgedCount() -> Int {
        let text = (try? bytes(of: output)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        // A line that was not finished says nothing.
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .compactMap { Int($0) }.last ?? 0
    }

    func wait(forAcknowledged count: Int) throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while acknowledgedCount() < count {
            try #require(ContinuousClock.now < deadline && process.isRunning, "\(name)")
            usleep(500)
        }
    }

    func kill() {
        guard process.isRunning else { return }
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The appends hold one record, two, three, one, …, each as many as the number it begins with
    /// says.
    static func isWholeAppends(_ count: Int) -> Bool {
        var total = 0
        while total < count { total += 1 + total % 3 }
        return total == count
    }
}
