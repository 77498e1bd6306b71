package import Library

/// Whoever shows what an application does: the console, a log, a page.
///
/// Both calls may come from any thread, and return soon: the work waits for them.
///
/// ```swift
/// struct Silence: ApplicationObserver {
///     func observe(_ notice: ApplicationNotice) {}
///     func observe(_ progress: ScanProgress?) {}
/// }
/// ```
package protocol ApplicationObserver: Sendable {
    func observe(_ notice: ApplicationNotice)

    /// How far a scan is; nil when it ends, however it ends.
    func observe(_ progress: ScanProgress?)
}
