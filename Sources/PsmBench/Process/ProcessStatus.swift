import CWorkers
import Glibc
import SystemPackage

/// What the kernel tells about a running process.
///
/// Source: proc(5).
struct ProcessStatus {
    /// Resident now (VmRSS), and the part of it that no file backs (RssAnon).
    let residentKibibytes: Int
    let anonymousKibibytes: Int
    /// The most that was ever resident (VmHWM).
    let peakKibibytes: Int
    let threadCount: Int

    /// Nil where there is no such process.
    init?(_ pid: pid_t) {
        var numbers: [Substring: Int] = [:]
        for line in Files.text(FilePath("/proc/\(pid)/status")).split(separator: "\n") {
            let words = line.split { $0 == ":" || $0 == " " || $0 == "\t" }
            if words.count > 1 { numbers[words[0]] = Int(words[1]) }
        }
        guard let resident = numbers["VmRSS"] else { return nil }
        residentKibibytes = resident
        anonymousKibibytes = numbers["RssAnon"] ?? 0
        peakKibibytes = numbers["VmHWM"] ?? 0
        threadCount = numbers["Threads"] ?? 0
    }
}

/// What a running process has used so far.
///
/// Source: proc(5), clock_getcpuclockid(3).
struct ProcessUse {
    /// User and system time in clock ticks (`sysconf(_SC_CLK_TCK)` a second).
    let cpuTicks: Int
    /// The same to the nanosecond: less than a tick may have been used without one being counted.
    let cpu: Duration
    /// Bytes handed to `write` and its like, and those that the disk will get.
    let writtenBytes: Int
    let storedBytes: Int

    /// Nil where there is no such process.
    init?(_ pid: pid_t) {
        // The name in the second field may hold anything, so count from the last parenthesis.
        let stat = Files.text(FilePath("/proc/\(pid)/stat"))
        guard let end = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[end...].split(separator: " ")
        guard fields.count > 13, let user = Int(fields[12]), let system = Int(fields[13]) else {
            return nil
        }
        cpuTicks = user + system
        let nanoseconds = psm_process_cpu(pid)
        guard nanoseconds > 0 else { return nil }
        cpu = .nanoseconds(nanoseconds)
        var numbers: [Substring: Int] = [:]
        for line in Files.text(FilePath("/proc/\(pid)/io")).split(separator: "\n") {
            let words = line.split { $0 == ":" || $0 == " " }
            if words.count > 1 { numbers[words[0]] = Int(words[1]) }
        }
        writtenBytes = numbers["wchar"] ?? 0
        storedBytes = numbers["write_bytes"] ?? 0
    }
}
