import Glibc
import SystemPackage

/// The peak resident memory of this process since the measurement began.
///
/// Source: proc(5), `clear_refs` and `VmHWM`.
struct PeakMemory {
    private static let targetMegabytes = 64

    init() {
        try? Files.write("5".utf8, to: "/proc/self/clear_refs")
    }

    /// Shown beside a figure; the target is at most 64 MB.
    var quantity: Figure.Quantity {
        let peak = ProcessStatus(getpid())?.peakKibibytes ?? 0
        return .megabytes("peak (≤ \(Self.targetMegabytes) MB)", kibibytes: peak)
    }
}
