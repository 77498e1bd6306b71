import ArgumentParser
import Messages
import SystemPackage
import Watch

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
            StandardError.sentence("psm: \(error)")
            return error.exitStatus.code
        case let error as WatchError:
            StandardError.sentence("psm: \(error)")
            return ExitStatus.inputOutput.code
        case let error as Errno:
            StandardError.line(
                "psm: The system refused what psm asked for: \(error). \(advice(error))"
            )
            return ExitStatus.inputOutput.code
        default:
            // Errors of libraries say what they are for programmers only.
            StandardError.line(
                "psm: Something failed that psm did not expect to fail (\(type(of: error))). Nothing "
                    + "saved so far was lost."
            )
            return ExitStatus.inputOutput.code
        }
    }

    private static func advice(_ error: Errno) -> String {
        switch error {
        case .resourceTemporarilyUnavailable, .wouldBlock:
            "The limit on processes and threads may be reached (ulimit -u)."
        case .noMemory: "The limit on memory may be reached (ulimit -v)."
        case .tooManyOpenFiles, .tooManyOpenFilesInSystem:
            "The limit on open files may be reached (ulimit -n)."
        default: "Nothing saved so far was lost."
        }
    }
}

extension ExitStatus {
    /// For the argument parser, which exits silently with it: `throw ExitStatus.damagedData.code`.
    var code: ExitCode { ExitCode(rawValue) }
}
