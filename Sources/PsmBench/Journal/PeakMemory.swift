import Glibc
import SystemPackage

/// The most memory that this process had resident since it began to look.
///
/// Source: proc(5), `clear_refs` and `VmHWM`.
struct PeakMemory {
    private static let targetMegabytes = 64

    init() {
        try? Files.write("5".utf8, to: "/proc/self/clear_refs")
    }

    /// Beside a figure; at most 64 MB is what it should be.
    var quantity: Figure.Quantity {
        let peak = ProcessStatus(getpid())?.peakKibibytes ?? 0
        return .megabytes("peak (≤ \(Self.targetMegabytes) MB)", kibibytes: peak)
    }
}
