import FileIO
import Messages
import SystemPackage
import TestSupport
import Testing
import Threads

@testable import Tags

#if canImport(Glibc)
import Glibc
#endif

/// Whatever a worker does, psm gets an answer for each file, and the others are read.
@Suite struct TagWorkersTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    private static func executable(_ name: String) -> FilePath {
        TagWorkerPath.find().removingLastComponent().appending(name)
    }

    private func workers(
        _ executable: FilePath = Self.executable("odd-worker"),
        patience: Duration = .seconds(30),
        cpuPatience: Duration = .seconds(30)
    ) -> TagWorkers {
        var settings = TagWorkers.Settings()
        settings.cpuPatience = cpuPatience
        settings.executable = executable
        settings.patience = patience
        return TagWorkers(settings)
    }

    /// - Returns: what came of files with these contents.
    private func read(
        _ contents: [String],
        _ workers: TagWorkers,
        _ cancellation: Cancellation = .never
    ) throws -> [TagReading.Content] {
        let requests = try contents.enumerated().map { number, content in
            let path = folder.path.appending("\(number).mp3")
            try write(content, path)
            return TagRequest(path: path.bytes, followSymlinks: false)
        }
        var readings = [TagReading.Content?](repeating: nil, count: requests.count)
        try workers.read(requests, cancellation) { index, reading in
            #expect(readings[index] == nil, "one answer for each file")
            readings[index] = reading.content
        }
        return try readings.map { try #require($0) }
    }

    private func write(_ text: String, _ path: FilePath) throws {
        let file = try PosixFileSystem().open(path, .create)
        defer { file.close() }
        try file.truncate(toSizeBytes: 0)
        try file.writeAll(Array(text.utf8), atOffset: 0)
    }

    private func title(_ content: TagReading.Content) -> String? {
        guard case .tags(let tags) = content else { return nil }
        return tags.title
    }

    private func error(_ content: TagReading.Content) -> String? {
        guard case .tags(let tags) = content else { return nil }
        return tags.error
    }

    private func reason(_ content: TagReading.Content) -> String? {
        guard case .unread(let reason) = content else { return nil }
        return reason
    }

    @Test func manyFilesAreRead() throws {
        let contents = (0..<500).map { "Song \($0)" }
        let workers = workers()
        for _ in 0..<2 {
            let readings = try read(contents, workers)
            #expect(readings.map { title($0) } == contents)
        }
        workers.rest()
        #expect(try read(["Harbour"], workers).map { title($0) } == ["Harbour"])
    }

    @Test(arguments: [
        ("fault", "signal 11"), ("abort", "signal 6"), ("signal 9", "signal 9"),
        ("exit 3", "status 3"), ("spin", "CPU time"), ("memory", "MB of memory"),
        ("babble", "fail"), ("hang-up", "fail"),
    ])
    func whatEndsAWorkerIsTheFilesError(content: String, told: String) throws {
        var contents = (0..<40).map { "Song \($0)" }
        contents[7] = content
        contents[30] = content
        let readings = try read(contents, workers())
        for (number, reading) in readings.enumerated() {
            if number == 7 || number == 30 {
                #expect(error(reading)?.contains(told) == true, "\(reading)")
            } else {
                #expect(title(reading) == contents[number])
            }
        }
    }

    /// Nobody knows what is in it: its device does not answer.
    @Test(arguments: ["stop", "sleep 60"]) func aSilentWorkerIsNoFilesError(content: String) throws
    {
        let contents = ["Song 1", content, "Song 3", "Song 4"]
        let readings = try read(contents, workers(patience: .milliseconds(300)))
        #expect(reason(readings[1])?.contains("no answer") == true, "\(readings[1])")
        for number in [0, 2, 3] { #expect(title(readings[number]) == contents[number]) }
    }

    @Test func aFailedCallIsNoFilesError() throws {
        let readings = try read(["unread 5", "Song 2"], workers())
        #expect(reason(readings[0]) == "cannot be read: Input/output error")
        #expect(title(readings[1]) == "Song 2")
    }

    /// Whoever kills one from outside has nothing to do with the file.
    @Test func aWorkerThatIsKilledOnceIsNoFilesError() throws {
        let workers = workers()
        _ = try read(["Song"], workers)
        for process in workers.processes { kill(process, SIGKILL) }
        let contents = (0..<20).map { "Song \($0)" }
        #expect(try read(contents, workers).map { title($0) } == contents)
    }

    @Test(arguments: ["exit 1", "exec sleep 1", "echo hello >&0", "exec cat /dev/zero >&0"])
    func anotherExecutableIsRefused(script: String) throws {
        let path = folder.path.appending("psm-tags")
        try write("#!/bin/sh\n\(script)\n", path)
        try #require(chmod(path.string, 0o755) == 0)
        #expect(throws: TagWorkerError.self) { try read(["Song"], workers(path)) }
    }

    @Test func whoIgnoresItsTimerIsEnded() throws {
        let workers = workers(cpuPatience: .seconds(1))
        let readings = try read(["Song 1", "spin-on", "Song 2"], workers)
        #expect(error(readings[1])?.contains("CPU time") == true)
        #expect(title(readings[0]) == "Song 1" && title(readings[2]) == "Song 2")
    }

    /// A worker that has read a file may have its death from that one.
    @Test func whoComesAfterAFaultyFileIsAskedAnew() throws {
        let contents = (0..<40).map { $0 % 8 == 3 ? "fault" : "Song \($0)" }
        let readings = try read(contents, workers())
        for (content, reading) in zip(contents, readings) {
            if content == "fault" {
                #expect(error(reading)?.contains("signal") == true)
            } else {
                #expect(title(reading) == content && error(reading) == "")
            }
        }
    }

    /// Those that ran out of memory have left; the next file is none of their business.
    @Test func nobodyIsBlamedForWhoHasLeft() throws {
        let workers = workers()
        for _ in 0..<3 {
            let first = try read(["memory", "memory"], workers)
            #expect(first.allSatisfy { error($0)?.contains("memory") == true })
            #expect(try read(["Song"], workers).map { title($0) } == ["Song"])
            for process in workers.processes { kill(process, SIGKILL) }
            #expect(try read(["Song"], workers).map { error($0) } == [""])
        }
    }

    @Test func anotherVersionIsToldAsThat() throws {
        let path = folder.path.appending("psm-tags")
        var greeting = MessageWriter()
        var other = WorkerGreeting(confinement: 0)
        other.version = "0.0.0"
        other.encode(into: &greeting)
        let octal = greeting.bytes.map { byte in
            let digits = String(byte, radix: 8)
            return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }.joined()
        try write("#!/bin/sh\nprintf '\(octal)' >&0\nexec sleep 5\n", path)
        try #require(chmod(path.string, 0o755) == 0)
        #expect(throws: TagWorkerError.otherVersion(path)) { try read(["Song"], workers(path)) }
    }

    @Test func aMissingOneIsTold() throws {
        let path = folder.path.appending("psm-tags")
        let missing = TagWorkerError.cannotStart(path, .noSuchFileOrDirectory)
        #expect(throws: missing) { try read(["Song"], workers(path)) }
        #expect(missing.exitStatus == .inputOutput)
        #expect(missing.description.contains(path.string))
    }

    @Test func aStopWaitsForNobody() throws {
        let workers = workers()
        _ = try read(["Song"], workers)
        let start = ContinuousClock.now
        let cancellation = Cancellation { start.duration(to: .now) > .milliseconds(200) }
        #expect(throws: CancellationError.self) {
            _ = try read(["sleep 60", "sleep 60"], workers, cancellation)
        }
        #expect(workers.processes.count <= 2)
    }

    @Test func afterARestThereIsNone() throws {
        let workers = workers()
        _ = try read(["Song 1", "Song 2"], workers)
        let processes = workers.processes
        #expect(!processes.isEmpty)
        workers.rest()
        #expect(workers.processes.isEmpty)
        for process in processes { #expect(kill(process, 0) != 0) }
    }
}
