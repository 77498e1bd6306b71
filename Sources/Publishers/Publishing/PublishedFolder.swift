import Events
import FileIO
import Projection
import SystemPackage
import Threads

/// A folder in which psm writes files beside those of others.
///
/// psm may replace and delete what it wrote itself, as long as nobody edited it. A file of somebody
/// else under a name that psm needs is first copied to another name.
struct PublishedFolder {
    /// A file by its name in the folder, which may begin with a folder of its own.
    typealias File = (name: String, bytes: [UInt8])

    private let directory: FilePath
    private let fileSystem: any FileSystem
    private var manifest: FolderManifest
    private(set) var report = PublishReport()

    /// Creates the folder, and runs `body` while no other process publishes there.
    ///
    /// - Parameter manifestName: of the file that lists what psm wrote.
    static func hold<Result>(
        _ directory: FilePath,
        manifestName: String,
        _ fileSystem: any FileSystem,
        _ cancellation: Cancellation,
        _ body: (inout PublishedFolder) throws -> Result
    ) throws -> Result {
        try fileSystem.createDirectories(directory)
        return try PublishLock.hold(in: directory, fileSystem, cancellation) {
            let path = directory.appending(manifestName)
            var folder = PublishedFolder(
                directory: directory,
                fileSystem: fileSystem,
                manifest: try FolderManifest(path, fileSystem)
            )
            return try body(&folder)
        }
    }

    private init(directory: FilePath, fileSystem: any FileSystem, manifest: FolderManifest) {
        self.directory = directory
        self.fileSystem = fileSystem
        self.manifest = manifest
    }

    /// Whether the file is as psm left it, judging by size and mtime.
    func isIntact(_ name: String) throws -> Bool {
        manifest.isIntact(name, try metadata(at: path(of: name)))
    }

    mutating func countUnchanged() {
        report.unchangedCount += 1
    }

    mutating func warn(_ sentence: String) {
        report.warnings.append(sentence)
    }

    // MARK: Writing

    /// Writes the files whose bytes differ from those on disk.
    mutating func write(_ files: [File]) throws {
        for folder in Set(files.map { path(of: $0.name).removingLastComponent() }) {
            try fileSystem.createDirectories(folder)
            try removeLeftovers(in: folder)
        }
        try manifest.announce(files)
        for file in files {
            if try replace(file) {
                report.written.append(file.name)
            } else {
                report.unchangedCount += 1
            }
            manifest.confirm(file.name, file.bytes, try metadata(at: path(of: file.name)))
        }
    }

    /// Deletes the files that psm wrote and no longer needs.
    mutating func deleteAll(except wanted: Set<TextKey>) throws {
        for name in manifest.fileNames where !wanted.contains(TextKey(name)) {
            let path = path(of: name)
            defer { manifest.forget(name) }
            guard try metadata(at: path)?.kind == .regular else { continue }
            if manifest.isOwn(name, try fileSystem.readAll(path)) {
                try fileSystem.remove(path)
                report.deleted.append(name)
            } else {
                warn("\(path.string) is no longer needed, but it was edited, so psm keeps it.")
            }
        }
        if !report.deleted.isEmpty { try fileSystem.synchronizeDirectory(directory) }
    }

    /// Stores the list of what psm wrote.
    mutating func finish() throws -> PublishReport {
        try manifest.finish()
        return report
    }

    private mutating func replace(_ file: File) throws -> Bool {
        let path = path(of: file.name)
        if let found = try metadata(at: path) {
            if found.kind != .regular {
                warn(
                    "\(path.string) is not a regular file, so psm does not write it. "
                        + "Move it out of the way."
                )
                return false
            }
            let old = try fileSystem.readAll(path)
            if old == file.bytes { return false }
            if !manifest.isOwn(file.name, old) {
                let kept = try keepAside(path, old)
                warn("\(path.string) was edited; the edited version is kept as \(kept.string).")
            }
        }
        return try AtomicFile.replace(path, with: file.bytes, in: fileSystem)
    }

    /// Copies an edited file to a name of its own; earlier copies are kept.
    private func keepAside(_ path: FilePath, _ bytes: [UInt8]) throws -> FilePath {
        var number = 1
        while true {
            let suffix = number == 1 ? ".edited" : ".edited-\(number)"
            let kept = FilePath(bytes: path.bytes + Array(suffix.utf8))
            let found = try metadata(at: kept)
            if try found == nil || found?.kind == .regular && fileSystem.readAll(kept) == bytes {
                _ = try AtomicFile.replace(kept, with: bytes, in: fileSystem)
                return kept
            }
            number += 1
        }
    }

    /// Removes the temporary files of a killed publish. Under the lock nobody else uses them.
    private func removeLeftovers(in folder: FilePath) throws {
        for name in try fileSystem.list(folder)
        where name.starts(with: ".psm-".utf8) && name.suffix(4).elementsEqual(".tmp".utf8) {
            try fileSystem.remove(folder.appending(String(decoding: name, as: UTF8.self)))
        }
    }

    private func path(of name: String) -> FilePath {
        directory.appending(name)
    }

    private func metadata(at path: FilePath) throws -> FileMetadata? {
        try fileSystem.metadata(at: path, followSymlinks: false)
    }
}
