import Digests
import Events
import FileIO
import SystemPackage

/// Which files in a folder psm wrote, and what it wrote into them.
///
/// psm may delete a file only if the list has the digest of its current bytes. An entry is on disk
/// before the file that it names, so after a crash the list may have a file too many but never one
/// too few.
///
/// One line per entry: 16 hex digits of XXH64, the size in bytes, the mtime in nanoseconds, the
/// file's name. Lines are appended: one with the mtime 0 announces a file, one with its real mtime
/// says that the file is in place and replaces all earlier lines of that name.
struct FolderManifest {
    private struct Entry: Hashable {
        let digest: UInt64
        let sizeBytes: Int
        var mtimeNanoseconds: Int64 = 0

        init(_ bytes: [UInt8]) {
            digest = bytes.withUnsafeBytes { XXHash64.hash($0) }
            sizeBytes = bytes.count
        }

        init?(_ parts: [Substring]) {
            guard let digest = UInt64(parts[0], radix: 16), let size = Int(parts[1]),
                let mtime = Int64(parts[2])
            else { return nil }
            self.digest = digest
            sizeBytes = size
            mtimeNanoseconds = mtime
        }

        var isAnnouncement: Bool { mtimeNanoseconds == 0 }
    }

    private let path: FilePath
    private let fileSystem: any FileSystem
    /// Several if a crash came between an announcement and its file.
    private var entries: [TextKey: [Entry]] = [:]
    /// The size of the list on disk; nil if there is none.
    private var sizeBytes: Int?
    private var lineCount = 0
    /// Lines for files that are in place, which need not be on disk before anything else.
    private var confirmedLines = ""
    private var mustRewrite = false

    /// How many superseded lines are kept at most, beside as many as there are files.
    private static let idleLineLimit = 64

    init(_ path: FilePath, _ fileSystem: any FileSystem) throws(FileError) {
        self.path = path
        self.fileSystem = fileSystem
        guard try fileSystem.metadata(at: path, followSymlinks: false) != nil else { return }
        let bytes = try fileSystem.readAll(path)
        let newline = UInt8(ascii: "\n")
        sizeBytes = bytes.count
        // A line that a crash cut off must not become the beginning of another one.
        mustRewrite = bytes.last.map { $0 != newline } ?? false
        // By bytes: to Swift a space and an accent at the beginning of a name are one character.
        for line in bytes.split(separator: newline) {
            lineCount += 1
            let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 3).map {
                Substring(decoding: $0, as: UTF8.self)
            }
            guard parts.count == 4, let entry = Entry(parts) else { continue }
            let name = TextKey(String(parts[3]))
            if entry.isAnnouncement {
                entries[name, default: []].append(entry)
            } else {
                entries[name] = [entry]
            }
        }
    }

    var fileNames: [String] { entries.keys.map(\.text).sorted(by: TextKey.precedes) }

    /// Whether these bytes under this name are psm's own.
    func isOwn(_ name: String, _ bytes: [UInt8]) -> Bool {
        let digest = Entry(bytes).digest
        return entries[TextKey(name)]?.contains { $0.digest == digest } ?? false
    }

    /// Whether the file is as psm left it, judging by size and mtime.
    func isIntact(_ name: String, _ metadata: FileMetadata?) -> Bool {
        guard let metadata, let entry = entries[TextKey(name)]?.last else { return false }
        return entry.sizeBytes == metadata.sizeBytes
            && entry.mtimeNanoseconds == metadata.mtimeNanoseconds
    }

    /// Lists the files that are about to be written, and returns when the list is on disk.
    mutating func announce(_ files: [(name: String, bytes: [UInt8])]) throws(FileError) {
        var lines = ""
        for file in files where !isOwn(file.name, file.bytes) {
            let entry = Entry(file.bytes)
            entries[TextKey(file.name), default: []].append(entry)
            add(entry, file.name, to: &lines)
        }
        if !lines.isEmpty { try append(lines, isDurable: true) }
    }

    /// Notes that a file is in place, as `metadata` shows it. This replaces its announcements.
    mutating func confirm(_ name: String, _ bytes: [UInt8], _ metadata: FileMetadata?) {
        var entry = Entry(bytes)
        entry.mtimeNanoseconds = metadata?.mtimeNanoseconds ?? 0
        if entries[TextKey(name)] != [entry] {
            entries[TextKey(name)] = [entry]
            add(entry, name, to: &confirmedLines)
        }
    }

    mutating func forget(_ name: String) {
        if entries.removeValue(forKey: TextKey(name)) != nil { mustRewrite = true }
    }

    /// Writes the confirmed and the forgotten files to the list.
    mutating func finish() throws(FileError) {
        let limit = 2 * entries.count + Self.idleLineLimit
        if mustRewrite || lineCount > limit {
            try rewrite()
        } else if !confirmedLines.isEmpty {
            try append(confirmedLines, isDurable: false)
        }
        confirmedLines = ""
    }

    // MARK: The list on disk

    private mutating func append(_ lines: String, isDurable: Bool) throws(FileError) {
        guard let size = sizeBytes, !mustRewrite else { return try rewrite() }
        let bytes = [UInt8](lines.utf8)
        let file = try fileSystem.open(path, .readWrite)
        defer { file.close() }
        // Even if this fails, the list on disk may end anywhere from here on.
        mustRewrite = true
        try file.writeAll(bytes, atOffset: Int64(size))
        if isDurable { try file.synchronizeData() }
        mustRewrite = false
        sizeBytes = size + bytes.count
        lineCount += lines.utf8.count { $0 == UInt8(ascii: "\n") }
    }

    private mutating func rewrite() throws(FileError) {
        var text = ""
        for name in fileNames {
            for entry in entries[TextKey(name)] ?? [] { add(entry, name, to: &text) }
        }
        _ = try AtomicFile.replace(path, with: [UInt8](text.utf8), in: fileSystem)
        sizeBytes = text.utf8.count
        lineCount = entries.values.reduce(0) { $0 + $1.count }
        mustRewrite = false
    }

    private func add(_ entry: Entry, _ name: String, to lines: inout String) {
        let hex = String(entry.digest, radix: 16)
        lines += String(repeating: "0", count: 16 - hex.count) + hex
        lines += " \(entry.sizeBytes) \(entry.mtimeNanoseconds) \(name)\n"
    }
}
