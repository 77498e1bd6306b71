internal import CWorkers

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// How many files are read at once: as many as pay, which only trying shows.
///
/// While psm and its readers keep the cores busy, they are enough. If the cores mostly wait for a
/// device, twice as many readers are tried; they stay if that made it faster by a fifth.
struct ReaderCount {
    private static let least = 2
    private static let window = Duration.milliseconds(200)
    private static let fewestFiles = 16
    /// Below this share of their time, the cores mostly wait.
    private static let computing = 0.5
    private static let coreCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
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
        let isFirst = cpuBefore.isEmpty
        guard isFirst || (elapsed >= Self.window && doneCount - doneBefore >= Self.fewestFiles)
        else { return }
        let cpu = Dictionary(
            uniqueKeysWithValues: (processes + [getpid()]).map { ($0, psm_process_cpu($0)) }
        )
        defer {
            windowStart = .now
            doneBefore = doneCount
            cpuBefore = cpu
        }
        if isFirst { return }
        // Who was not there before has begun since.
        let used = cpu.reduce(0) { $0 + $1.value - (cpuBefore[$1.key] ?? 0) }
        let seconds = elapsed / .seconds(1)
        let share = Double(used) / 1e9 / seconds / Double(min(Self.coreCount, cpu.count))
        decide(rate: Double(doneCount - doneBefore) / seconds, computing: share)
    }

    /// - Parameters:
    ///   - rate: files a second.
    ///   - computing: the share of their time that the cores computed, 0 to 1.
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
