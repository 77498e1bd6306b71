internal import FileIO

/// The bytes of one playlist file.
struct M3UWriter {
    struct Entry {
        let title: String
        let artist: String
        let durationMilliseconds: Int
        /// Absolute; nil if no file matches.
        let path: [UInt8]?
    }

    struct File {
        let bytes: [UInt8]
        /// Files whose names contain a line break, which the format cannot express.
        let inexpressiblePaths: [[UInt8]]
    }

    private let mode: ExportSettings.Mode
    /// The folder of the playlist, where paths are relative to it.
    private let base: [UInt8]?
    private var bytes: [UInt8]
    private var inexpressiblePaths: [[UInt8]] = []

    init(name: String, mode: ExportSettings.Mode, relativeTo base: [UInt8]?) {
        self.mode = mode
        self.base = base
        bytes = Array("#EXTM3U\n#PLAYLIST:\(Self.oneLine(name))\n".utf8)
    }

    mutating func add(_ entry: Entry) {
        let seconds = (entry.durationMilliseconds + 500) / 1_000
        let artist = entry.artist.isEmpty ? "" : entry.artist + " - "
        let label = Self.oneLine(artist + entry.title)
        if let path = entry.path, isExpressible(path) {
            append("#EXTINF:\(seconds == 0 ? -1 : seconds),\(label)")
            bytes.append(contentsOf: base.map { Self.relative(path, to: $0) } ?? path)
            bytes.append(UInt8(ascii: "\n"))
        } else if mode == .mirrored {
            append("#EXTINF:\(seconds == 0 ? -1 : seconds),❌ \(label)")
            append("!MISSING - \(label)")
        }
    }

    func finish() -> File { File(bytes: bytes, inexpressiblePaths: inexpressiblePaths) }

    private mutating func isExpressible(_ path: [UInt8]) -> Bool {
        guard path.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) else {
            return true
        }
        inexpressiblePaths.append(path)
        return false
    }

    private mutating func append(_ line: String) {
        bytes.append(contentsOf: line.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A title with a line break must not become two lines.
    private static func oneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            result.unicodeScalars.append(isControl(scalar) ? " " : scalar)
        }
        return result
    }

    /// C0, DEL and C1: the whole Unicode category Cc.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
    }

    /// `path` as seen from the folder `base`; both absolute.
    static func relative(_ path: [UInt8], to base: [UInt8]) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        let target = path.split(separator: slash)
        let start = base.split(separator: slash)
        let common = zip(target.dropLast(), start).prefix { $0.elementsEqual($1) }.count
        let up = Array(repeating: ArraySlice("..".utf8), count: start.count - common)
        var parts = up + target[common...]
        // A line that begins with # would be a comment.
        if up.isEmpty, parts.first?.first == UInt8(ascii: "#") { parts.insert([0x2E], at: 0) }
        return [UInt8](parts.joined(separator: [slash]))
    }
}
