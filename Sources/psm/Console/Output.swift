import ArgumentParser
import FoundationEssentials
import Glibc
import SystemPackage

/// Data goes to stdout, at once and whole: nothing stays in a buffer when a pipe closes.
enum StandardOutput {
    /// Ends the process with 74 where the text cannot be written: data that is lost is no success.
    static func write(_ text: String) {
        write(text.utf8)
    }

    static func write(_ bytes: some Sequence<UInt8>) {
        do {
            try FileDescriptor.standardOutput.writeAll(bytes)
        } catch {
            StandardError.line("psm: What was found cannot be written to stdout: \(error).")
            exit(Failure.inputOutput.rawValue)
        }
    }

    static func line(_ text: String) {
        write(text + "\n")
    }

    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        line(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}

/// One JSON object a line, for streams of them.
enum JSONLine {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// What is no data goes to stderr.
enum StandardError {
    static let isTerminal = isatty(STDERR_FILENO) == 1

    static func write(_ text: String) {
        // Nobody is left to be told that nobody listens.
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }

    static func line(_ text: String) {
        write(text + "\n")
    }
}

enum StandardStreams {
    /// Puts `/dev/null` in place of streams that the process was started without. Else the next
    /// file to be opened would take their number, and what is printed would land in the journal.
    static func fill() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDWR)
        }
    }
}

/// Colours, where somebody sees them.
enum Style {
    static let isEnabled = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil

    static func bold(_ text: String) -> String { styled(text, "1") }
    static func dim(_ text: String) -> String { styled(text, "2") }
    static func green(_ text: String) -> String { styled(text, "32") }
    static func red(_ text: String) -> String { styled(text, "31") }
    static func yellow(_ text: String) -> String { styled(text, "33") }

    private static func styled(_ text: String, _ code: String) -> String {
        isEnabled ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

/// Numbers as people read them.
enum Text {
    /// `12,345`.
    static func count(_ number: Int) -> String {
        var digits = String(abs(number))
        var groups: [String] = []
        while digits.count > 3 {
            groups.append(String(digits.suffix(3)))
            digits.removeLast(3)
        }
        groups.append(digits)
        return (number < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
    }

    /// `1 file`, `2 files`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(count(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// One line without control characters: a file name may hold a line break, or what moves the
    /// cursor of a terminal.
    static func printable(_ text: String) -> String {
        let isPrintable = !text.unicodeScalars.contains {
            $0.properties.generalCategory == .control
        }
        if isPrintable { return text }
        return text.unicodeScalars.map { scalar in
            switch scalar {
            case "\n": "\\n"
            case "\t": "\\t"
            case _ where scalar.properties.generalCategory == .control:
                "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: String(scalar)
            }
        }.joined()
    }

    /// `3:05`, and `61:40` past the hour.
    static func clock(milliseconds: Int) -> String {
        let seconds = (milliseconds + 500) / 1_000
        return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }

    /// At most three decimals: `0.78`, `2`.
    static func decimal(_ number: Double) -> String {
        let thousandths = Int((number * 1_000).rounded())
        var decimals = String(String(1_000 + thousandths % 1_000).dropFirst())
        while decimals.hasSuffix("0") { decimals.removeLast() }
        return "\(thousandths / 1_000)" + (decimals.isEmpty ? "" : ".\(decimals)")
    }

    /// `0.41 s`.
    static func seconds(_ duration: Duration) -> String {
        let hundredths = Int((duration / .milliseconds(10)).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) s"
    }
}

extension FixedWidthInteger where Self: UnsignedInteger {
    /// All of its hexadecimal digits: 16 of 64 bits.
    var hex: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: Self.bitWidth / 4 - digits.count) + digits
    }
}
