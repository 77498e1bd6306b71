package import Journal
package import Library
import Messages
package import Projection
package import Watch

/// Something that an application did or encountered.
package enum ApplicationNotice: Sendable {
    package enum Severity: Int, Comparable, Sendable {
        case debug, info, warning, error

        package static func < (left: Severity, right: Severity) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// What the journal had to do, such as repairing a torn end.
    case journal(JournalNotice)
    case damage(Damage)
    case scanned(ScanSummary, Duration)
    case scanProblem(String)
    case rebuilt(projector: String, reason: String)
    /// `retry` is nil if it is not retried automatically.
    case stopped(projector: String, error: String, retry: Duration?)
    case matched(changes: Int)
    case published(Product, PublishReport)
    case publishWarning(String)
    case watch(WatchNotice, polls: Bool)
    /// Another process watches for the same data folder.
    case waiting(for: WatchLock.Holder)
    /// Everything is up to date, and changes are followed from now on.
    case watching
    /// A piece of work failed; `retry` is the pause until it is retried, nil if it is not.
    case failed(what: String, retry: Duration?)
    /// A sentence from a command.
    case remark(Severity, String)
}

extension ApplicationNotice {
    package var severity: Severity {
        switch self {
        case .journal, .scanProblem, .publishWarning: .warning
        case .damage, .stopped: .error
        case .scanned, .rebuilt, .matched, .published, .waiting, .watching: .info
        case .watch(let notice, _): notice.isAlarming ? .warning : .info
        case .failed(_, let retry): retry == nil ? .debug : .error
        case .remark(let severity, _): severity
        }
    }

    /// For the log: one or more sentences, or a short line without a full stop.
    package var sentence: String {
        switch self {
        case .journal(let notice): "\(notice)"
        case .damage(let damage): "The journal is damaged: \(damage)"
        case .scanned(let summary, let duration): summary.line(duration)
        case .scanProblem(let message), .publishWarning(let message): message
        case .rebuilt(let projector, let reason):
            "\(projector) was rebuilt from the journal: \(reason)."
        case .stopped(let projector, let error, nil): "\(projector) is stopped \(error)"
        case .stopped(let projector, let error, let retry?):
            "\(projector) is stopped \(error). The others continue; it is retried in "
                + "\(Self.seconds(retry))."
        case .matched(let changes): "matches: \(Text.count(changes)) changed"
        case .published(let product, let report):
            "\(product.name): \((report.written + report.deleted).joined(separator: ", "))"
        case .watch(let notice, let polls): notice.sentence(polls: polls)
        case .waiting(let holder): holder.sentence
        case .watching: "watching; press Ctrl-C to stop"
        case .failed(let what, let retry):
            retry.map { "\(what) Trying again in \(Self.seconds($0))." } ?? what
        case .remark(_, let sentence): sentence
        }
    }

    private static func seconds(_ duration: Duration) -> String {
        Text.count(Int(duration.components.seconds), "second")
    }
}
