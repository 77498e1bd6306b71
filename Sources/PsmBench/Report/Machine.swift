import FoundationEssentials
import Glibc
import SystemPackage

/// The machine that the figures were measured on.
struct Machine: Encodable {
    let processor: String
    let cores: Int
    let memoryMebibytes: Int
    let kernel: String
    let system: String
    let date: String
    /// The load over the last minute, at the start and at the end: the bench itself is in it.
    let loadAtStart: Double
    var loadAtEnd = 0.0

    init() {
        processor = Self.field("model name", in: "/proc/cpuinfo", after: ":") ?? "unknown"
        cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        memoryMebibytes =
            sysconf(Int32(_SC_PHYS_PAGES)) / 1_024 * sysconf(Int32(_SC_PAGESIZE)) / 1_024
        kernel = Files.text("/proc/sys/kernel/osrelease").filter { $0 != "\n" }
        system =
            Self.field("PRETTY_NAME", in: "/etc/os-release", after: "=")?.filter { $0 != "\"" }
            ?? "Linux"
        date = Date.now.formatted(.iso8601)
        loadAtStart = Self.load()
    }

    mutating func finish() {
        loadAtEnd = Self.load()
    }

    var line: String {
        let load = "\(Numbers.text(loadAtStart)) to \(Numbers.text(loadAtEnd))"
        return "\(processor), \(cores) cores, \(Numbers.text(Double(memoryMebibytes))) MiB, "
            + "\(system), Linux \(kernel), load \(load), \(date)"
    }

    private static func load() -> Double {
        Double(Files.text("/proc/loadavg").prefix { $0 != " " }) ?? 0
    }

    private static func field(
        _ name: String,
        in file: FilePath,
        after separator: Character
    ) -> String? {
        for line in Files.text(file).split(separator: "\n") where line.hasPrefix(name) {
            guard let end = line.firstIndex(of: separator) else { continue }
            return String(line[line.index(after: end)...].drop { $0 == " " })
        }
        return nil
    }
}
