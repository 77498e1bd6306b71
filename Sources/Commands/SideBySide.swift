import Matching
import Messages
import Queries

/// A track and a file in two columns.
struct SideBySide {
    private let pair: ComparedPair

    private static let labelWidth = 10
    private static let columnWidth = 34

    init(_ pair: ComparedPair) {
        self.pair = pair
    }

    var text: String {
        let (track, file) = (pair.track.reading, pair.file.reading)
        let rows: [(String, String, String)] = [
            ("", "track", "file"),
            ("title", track.title, mark(file.title, .title)),
            ("artist", names(track), mark(names(file), .artist)),
            ("album", track.album, mark(file.album, .album)),
            ("duration", duration(pair.track.recording), duration(pair.file.recording)),
            ("version", version(track), version(file)),
        ]
        let playlists = pair.track.playlists.joined(separator: ", ")
        return rows.map { line($0.0, $0.1, $0.2) }.joined()
            + "  \(padded("path", Self.labelWidth))\(DiagnosisText.printable(pair.file.path))\n"
            + "  \(padded("in", Self.labelWidth))\(Text.printable(playlists))\n"
    }

    private func line(_ label: String, _ left: String, _ right: String) -> String {
        let isHeading = label.isEmpty
        let left = padded(Text.printable(left.isEmpty ? "–" : left), Self.columnWidth)
        let right = Text.printable(right.isEmpty ? "–" : right)
        let text = "  \(padded(label, Self.labelWidth))\(left)  \(right)"
        return (isHeading ? Style.dim(text) : text) + "\n"
    }

    private func names(_ reading: Reading) -> String { reading.artists.joined(separator: ", ") }

    private func duration(_ recording: Recording) -> String {
        recording.durationMilliseconds.map(Text.clock(milliseconds:)) ?? ""
    }

    private func version(_ reading: Reading) -> String { DiagnosisText.versions(reading) ?? "" }

    private func mark(_ text: String, _ field: Reading.Field) -> String {
        pair.file.reading.guessed.contains(field) && !text.isEmpty ? "\(text) (guessed)" : text
    }

    /// Pads to `width` terminal columns; text that is longer gets one space.
    private func padded(_ text: String, _ width: Int) -> String {
        let columns = text.unicodeScalars.reduce(0) { $0 + Self.columns($1) }
        return text + String(repeating: " ", count: max(1, width - columns))
    }

    /// Ideographs, kana and Hangul are two columns wide.
    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }
}
