import ArgumentParser
import Messages

/// The end of a command that failed.
enum Failure {
    /// Tells an error that a command ended with on stderr, as a sentence.
    ///
    /// - Returns: what the process ends with. The argument parser's own errors (help, a version, wrong
    ///   usage) and bare exit codes are passed on: the parser tells them.
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
    /// For the argument parser, which then ends without a word: `throw ExitStatus.damagedData.code`.
    var code: ExitCode { ExitCode(rawValue) }
}
