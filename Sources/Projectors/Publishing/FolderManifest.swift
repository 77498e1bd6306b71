internal import Digests
internal import FileIO
internal import Providers
internal import SystemPackage

/// Which files in a folder psm wrote, and what it wrote into them.
///
/// A file may be deleted only if it is listed with the digest of the bytes that are there. An entry
/// is on disk before the file that it names, so after a crash the list may know a file too many but
/// never one too few. One line an entry: 16 hex digits of XXH64, the size in bytes, the mtime in
/// nanoseconds (0 until the file is in place), the file's name.
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
    }

    private let path: FilePath
    private let fileSystem: any FileSystem
    /// Several where a crash came between an announcement and its file.
    private var entries: [TextKey: [Entry]] = [:]
    private var isChanged = false

    init(_ path: FilePath, _ fileSystem: any FileSystem) throws(FileError) {
        self.path = path
        self.fileSystem = fileSystem
        guard try fileSystem.metadata(at: path, followSymlinks: false) != nil else { return }
        // By bytes: to Swift a space and an accent at the beginning of a name are one character.
        for line in try fileSystem.readAll(path).split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 3).map {
                Substring(decoding: $0, as: UTF8.self)
            }
            guard parts.count == 4, let entry = Entry(parts) else { continue }
            entries[TextKey(String(parts[3])), default: []].append(entry)
        }
    }

    var fileNames: [String] { entries.keys.map(\.text).sorted(by: TextKey.precedes) }

    /// Whether these bytes under this name are psm's own.
    func isOwn(_ name: String, _ bytes: [UInt8]) -> Bool {
        let digest = Entry(bytes).digest
        return entries[TextKey(name)]?.contains { $0.digest == digest } ?? false
    }

    /// Whether the file is there as psm left it, as far as size and mtime tell.
    func isIntact(_ name: String, _ metadata: FileMetadata?) -> Bool {
        guard let metadata, let entry = entries[TextKey(name)]?.last else { return false }
        return entry.sizeBytes == metadata.sizeBytes
            && entry.mtimeNanoseconds == metadata.mtimeNanoseconds
    }

    /// Lists what is about to be written, and returns when that is on disk.
    mutating func announce(_ files: [(name: String, bytes: [UInt8])]) throws(FileError) {
        var isNew = false
        for file in files where !isOwn(file.name, file.bytes) {
            entries[TextKey(file.name), default: []].append(Entry(file.bytes))
            isNew = true
        }
        if isNew { try store() }
    }

    /// Notes that a file is in place, as `metadata` shows it. What was announced before is past.
    mutating func settle(_ name: String, _ bytes: [UInt8], _ metadata: FileMetadata?) {
        var entry = Entry(bytes)
        entry.mtimeNanoseconds = metadata?.mtimeNanoseconds ?? 0
        if entries[TextKey(name)] != [entry] {
            entries[TextKey(name)] = [entry]
            isChanged = true
        }
    }

    mutating func forget(_ name: String) {
        if entries.removeValue(forKey: TextKey(name)) != nil { isChanged = true }
    }

    /// Writes the list where something was settled or forgotten.
    mutating func finish() throws(FileError) {
        if isChanged { try store() }
        isChanged = false
    }

    private func store() throws(FileError) {
        var text = ""
        for name in fileNames {
            for entry in entries[TextKey(name)] ?? [] {
                let hex = String(entry.digest, radix: 16)
                text += String(repeating: "0", count: 16 - hex.count) + hex
                text += " \(entry.sizeBytes) \(entry.mtimeNanoseconds) \(name)\n"
            }
        }
        _ = try AtomicFile.replace(path, with: [UInt8](text.utf8), in: fileSystem)
    }
}
