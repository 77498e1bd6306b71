import Glibc
import SystemPackage

/// Reports on stderr what is being measured; stdout is for the figures.
enum Progress {
    static func tell(_ sentence: String) {
        // Nobody is left to be told that nobody listens.
        _ = try? FileDescriptor.standardError.writeAll("psm-bench: \(sentence)\n".utf8)
    }
}
