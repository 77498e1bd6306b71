import FileIO
import SystemPackage
import Testing

extension PsmProcess {
    /// What a process has done since its start, in counts: one that sleeps adds to none of them.
    struct Activity: Equatable {
        /// How often a thread was taken off its core, of its own accord or not: at least once a
        /// wake-up.
        var switches = 0
        /// User and system time, in clock ticks: a loop that never sleeps has many a second.
        var ticks = 0
        /// By write(2) and its like, to files, pipes and sockets.
        var bytesWritten = 0
    }

    /// Source: proc_pid_status(5), proc_pid_stat(5), proc_pid_io(5).
    func activity() throws -> Activity {
        let process = FilePath("/proc/\(processID)")
        var activity = Activity()
        let tasks = process.appending("task")
        for name in try PosixFileSystem().list(tasks) {
            let task = tasks.appending(String(decoding: name, as: UTF8.self))
            // A thread may have ended since.
            guard let status = Self.text(task.appending("status")),
                let statistics = Self.text(task.appending("stat"))
            else { continue }
            // libdispatch looks once a second how busy its threads are, on one of its own.
            if Self.field("Name", in: status)?.hasSuffix(".overcommit") == true { continue }
            activity.switches += try #require(Self.number("voluntary_ctxt_switches", in: status))
            activity.switches += try #require(Self.number("nonvoluntary_ctxt_switches", in: status))
            // The name may hold anything; behind it stand the third field and all after it.
            let fields = try #require(statistics.split(separator: ")").last).split(separator: " ")
            for field in fields[11...12] { activity.ticks += try #require(Int(field)) }
        }
        let io = try #require(Self.text(process.appending("io")))
        activity.bytesWritten = try #require(Self.number("wchar", in: io))
        return activity
    }

    /// The value behind `NAME:` in a line of its own.
    private static func field(_ name: String, in text: String) -> String? {
        let line = text.split(separator: "\n").first { $0.hasPrefix("\(name):") }
        return line?.dropFirst(name.count + 1).split(whereSeparator: \.isWhitespace).first
            .map(String.init)
    }

    private static func number(_ name: String, in text: String) -> Int? {
        field(name, in: text).flatMap { Int($0) }
    }

    private static func text(_ path: FilePath) -> String? {
        ProcFile.read(path).map { String(decoding: $0, as: UTF8.self) }
    }
}
