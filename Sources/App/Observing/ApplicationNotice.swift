package import Journal
package import Library
import Messages
package import Projection
package import Watch

/// Something that an application did or met.
package enum ApplicationNotice: Sendable {
    package enum Severity: Int, Comparable, Sendable {
        case debug, info, warning, error

        package static func < (left: Severity, right: Severity) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// What the journal had to do underneath.
    case journal(JournalNotice)
    case damage(Damage)
    case scanned(ScanSummary, Duration)
    case scanProblem(String)
    case rebuilt(projector: String, reason: String)
    /// `retry` is nil where nobody tries again by itself.
    case stopped(projector: String, error: String, retry: Duration?)
    case matched(changes: Int)
    case published(Product, PublishReport)
    case publishWarning(String)
    case watch(WatchNotice, polls: Bool)
    /// Another process watches for the same data folder.
    case waiting(for: WatchLock.Holder)
    /// Everything is up to date, and followed from here on.
    case watching
    /// A piece of work failed; it is tried again by itself, if `retry` says when.
    case failed(what: String, retry: Duration?)
    /// A sentence of a command's own.
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

    /// For the log: one sentence or more, without a full stop where it is a line of figures.
    package var sentence: String {
        switch self {
        case .journal(let notice): "\(notice)"
        case .damage(let damage): "The journal is damaged: \(damage)"
        case .scanned(let summary, let duration): summary.line(duration)
        case .scanProblem(let message), .publishWarning(let message): message
        case .rebuilt(let projector, let reason): "\(projector) was rebuilt: \(reason)."
        case .stopped(let projector, let error, nil): "\(projector) is stopped \(error)"
        case .stopped(let projector, let error, let retry?):
            "\(projector) is stopped \(error). The others go on; it is tried again in "
                + "\(Self.seconds(retry))."
        case .matched(let changes): "matches: \(Text.count(changes)) changed"
        case .published(let product, let report):
            "\(product.name): \((report.written + report.deleted).joined(separator: ", "))"
        case .watch(let notice, let polls): notice.sentence(polls: polls)
        case .waiting(let holder): holder.sentence
        case .watching: "watching; Ctrl-C ends it"
        case .failed(let what, let retry):
            retry.map { "\(what) Trying again in \(Self.seconds($0))." } ?? what
        case .remark(_, let sentence): sentence
        }
    }

    private static func seconds(_ duration: Duration) -> String {
        Text.count(Int(duration.components.seconds), "second")
    }
}
