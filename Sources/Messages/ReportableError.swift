/// An error that is shown to the user.
///
/// Its `description` is one or more sentences: what happened, to which thing (by name and path),
/// and what to do next. It carries its exit status, so the code that reports an error needs to know
/// nothing else about it:
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

/// An error that no code needs to distinguish from others: a sentence and a status.
package struct CommandError: ReportableError {
    package let exitStatus: ExitStatus
    package let description: String

    /// - Parameter message: one or more sentences.
    package init(_ exitStatus: ExitStatus, _ message: String) {
        self.exitStatus = exitStatus
        description = message
    }
}
