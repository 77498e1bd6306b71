#if os(Linux) && !PSM_PORTABLE
import Library
import SystemPackage
import Watch

/// Which ``HintSource``s there are: the kernel's word where it has one.
extension DiskWatch {
    static let alwaysPolls = false

    func makeSources() throws(WatchError) -> [any HintSource] {
        let roots = application.settings.library.roots
        return [hinting(roots), try SuspensionSource(roots: roots)]
    }

    private func hinting(_ roots: [FilePath]) -> any HintSource {
        let watch = application.settings.library.watch
        let interval = Duration.seconds(watch.pollingIntervalSeconds)
        if polls { return PollingSource(roots: roots, interval: interval) }
        var options = InotifySource.Options()
        options.followSymlinks = application.settings.library.followSymlinks
        options.pollInterval = interval
        options.pollsUnwatched = watch.fallbackToPolling
        return InotifySource(roots: roots, filter: filter, options: options)
    }
}
#endif
