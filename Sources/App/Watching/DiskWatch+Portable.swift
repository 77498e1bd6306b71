#if !os(Linux) || PSM_PORTABLE
import Watch

/// Which ``HintSource``s there are: polling alone. After a sleep of the machine, too, the next look
/// finds what changed.
extension DiskWatch {
    static let alwaysPolls = true

    func makeSources() throws(WatchError) -> [any HintSource] {
        let settings = application.settings.library
        let interval = Duration.seconds(settings.watch.pollingIntervalSeconds)
        return [PollingSource(roots: settings.roots, interval: interval)]
    }
}
#endif
