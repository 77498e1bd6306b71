/// Where hints come from: the kernel, a timer, a test.
///
/// A source is given its roots at its creation, watches them once, and puts what it learns into a
/// ``HintQueue``. Several sources may share one queue. Whoever starts a source also hints the roots
/// once after the start: that is the reconcile of what happened while nobody watched, and it is the
/// same code path as everything else.
package protocol HintSource: Sendable {
    /// Watches from here on: a change made after the return is hinted, at the latest in the
    /// source's interval.
    ///
    /// - Throws: why it cannot watch; then nothing was started.
    func start(into queue: HintQueue) throws(WatchError)

    /// Returns when nothing more will come and every thread of the source has ended. May be called
    /// at any time, and again.
    func stop()
}
