internal import Events
internal import FileIO
internal import SystemPackage
internal import Threads
internal import Watch

/// One file that a scan has to decide about: it differs from what is known, or is not known.
struct Sighting {
    /// Relative to the root.
    let path: [UInt8]
    var stat: FileStat
    /// The entry in the table of what is known there, if any.
    let known: Int?
}

/// A mount point that a walk came across.
struct SeenMount {
    let path: [UInt8]
    let inode: UInt64
}

/// What a walk over parts of one root brought.
struct ScanWalk {
    let root: [UInt8]
    private(set) var table: KnownFileTable
    private(set) var sightings: [Sighting] = []
    private(set) var unchangedCount = 0
    private(set) var mounts: [SeenMount] = []
    /// Directories and files that could not be read, relative to the root: nothing is known of what
    /// is below them.
    private(set) var unreadable: [(path: [UInt8], isDirectory: Bool, error: FileError)] = []

    private let filter: PathFilter
    private let isDeep: Bool
    private let cancellation: Cancellation
    private let progress: @Sendable (ScanProgress) -> Void
    private var fileCount = 0

    init(
        root: [UInt8],
        table: KnownFileTable,
        filter: PathFilter,
        isDeep: Bool,
        cancellation: Cancellation,
        progress: @escaping @Sendable (ScanProgress) -> Void
    ) {
        self.root = root
        self.table = table
        self.filter = filter.scoped(to: FilePath(bytes: root))
        self.isDeep = isDeep
        self.cancellation = cancellation
        self.progress = progress
    }

    /// Known files that the walk did not come across, by index into the table.
    func goneIndexes() -> [Int] {
        table.entries.indices.filter { index in
            !table.entries[index].isSeen
                && !unreadable.contains { table.isInside(index, $0.path) }
        }
    }

    func seenCount(below directory: [UInt8]) -> Int {
        let seen = table.entries.indices.count {
            table.entries[$0].isSeen && table.isInside($0, directory)
        }
        let new = sightings.count {
            $0.known == nil && PathPrefix.contains(directory, $0.path)
        }
        return seen + new
    }

    /// Forgets all that was found below a directory, and takes what is known there for seen.
    mutating func disregard(below directory: [UInt8]) {
        sightings.removeAll { PathPrefix.contains(directory, $0.path) }
        for index in table.entries.indices where table.isInside(index, directory) {
            table.markSeen(index)
        }
    }

    // MARK: Looking

    /// Walks a directory of the root; one that is not there has simply no files, and what is a file
    /// by now is looked at as one.
    ///
    /// - Throws: `FileError` where it cannot be opened for another reason, and for the root itself
    ///   always: its absence is no deletion.
    mutating func walk(_ directory: [UInt8], followSymlinks: Bool) throws(FileError) {
        let isWanted = directory.withUnsafeBytes { filter.wants(directoryAt: $0) }
        guard isWanted else { return }
        do throws(FileError) {
            try DirectoryWalk.walk(
                root: FilePath(bytes: root),
                from: directory,
                followSymlinks: followSymlinks,
                visitor: &self
            )
        } catch {
            if directory.isEmpty || !error.isNotFound { throw error }
            look(at: directory, followSymlinks: followSymlinks)
        }
    }

    /// Looks at one file of the root.
    mutating func look(at path: [UInt8], followSymlinks: Bool) {
        let isWanted = path.withUnsafeBytes { filter.wants(fileAt: $0) }
        guard isWanted, followSymlinks || !Self.isBehindLink(root, path) else { return }
        do throws(FileError) {
            let metadata = try FileMetadata.of(
                path: LibraryPath.join(root, path),
                followSymlinks: followSymlinks
            )
            if metadata.kind == .regular {
                path.withUnsafeBytes { see($0, in: .init(start: nil, count: 0), metadata) }
            }
        } catch {
            if !error.isNotFound { unreadable.append((path, false, error)) }
        }
    }

    /// Whether a directory on the way is a symbolic link, so that a walk would not come here.
    static func isBehindLink(_ root: [UInt8], _ path: [UInt8]) -> Bool {
        path.indices.contains { index in
            guard path[index] == UInt8(ascii: "/") else { return false }
            let above = LibraryPath.join(root, path[..<index])
            let found = try? FileMetadata.of(path: above, followSymlinks: false)
            return found.map { $0.kind == .symlink } ?? false
        }
    }

    private mutating func see(
        _ name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata
    ) {
        fileCount += 1
        if fileCount % 1_024 == 0 { progress(.walking(fileCount: fileCount)) }
        let stat = FileStat(metadata)
        let known = table.index(of: name, in: directory)
        if let known {
            table.markSeen(known)
            if !isDeep, table.entries[known].file.isUnchanged(stat) {
                unchangedCount += 1
                return
            }
        }
        let path = directory.isEmpty ? Array(name) : LibraryPath.join(directory, name)
        sightings.append(Sighting(path: path, stat: stat, known: known))
    }
}

extension ScanWalk: DirectoryVisitor {
    mutating func wants(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool {
        filter.wants(file: name, in: directory)
    }

    mutating func wants(
        directory name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool {
        // A walk that is cut short finds too little, and nobody takes it for the whole.
        !cancellation.isRequested && filter.wants(directory: name, in: directory)
    }

    mutating func visit(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata
    ) {
        see(name, in: directory, metadata)
    }

    mutating func enter(
        directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata,
        isMountPoint: Bool
    ) {
        if isMountPoint {
            mounts.append(SeenMount(path: Array(directory), inode: metadata.inode))
        }
    }

    mutating func unreadable(
        _ path: UnsafeRawBufferPointer,
        isDirectory: Bool,
        _ error: FileError
    ) {
        unreadable.append((Array(path), isDirectory, error))
    }
}

extension FileStat {
    init(_ metadata: FileMetadata) {
        self.init()
        sizeBytes = UInt64(bitPattern: metadata.sizeBytes)
        mtimeNs = metadata.mtimeNanoseconds
        ctimeNs = metadata.ctimeNanoseconds
        inode = metadata.inode
        device = metadata.device
    }
}
