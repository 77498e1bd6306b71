import Foundation

/// Runs a program to its end.
enum Shell {
    struct Output {
        let exitCode: Int32
        let text: String
        let errors: String
    }

    /// The program is looked for in the path. What it prints goes to files, so that it never waits
    /// for a reader.
    static func run(
        _ arguments: [String],
        in folder: String,
        environment: [String: String] = [:],
        input: String? = nil
    ) throws -> Output {
        let files = try TemporaryFolder()
        for name in ["output", "errors", "input"] {
            try files.write(name, name == "input" ? input ?? "" : "")
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = try FileHandle(forWritingTo: URL(filePath: "\(files.path)/output"))
        let errors = try FileHandle(forWritingTo: URL(filePath: "\(files.path)/errors"))
        let standardInput = try FileHandle(forReadingFrom: URL(filePath: "\(files.path)/input"))
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = standardInput
        try process.run()
        process.waitUntilExit()
        return Output(
            exitCode: process.terminationStatus,
            text: try files.repository.text("output"),
            errors: try files.repository.text("errors")
        )
    }
}
