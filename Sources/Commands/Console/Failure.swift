import ArgumentParser
import Messages

/// How a command that failed ends.
enum Failure {
    /// Prints the error of a command as a sentence on stderr.
    ///
    /// - Returns: the error that the process exits with. The argument parser's own errors (help,
    ///   version, wrong usage) and bare exit codes are returned as they are: the parser prints them.
    static func told(_ error: any Error) -> any Error {
        switch error {
        case is ExitCode, is ValidationError, is CleanExit: return error
        case let error as any ReportableError:
            StandardError.line("psm: \(error)")
            return error.exitStatus.code
        default:
            StandardError.line("psm: \(error)")
            return ExitStatus.inputOutput.code
        }
    }
}

extension ExitStatus {
    /// For the argument parser, which exits silently with it: `throw ExitStatus.damagedData.code`.
    var code: ExitCode { ExitCode(rawValue) }
}
