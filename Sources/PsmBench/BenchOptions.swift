import ArgumentParser
import Glibc
import SystemPackage

/// The options of every benchmark.
struct BenchOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The psm to measure. Without it: the one beside psm-bench.",
            valueName: "path"
        )
    )
    var psm: String?

    @Option(
        help: ArgumentHelp(
            "Where to make the folder that all is written to. Without it: TMPDIR, or /tmp.",
            valueName: "folder"
        )
    )
    var temp: String?

    @Flag(help: "Print JSON.")
    var json = false

    func executable() throws -> FilePath {
        if let psm { return try Paths.absolute(psm) }
        let own = try Paths.absolute("/proc/self/exe")
        return try Paths.absolute(own.removingLastComponent().appending("psm").string)
    }

    func workspace() throws -> Workspace {
        try Workspace(in: try temp.map(Paths.absolute))
    }

    func print(_ report: BenchReport) throws {
        let text = json ? try report.json() : report.table
        _ = try FileDescriptor.standardOutput.writeAll(text.utf8)
    }
}

/// A part of a benchmark that can be run alone.
protocol BenchPart: CaseIterable, Hashable, RawRepresentable where RawValue == String {}

extension BenchPart {
    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// - Parameter list: names with commas between them; nil for all.
    static func parts(in list: String?) throws -> Set<Self> {
        guard let list else { return Set(allCases) }
        return try Set(
            list.split(separator: ",").map { name in
                guard let part = Self(rawValue: String(name)) else {
                    throw ValidationError("--only takes \(Self.list).")
                }
                return part
            }
        )
    }
}

enum Paths {
    /// The absolute path behind what the user typed, without links.
    ///
    /// - Throws: `BenchError` if the path does not exist.
    static func absolute(_ path: String) throws -> FilePath {
        guard let resolved = realpath(path, nil) else {
            throw BenchError("\(path) cannot be used: \(Errno(rawValue: errno)).")
        }
        defer { free(resolved) }
        return FilePath(platformString: resolved)
    }
}
