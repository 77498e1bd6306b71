/// An error that the user is told of.
///
/// Its `description` is one or more sentences: what happened, to which thing (by name and path), and
/// what to do next. The exit status goes with it, so whoever reports an error needs to know nothing
/// else of it:
///
/// ```swift
/// } catch let error as any ReportableError {
///     StandardError.line("psm: \(error)")
///     exit(error.exitStatus.rawValue)
/// }
/// ```
package protocol ReportableError: Error, CustomStringConvertible {
    var exitStatus: ExitStatus { get }
}

/// A reason to stop that nobody needs to tell apart from others: a sentence and a status.
package struct CommandError: ReportableError {
    package let exitStatus: ExitStatus
    package let description: String

    /// - Parameter message: one or more sentences.
    package init(_ exitStatus: ExitStatus, _ message: String) {
        self.exitStatus = exitStatus
        description = message
    }
}
