import Digests
import Events
import FileIO
import Journal
import Projection
import SystemPackage

/// A folder in which psm writes files beside those of others.
///
/// psm may replace and delete what it wrote itself for the same journal, as long as nobody edited
/// it. What somebody edited is first moved to another name. The folder is opened once, and no link
/// in it is followed.
struct PublishedFolder {
    /// A file by its name in the folder, which may begin with a folder of its own, and what it is
    /// to hold.
    struct Wanted {
        let name: String
        let digest: UInt64
        let sizeBytes: Int64

        init(name: String, digest: UInt64, sizeBytes: Int64) {
            self.name = name
            self.digest = digest
            self.sizeBytes = sizeBytes
        }

        init(_ name: String, _ bytes: [UInt8]) {
            self.init(
                name: name,
                digest: bytes.withUnsafeBytes { XXHash64.hash($0) },
                sizeBytes: Int64(bytes.count)
            )
        }
    }

    /// A name where it is to be looked up: in the folder itself, or in a folder in it.
    private struct Place {
        /// Empty for the folder itself.
        let folder: String
        let fileSystem: any FileSystem
        let leaf: FilePath
    }

    private let directory: FilePath
    private let root: any FileSystem
    /// The folders in the folder that were opened; nil for one that is not there, or not a folder.
    private var folders: [String: (any FileSystem)?] = [:]
    /// Those whose names changed and are not synced yet.
    private var unsynced: Set<String> = []
    private var cleaned: Set<String> = []
    private(set) var manifest: FolderManifest
    private(set) var report = PublishReport()

    /// Creates the folder, and runs `body` while no other process publishes there.
    ///
    /// - Parameters:
    ///   - directory: absolute; may lie behind links.
    ///   - manifestName: of the file that lists what psm wrote.
    static func hold<Result>(
        _ directory: FilePath,
        manifestName: String,
        _ fileSystem: any FileSystem,
        _ request: PublishRequest,
        _ body: (inout PublishedFolder) throws -> Result
    ) throws -> Result {
        let fileSystem = fileSystem.creating(.umask)
        try refuseOwnersFolder(directory, manifestName, fileSystem)
        try fileSystem.createDirectories(directory)
        let root = try fileSystem.directory(at: directory, followSymlinks: true)
        return try PublishLock.hold(of: directory, root, request.cancellation) {
            var folder = PublishedFolder(
                directory: directory,
                root: root,
                manifest: try FolderManifest(manifestName, root)
            )
            return try body(&folder)
        }
    }

    /// The folders of owners have no list of their own: what is in them is in that of their parent.
    private static func refuseOwnersFolder(
        _ directory: FilePath,
        _ manifestName: String,
        _ fileSystem: any FileSystem
    ) throws {
        guard let real = directory.withoutLinks(), let name = real.lastComponent?.string else {
            return
        }
        let parent = real.removingLastComponent()
        let list = parent.appending(manifestName)
        guard try fileSystem.metadata(at: list, followSymlinks: false)?.kind == .regular else {
            return
        }
        let folder = try fileSystem.directory(at: parent, followSymlinks: true)
        let files = try FolderManifest(manifestName, folder).fileNames
        if files.contains(where: { Self.folder(of: $0) == name }) {
            throw PublishError.ofAnOwner(directory, in: parent)
        }
    }

    private init(directory: FilePath, root: any FileSystem, manifest: FolderManifest) {
        self.directory = directory
        self.root = root
        self.manifest = manifest
    }

    /// Makes sure that the folder's files are this journal's, or nobody's.
    ///
    /// - Parameters:
    ///   - owner: for whom they are written from now on; nil for an empty journal.
    ///   - adopts: whether files that psm wrote, and nobody knows for whom, are this journal's.
    /// - Throws: `PublishError`; nothing was changed.
    mutating func claim(
        for owner: FolderOwner?,
        _ request: PublishRequest,
        adopts: (FolderManifest) throws -> Bool
    ) throws {
        let found = manifest.owner
        guard let owner else {
            if found == nil, manifest.fileNames.isEmpty { return }
            throw PublishError.foreign(directory)
        }
        if owner.purpose == .copy, found?.purpose == .publication {
            throw PublishError.published(directory)
        }
        if !request.takesOver {
            if let found {
                try check(found, owner, request.journal)
            } else if !manifest.fileNames.isEmpty {
                // Nobody knows whether those files are kept up to date.
                if owner.purpose == .copy { throw PublishError.published(directory) }
                if try !adopts(manifest) { throw PublishError.foreign(directory) }
            }
        }
        let isNew = found == nil && manifest.fileNames.isEmpty
        if !isNew, found?.journalID != owner.journalID || found?.purpose != owner.purpose {
            try manifest.announce([], for: owner)
        }
    }

    private func check(_ found: FolderOwner, _ owner: FolderOwner, _ journal: Journal) throws {
        guard found.journalID == owner.journalID else { throw PublishError.foreign(directory) }
        // What a copy shows may be of any time.
        if found.purpose == .copy { return }
        let isKnown =
            found.position == owner.position
            ? found.lastRecord == owner.lastRecord
            : try journal.holds(record: found.lastRecord, before: found.position)
        if !isKnown { throw PublishError.diverged(directory) }
    }

    mutating func countUnchanged() {
        report.unchangedCount += 1
    }

    mutating func warn(_ sentence: String) {
        report.warnings.append(sentence)
    }

    /// Whether the file holds what it should. It is read only if it is not as psm left it.
    mutating func isCurrent(_ name: String, digest: UInt64) throws -> Bool {
        do {
            return try holds(name, digest: digest)
        } catch let error as FileError where error.concernsOneFile {
            // Whoever writes it reports why that does not work.
            return false
        }
    }

    private mutating func holds(_ name: String, digest: UInt64) throws -> Bool {
        guard let place = try place(of: name, creating: false),
            let found = try place.fileSystem.metadata(at: place.leaf, followSymlinks: false),
            found.kind == .regular
        else { return false }
        if let known = manifest.digest(of: name, asIn: found) { return known == digest }
        guard manifest.mayOwn(name, sizeBytes: found.sizeBytes),
            try Self.digest(of: place) == digest
        else { return false }
        manifest.confirm(name, digest: digest, found)
        return true
    }

    // MARK: Writing

    /// Says what is about to be written, so that it is known as psm's own whatever happens.
    mutating func announce(_ files: [Wanted], for owner: FolderOwner?) throws {
        try manifest.announce(files.map { ($0.name, $0.digest, $0.sizeBytes) }, for: owner)
    }

    /// Writes a file that was announced, unless it already holds these bytes. What is wrong with this
    /// one file is reported, and the others go on.
    mutating func write(_ name: String, _ bytes: [UInt8]) throws {
        do {
            try replace(name, bytes)
        } catch let error as FileError where error.concernsOneFile {
            report.failures.append("\(error)")
        }
    }

    private mutating func replace(_ name: String, _ bytes: [UInt8]) throws {
        let wanted = Wanted(name, bytes)
        if !manifest.isOwn(name, digest: wanted.digest) { try announce([wanted], for: nil) }
        guard let place = try place(of: name, creating: true) else {
            return fail(name, "its folder is not a folder")
        }
        try removeLeftovers(in: place.folder, place.fileSystem)
        let found = try place.fileSystem.metadata(at: place.leaf, followSymlinks: false)
        var attributes: FileAttributes?
        if let found {
            guard found.kind == .regular else { return fail(name, "it is not a regular file") }
            attributes = try AtomicFile.attributes(of: place.leaf, in: place.fileSystem)
            if try !isOwn(name, found, place) {
                let kept = try moveAside(name, place)
                warn(
                    "\(path(of: name).string) was edited; the edited version is kept as \(kept)."
                )
            }
        }
        let isWritten = try AtomicFile.replace(
            place.leaf,
            with: bytes,
            attributes: attributes,
            in: place.fileSystem
        )
        if isWritten { report.written.append(name) } else { report.unchangedCount += 1 }
        if let metadata = try place.fileSystem.metadata(at: place.leaf, followSymlinks: false) {
            manifest.confirm(name, digest: wanted.digest, metadata)
        }
    }

    /// Deletes the files that psm wrote and no longer needs.
    mutating func deleteAll(except wanted: Set<TextKey>) throws {
        let folded = Dictionary(wanted.map { ($0.text.lowercased(), $0.text) }) { first, _ in first
        }
        for name in manifest.fileNames where !wanted.contains(TextKey(name)) {
            do {
                try delete(name, wantedAs: folded[name.lowercased()])
                manifest.forget(name)
            } catch let error as FileError where error.concernsOneFile {
                report.failures.append("\(error)")
            }
        }
    }

    /// - Parameter other: a wanted name that differs by case only: where the file system folds case,
    ///   it is the same file.
    private mutating func delete(_ name: String, wantedAs other: String?) throws {
        guard let place = try place(of: name, creating: false) else { return }
        try removeLeftovers(in: place.folder, place.fileSystem)
        guard let found = try place.fileSystem.metadata(at: place.leaf, followSymlinks: false),
            found.kind == .regular
        else { return }
        if let other, let same = try self.place(of: other, creating: false) {
            let kept = try same.fileSystem.metadata(at: same.leaf, followSymlinks: false)
            if kept?.inode == found.inode, kept?.device == found.device { return }
        }
        if try isOwn(name, found, place) {
            try place.fileSystem.remove(place.leaf)
            unsynced.insert(place.folder)
            report.deleted.append(name)
        } else {
            warn(
                "\(path(of: name).string) is no longer needed, but it was edited, so psm keeps it."
            )
        }
    }

    /// Stores the list of what psm wrote, once all that it forgets is gone for good.
    mutating func finish() throws -> PublishReport {
        for folder in unsynced.sorted() {
            let place = folder.isEmpty ? root : try self.folder(folder, creating: false)
            try place?.synchronizeDirectory(".")
        }
        unsynced = []
        try manifest.finish()
        // Whoever was killed while it replaced the list had a reason that is still there.
        if manifest.isRewritten { try removeLeftovers(in: "", root) }
        return report
    }

    private mutating func fail(_ name: String, _ reason: String) {
        report.failures.append(
            "\(path(of: name).string) was not written: \(reason). Move away what is in its place."
        )
    }

    // MARK: Own files and those of others

    /// Whether psm may replace or delete the file: it wrote what is in it, or nothing is.
    private func isOwn(_ name: String, _ found: FileMetadata, _ place: Place) throws -> Bool {
        if found.sizeBytes == 0 || manifest.digest(of: name, asIn: found) != nil { return true }
        guard manifest.mayOwn(name, sizeBytes: found.sizeBytes) else { return false }
        return manifest.isOwn(name, digest: try Self.digest(of: place))
    }

    private static func digest(of place: Place) throws -> UInt64 {
        try place.fileSystem.readAll(place.leaf).withUnsafeBytes { XXHash64.hash($0) }
    }

    /// Moves an edited file to a name of its own; earlier ones are kept.
    private func moveAside(_ name: String, _ place: Place) throws -> String {
        var number = 1
        while true {
            let suffix = number == 1 ? ".edited" : ".edited-\(number)"
            let kept = FilePath(bytes: place.leaf.bytes + Array(suffix.utf8))
            if try place.fileSystem.metadata(at: kept, followSymlinks: false) == nil {
                try place.fileSystem.rename(place.leaf, to: kept)
                return path(of: name).string + suffix
            }
            number += 1
        }
    }

    /// Removes the temporary files of a killed publish, once in each folder. Under the lock nobody
    /// else uses them. One that cannot be removed is in nobody's way.
    private mutating func removeLeftovers(in name: String, _ folder: any FileSystem) throws {
        guard cleaned.insert(name).inserted else { return }
        for name in try folder.list(".") where AtomicFile.isTemporary(name) {
            let path = FilePath(bytes: name)
            do throws(FileError) {
                guard try folder.metadata(at: path, followSymlinks: false)?.kind == .regular
                else { continue }
                try folder.remove(path)
            } catch {
                if !error.concernsOneFile { throw error }
            }
        }
    }

    // MARK: Places

    /// - Returns: nil if its folder is not there, or is not a folder.
    private mutating func place(of name: String, creating: Bool) throws -> Place? {
        let folder = Self.folder(of: name)
        let leaf = folder.isEmpty ? name : String(name.utf8.dropFirst(folder.utf8.count + 1)) ?? ""
        guard
            let fileSystem = folder.isEmpty ? root : try self.folder(folder, creating: creating)
        else { return nil }
        return Place(folder: folder, fileSystem: fileSystem, leaf: FilePath(leaf))
    }

    private mutating func folder(_ name: String, creating: Bool) throws -> (any FileSystem)? {
        if let known = folders[name], known != nil || !creating { return known }
        let path = FilePath(name)
        if try root.metadata(at: path, followSymlinks: false) == nil, creating {
            try root.createDirectory(path)
            try root.synchronizeDirectory(".")
        }
        let isFolder = try root.metadata(at: path, followSymlinks: false)?.kind == .directory
        let opened = isFolder ? try root.directory(at: path, followSymlinks: false) : nil
        folders[name] = opened
        return opened
    }

    /// The folder's name before the slash; empty if there is none.
    private static func folder(of name: String) -> String {
        // By bytes: to Swift a slash and an accent after it are one character.
        name.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(name[..<$0]) } ?? ""
    }

    private func path(of name: String) -> FilePath { directory.appending(name) }
}

extension FileError {
    /// Whether another file in the same folder may well be written: nothing is wrong with the disk.
    fileprivate var concernsOneFile: Bool {
        ![.noSpace, .diskQuotaExceeded, .readOnlyFileSystem, .ioError].contains(errno)
    }
}
