import Digests
import Events
import FileIO
import SystemPackage

/// Which files in a folder psm wrote, what it wrote into them, and for whom.
///
/// psm may delete a file only if the list has the digest of its current bytes. An entry is on disk
/// before the file that it names, so after a crash the list may have a file too many but never one
/// too few.
///
/// Lines are appended; a later one replaces an earlier one of the same file. After the heading:
///
///     = publication JOURNAL POSITION DIGEST   for whom, and from which state
///     DIGEST SIZE 0 0 0 NAME                  a file that is about to be written
///     DIGEST SIZE MTIME CTIME INODE NAME      a file in place, as psm left it
///
/// A digest is XXH64 in hex; times are nanoseconds. The first version had neither heading, owner,
/// ctime nor inode.
struct FolderManifest {
    private struct Entry: Hashable {
        let digest: UInt64
        let sizeBytes: Int64
        var mtimeNanoseconds: Int64 = 0
        var ctimeNanoseconds: Int64 = 0
        var inode: UInt64 = 0

        var isAnnouncement: Bool { mtimeNanoseconds == 0 }
    }

    private static let heading = "psm manifest 2"
    private static let newline = UInt8(ascii: "\n")
    private static let space = UInt8(ascii: " ")
    /// How many superseded lines are kept at most, beside as many as there are files.
    private static let idleLineLimit = 64
    private static let sizeLimitBytes = 1 << 30

    private let path: FilePath
    private let fileSystem: any FileSystem
    /// Several if a crash came between an announcement and its file.
    private var entries: [TextKey: [Entry]] = [:]
    private(set) var owner: FolderOwner?
    /// When the list was last written; nil if there is none.
    let mtimeNanoseconds: Int64?
    /// The size of the list on disk; nil if there is none.
    private var sizeBytes: Int?
    private var lineCount = 0
    /// Lines for files that are in place, which need not be on disk before anything else.
    private var confirmedLines = ""
    private var mustRewrite = false
    /// Whether the list was replaced as a whole since it was read.
    private(set) var isRewritten = false

    /// - Parameter fileSystem: the folder, opened.
    /// - Throws: `FileError`, also if what has the list's name is not a file.
    init(_ name: String, _ fileSystem: any FileSystem) throws {
        path = FilePath(name)
        self.fileSystem = fileSystem
        let found = try fileSystem.metadata(at: path, followSymlinks: false)
        mtimeNanoseconds = found?.mtimeNanoseconds
        if found == nil { return }
        let bytes = try fileSystem.readAll(path, limitBytes: Self.sizeLimitBytes)
        sizeBytes = bytes.count
        read(bytes)
    }

    private mutating func read(_ bytes: [UInt8]) {
        // A line that a crash cut off was never relied on, and must not become the beginning of another.
        mustRewrite = bytes.last.map { $0 != Self.newline } ?? true
        var isFirstVersion = true
        let end = bytes.lastIndex(of: Self.newline).map { $0 + 1 } ?? 0
        // By bytes: to Swift a space and an accent at the beginning of a name are one character.
        for line in bytes[..<end].split(separator: Self.newline) {
            lineCount += 1
            if lineCount == 1, line.elementsEqual(Self.heading.utf8) {
                isFirstVersion = false
            } else if line.first == UInt8(ascii: "=") {
                owner = FolderOwner(line: line) ?? owner
            } else {
                add(line, fieldCount: isFirstVersion ? 3 : 5)
            }
        }
        if isFirstVersion { mustRewrite = true }
    }

    private mutating func add(_ line: ArraySlice<UInt8>, fieldCount: Int) {
        let parts = line.split(separator: Self.space, maxSplits: fieldCount).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard parts.count == fieldCount + 1, let digest = UInt64(parts[0], radix: 16),
            let size = Int64(parts[1]), let mtime = Int64(parts[2]),
            Self.isName(parts[fieldCount])
        else { return }
        var entry = Entry(digest: digest, sizeBytes: size, mtimeNanoseconds: mtime)
        if fieldCount == 5 {
            entry.ctimeNanoseconds = Int64(parts[3]) ?? 0
            entry.inode = UInt64(parts[4]) ?? 0
        }
        let name = TextKey(parts[fieldCount])
        if entry.isAnnouncement {
            entries[name, default: []].append(entry)
        } else {
            entries[name] = [entry]
        }
    }

    /// A file of the folder or of one in it, and none of those that psm needs to publish. Anything
    /// else is not from psm and is no entry.
    private static func isName(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.count <= 2
            && parts.allSatisfy { part in
                !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
                    && !part.contains(0) && !part.starts(with: ".psm-".utf8)
            }
    }

    var fileNames: [String] { entries.keys.map(\.text).sorted(by: TextKey.precedes) }

    /// Whether bytes of this digest under this name are psm's own.
    func isOwn(_ name: String, digest: UInt64) -> Bool {
        entries[TextKey(name)]?.contains { $0.digest == digest } ?? false
    }

    /// Whether a file of this size may be psm's own, so that its digest is worth knowing.
    func mayOwn(_ name: String, sizeBytes: Int64) -> Bool {
        entries[TextKey(name)]?.contains { $0.sizeBytes == sizeBytes } ?? false
    }

    /// The digest of the file, if it is as psm left it, judging by its metadata.
    func digest(of name: String, asIn metadata: FileMetadata?) -> UInt64? {
        guard let metadata, let entry = entries[TextKey(name)]?.last else { return nil }
        let isAsLeft =
            entry.sizeBytes == metadata.sizeBytes
            && entry.mtimeNanoseconds == metadata.mtimeNanoseconds
            && entry.ctimeNanoseconds == metadata.ctimeNanoseconds
            && entry.inode == metadata.inode
        return isAsLeft ? entry.digest : nil
    }

    /// Lists the files that are about to be written, and returns when the list is on disk.
    mutating func announce(
        _ files: [(name: String, digest: UInt64, sizeBytes: Int64)],
        for owner: FolderOwner?
    ) throws {
        var lines = ""
        if let owner, owner != self.owner {
            self.owner = owner
            lines += owner.line + "\n"
        }
        for file in files where !isOwn(file.name, digest: file.digest) {
            let entry = Entry(digest: file.digest, sizeBytes: file.sizeBytes)
            entries[TextKey(file.name), default: []].append(entry)
            add(entry, file.name, to: &lines)
        }
        if !lines.isEmpty { try append(lines, isDurable: true) }
    }

    /// Notes that a file is in place, as `metadata` shows it. This replaces its announcements.
    mutating func confirm(_ name: String, digest: UInt64, _ metadata: FileMetadata) {
        let entry = Entry(
            digest: digest,
            sizeBytes: metadata.sizeBytes,
            mtimeNanoseconds: metadata.mtimeNanoseconds,
            ctimeNanoseconds: metadata.ctimeNanoseconds,
            inode: metadata.inode
        )
        if entries[TextKey(name)] != [entry] {
            entries[TextKey(name)] = [entry]
            add(entry, name, to: &confirmedLines)
        }
    }

    mutating func forget(_ name: String) {
        if entries.removeValue(forKey: TextKey(name)) != nil { mustRewrite = true }
    }

    /// Writes the confirmed and the forgotten files to the list.
    mutating func finish() throws {
        let limit = 2 * entries.count + Self.idleLineLimit
        // An empty list of the first version, or none, is nothing to write.
        let isEmpty = entries.isEmpty && owner == nil
        if (mustRewrite && !isEmpty) || lineCount > limit {
            try rewrite()
        } else if !confirmedLines.isEmpty {
            try append(confirmedLines, isDurable: false)
        }
        confirmedLines = ""
    }

    // MARK: The list on disk

    private mutating func append(_ lines: String, isDurable: Bool) throws {
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
        lineCount += lines.utf8.count { $0 == Self.newline }
    }

    private mutating func rewrite() throws {
        var text = Self.heading + "\n"
        if let owner { text += owner.line + "\n" }
        for name in fileNames {
            for entry in entries[TextKey(name)] ?? [] { add(entry, name, to: &text) }
        }
        _ = try AtomicFile.replace(path, with: [UInt8](text.utf8), in: fileSystem)
        sizeBytes = text.utf8.count
        lineCount = entries.values.reduce(2) { $0 + $1.count }
        mustRewrite = false
        isRewritten = true
    }

    private func add(_ entry: Entry, _ name: String, to lines: inout String) {
        let hex = String(entry.digest, radix: 16)
        lines += String(repeating: "0", count: 16 - hex.count) + hex
        lines += " \(entry.sizeBytes) \(entry.mtimeNanoseconds) \(entry.ctimeNanoseconds)"
        lines += " \(entry.inode) \(name)\n"
    }
}
