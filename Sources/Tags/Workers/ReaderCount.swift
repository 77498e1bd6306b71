internal import CWorkers

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// How many files are read at once: as many as pay, which only trying shows.
///
/// Readers that mostly compute are enough as they are. If they mostly wait for a device, twice as
/// many are tried; they stay if that made it faster by a fifth.
struct ReaderCount {
    private static let least = 2
    private static let window = Duration.milliseconds(200)
    private static let fewestFiles = 16
    /// Below this share of its time, a reader mostly waits.
    private static let computing = 0.5
    private static let gain = 1.2
    /// How many windows pass before twice as many are tried again.
    private static let pause = 25

    private var limit: Int
    private(set) var count: Int
    private var windowStart = ContinuousClock.now
    private var doneBefore = 0
    private var cpuBefore: [pid_t: Int64] = [:]
    /// The rate with half as many readers, while twice as many are tried.
    private var rateBefore: Double?
    private var windowsToWait = 0

    init(limit: Int) {
        self.limit = limit
        count = min(Self.least, limit)
    }

    /// No more can be had.
    mutating func keep(to limit: Int) {
        self.limit = limit
        count = min(count, limit)
    }

    mutating func observe(doneCount: Int, _ processes: [pid_t]) {
        let elapsed = ContinuousClock.now - windowStart
        guard elapsed >= Self.window, doneCount - doneBefore >= Self.fewestFiles else { return }
        let cpu = Dictionary(
            uniqueKeysWithValues: processes.map { ($0, psm_worker_cpu($0)) }
        )
        let used = cpu.reduce(0) { sum, process in
            sum + process.value - (cpuBefore[process.key] ?? process.value)
        }
        let seconds = elapsed / .seconds(1)
        let share = Double(used) / 1e9 / seconds / Double(max(1, processes.count))
        decide(rate: Double(doneCount - doneBefore) / seconds, computing: share)
        windowStart = .now
        doneBefore = doneCount
        cpuBefore = cpu
    }

    /// - Parameters:
    ///   - rate: files a second.
    ///   - computing: the share of their time that the readers computed, 0 to 1.
    mutating func decide(rate: Double, computing: Double) {
        if let rateBefore {
            self.rateBefore = nil
            if rate < rateBefore * Self.gain {
                count = min(limit, max(Self.least, count / 2))
                windowsToWait = Self.pause
                return
            }
        }
        if windowsToWait > 0 {
            windowsToWait -= 1
        } else if computing < Self.computing, count < limit {
            rateBefore = rate
            count = min(limit, count * 2)
        }
    }
}
