import ArgumentParser
import FoundationEssentials
import Glibc
import Messages
import Synchronization
import SystemPackage

/// Data goes to stdout, unbuffered and whole: nothing is left in a buffer when a pipe closes.
package enum StandardOutput {
    /// Ends the process with 74 if the text cannot be written: lost output must not look like success.
    static func write(_ text: String) {
        write(text.utf8)
    }

    private static let isTerminal = isatty(STDOUT_FILENO) == 1

    /// A pipe or a file gets the bytes; a terminal gets nothing that it would obey.
    static func write(_ bytes: some Collection<UInt8>) {
        do {
            if isTerminal {
                try FileDescriptor.standardOutput.writeAll(TerminalText.safe(bytes, hasStyle: true))
            } else {
                try FileDescriptor.standardOutput.writeAll(bytes)
            }
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

    /// How long a pipe that nobody reads may hold psm up, once.
    private static let patienceMilliseconds: Int32 = 1_000
    private static let isStuck = Atomic(false)

    /// For what a terminal is to obey, such as the progress bar.
    static func write(_ text: String) {
        write(Array(text.utf8))
    }

    /// A message that nobody takes is dropped: a log must not stop the work, nor the end of it.
    private static func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            var poll = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
            let patience = isStuck.load(ordering: .relaxed) ? 0 : patienceMilliseconds
            var ready = Glibc.poll(&poll, 1, patience)
            // A signal that was handled says nothing about the pipe.
            while ready < 0, errno == EINTR || errno == EAGAIN {
                ready = Glibc.poll(&poll, 1, patience)
            }
            let isReady = ready == 1
            isStuck.store(!isReady, ordering: .relaxed)
            // There is nowhere left to report that stderr cannot be written.
            if !isReady { return }
            // A pipe that is ready takes this many bytes without waiting.
            let piece = rest.prefix(Int(PIPE_BUF))
            guard (try? FileDescriptor.standardError.writeAll(piece)) != nil else { return }
            rest = rest.dropFirst(piece.count)
        }
    }

    /// A message with a name in it that may have line breaks: what follows one stands apart, so
    /// that no name looks like another message.
    static func sentence(_ text: String) {
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        line(lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n     "))
    }

    /// A message, which may name anything: nothing in it is obeyed, and no path is longer than a
    /// screen.
    static func line(_ text: String) {
        let message = Text.shortened(text) + "\n"
        write(TerminalText.safe(Array(message.utf8), hasStyle: isTerminal))
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
        guard isEnabled, let mark = TerminalText.mark(code) else { return text }
        return "\(mark)\(text)\(TerminalText.end)"
    }
}

/// What may be written to a terminal.
///
/// Styles are marks until here: characters of no text (noncharacters), which become escape sequences
/// at the very end. So an escape sequence in a title or a path is never obeyed, however it got into
/// the output, and a mark in one is no more than a colour.
enum TerminalText {
    /// Select Graphic Rendition (ECMA-48): the end of a style, bold, dim, green, red, yellow.
    private static let codes = ["0", "1", "2", "32", "31", "33"]
    private static let firstMark: UInt32 = 0xFDD0
    static let end = Unicode.Scalar(firstMark).map(String.init) ?? ""

    static func mark(_ code: String) -> Unicode.Scalar? {
        codes.firstIndex(of: code).flatMap { Unicode.Scalar(firstMark + UInt32($0)) }
    }

    /// - Parameter hasStyle: whether marks become escape sequences; else they are left out.
    static func safe(_ bytes: some Collection<UInt8>, hasStyle: Bool) -> [UInt8] {
        let isPlain = bytes.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x09 }
        if isPlain { return Array(bytes) }
        var safe = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let mark = Int(scalar.value) - Int(firstMark)
            if codes.indices.contains(mark) {
                if hasStyle { safe += "\u{1B}[\(codes[mark])m" }
            } else if scalar != "\n", scalar != "\t", Text.isObeyed(scalar) {
                safe += Text.escaped(scalar)
            } else {
                safe.unicodeScalars.append(scalar)
            }
        }
        return Array(safe.utf8)
    }
}
