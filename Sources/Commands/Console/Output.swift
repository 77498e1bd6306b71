import ArgumentParser
import FoundationEssentials
import Glibc
import Messages
import SystemPackage

/// Data goes to stdout, unbuffered and whole: nothing is left in a buffer when a pipe closes.
package enum StandardOutput {
    /// Ends the process with 74 if the text cannot be written: lost output must not look like success.
    static func write(_ text: String) {
        write(text.utf8)
    }

    static func write(_ bytes: some Sequence<UInt8>) {
        do {
            try FileDescriptor.standardOutput.writeAll(bytes)
        } catch {
            StandardError.line("psm: Cannot write to stdout: \(error).")
            exit(ExitStatus.inputOutput.rawValue)
        }
    }

    package static func line(_ text: String) {
        write(text + "\n")
    }

    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        line(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}

/// One JSON object per line, for streams.
enum JSONLine {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// Everything that is not data goes to stderr.
enum StandardError {
    static let isTerminal = isatty(STDERR_FILENO) == 1

    static func write(_ text: String) {
        // There is nowhere left to report that stderr cannot be written.
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }

    static func line(_ text: String) {
        write(text + "\n")
    }
}

enum StandardStreams {
    /// Opens `/dev/null` for standard streams that the process was started without. Otherwise the
    /// next file to be opened would get their descriptor, and output would land in the journal.
    static func fill() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDWR)
        }
    }
}

/// Colours, if stdout is a terminal.
package enum Style {
    static let isEnabled = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil

    package static func bold(_ text: String) -> String { styled(text, "1") }
    package static func dim(_ text: String) -> String { styled(text, "2") }
    package static func green(_ text: String) -> String { styled(text, "32") }
    package static func red(_ text: String) -> String { styled(text, "31") }
    static func yellow(_ text: String) -> String { styled(text, "33") }

    private static func styled(_ text: String, _ code: String) -> String {
        isEnabled ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
