import App
import Journal
import Library
import Logging
import Synchronization

/// Shows on the terminal what an application does: a line each on stderr, and a bar while it scans.
package final class ConsoleObserver: ApplicationObserver {
    private let logger: Logger
    private let progress = Mutex<ProgressLine?>(nil)

    /// - Parameter level: of swift-log, by its name.
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
