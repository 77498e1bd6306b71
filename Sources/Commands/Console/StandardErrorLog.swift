import Logging
import Messages

/// Writes log lines to stderr, one sentence each: `psm: warning: …`.
struct StandardErrorLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let level = event.level == .info || event.level == .notice ? "" : "\(event.level): "
        StandardError.line("psm: \(level)\(Text.printable("\(event.message)"))")
    }

    static func logger(level: String) -> Logger {
        let level = Logger.Level(rawValue: level) ?? .info
        return Logger(label: "psm") { _ in StandardErrorLog(logLevel: level) }
    }
}
