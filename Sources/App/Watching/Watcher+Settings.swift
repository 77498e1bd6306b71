import Library
import Messages
import Projection
import Tags

extension Watcher {
    func attendSettings() {
        guard let reload else { return }
        if reload.takeMove() {
            let debounce = Duration.seconds(application.settings.library.watch.debounceSeconds)
            reloading.request(at: .now + debounce)
        }
        if TerminationSignal.takeReload() { reloading.request() }
        guard reloading.isDue(at: .now) else { return }
        reloading.begin()
        reloading.succeed()
        successor = reload.reload(
            objection: { [disk] settings in
                disk != nil && settings.library.roots.isEmpty ? ScanError.noRoots : nil
            },
            tell: { application.tell(.remark($0, $1)) }
        )
        // One that is killed leaves without a word.
        if reload.isWaiting { reloading.request(at: .now + .seconds(10)) }
    }

    func hasPublished(_ name: String) -> Bool {
        publications.contains { $0.publisher.name == name && $0.hasPublished }
    }

    /// What no retry clears: a later psm owns the tables, or a folder was never this psm's.
    func reasonToEnd(
        _ error: any Error,
        _ publication: WatchedPublication? = nil
    ) -> (any Error)? {
        if case .laterVersion? = error as? ProjectionError {
            return isUpToDate ? CommandError(.tryAgain, "\(error)") : error
        }
        // Its service starts it again, once what it needs may be there.
        if error is TagWorkerError { return CommandError(.tryAgain, "\(error)") }
        guard let publication, !publication.hasPublished else { return nil }
        return (error as? any ReportableError)?.exitStatus == .settings ? error : nil
    }
}
