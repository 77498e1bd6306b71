import App
import Journal
import Library
import Logging
import Synchronization

/// Shows on the terminal what an application does: one line per notice on stderr, and a progress bar
/// during a scan.
package final class ConsoleObserver: ApplicationObserver {
    private let logger: Logger
    private let progress = Mutex<ProgressLine?>(nil)

    /// - Parameter level: the name of a swift-log level.
    package init(level: String) {
        logger = StandardErrorLog.logger(level: level)
    }

    func observe(_ notice: ApplicationNotice) {
        if case .journal(let notice) = notice, notice.isDamage {
            DamageTally.isMetUnderneath.store(true, ordering: .relaxed)
        }
        logger.log(level: Logger.Level(notice.severity), "\(notice.sentence)")
    }

    func observe(_ scan: ScanProgress?) {
        progress.withLock { line in
            if let scan {
                let shown = line ?? ProgressLine()
                shown.show(scan)
                line = shown
            } else {
                line?.finish()
                line = nil
            }
        }
    }
}

extension Logger.Level {
    init(_ severity: ApplicationNotice.Severity) {
        switch severity {
        case .debug: self = .debug
        case .info: self = .notice
        case .warning: self = .warning
        case .error: self = .error
        }
    }
}
