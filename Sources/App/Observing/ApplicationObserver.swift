package import Library

/// Receives what an application does, to show it on the console, in a log or on a page.
///
/// Both methods may be called on any thread, and must return soon: the work waits for them.
///
/// ```swift
/// struct Silence: ApplicationObserver {
///     func observe(_ notice: ApplicationNotice) {}
///     func observe(_ progress: ScanProgress?) {}
/// }
/// ```
package protocol ApplicationObserver: Sendable {
    func observe(_ notice: ApplicationNotice)

    /// The progress of a scan; nil when it ends, however it ends.
    func observe(_ progress: ScanProgress?)
}
