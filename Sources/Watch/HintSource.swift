/// Where hints come from: the kernel, a timer, a test.
///
/// A source gets its roots when it is created, watches them once, and puts what it learns into a
/// ``HintQueue``. Several sources may share one queue. The caller hints the roots once after the
/// start: that finds what changed while nobody watched, on the same code path as everything else.
///
/// ```swift
/// let queue = HintQueue(quiet: .seconds(2), roots: roots, bell: bell)
/// let source: any HintSource = PollingSource(roots: roots, interval: .seconds(60))
/// try source.start(into: queue)
/// queue.offer(roots.map { .directory($0) })
/// ```
package protocol HintSource: Sendable {
    /// Starts to watch: every change made after this returns is hinted, after the source's interval
    /// at the latest.
    ///
    /// - Throws: why it cannot watch; nothing was started in that case.
    func start(into queue: HintQueue) throws(WatchError)

    /// Stops the source. When this returns, no more hints come and all threads of the source have
    /// ended. It may be called at any time, and more than once.
    func stop()
}
