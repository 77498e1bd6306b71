internal import Events
internal import FileIO
internal import SystemPackage
internal import Threads
internal import Watch

/// A file that a scan must decide about: it is new, or differs from what is known.
struct Sighting: Sendable {
    /// Relative to the root.
    let path: [UInt8]
    let stat: FileStat
    private let knownFile: Known

    /// Most are new: they have no room for a file.
    private indirect enum Known: Sendable {
        case none
        case file(KnownFile)
    }

    init(path: [UInt8], stat: FileStat, known: KnownFile?) {
        self.path = path
        self.stat = stat
        knownFile = known.map { .file($0) } ?? .none
    }

    /// The known file at its path.
    var known: KnownFile? {
        if case .file(let file) = knownFile { file } else { nil }
    }
}

/// A known file that a walk did not come across.
struct UnseenFile {
    /// Relative to the root.
    let path: [UInt8]
    let file: KnownFile
}

/// A mount point that a walk came across.
struct SeenMount {
    let path: [UInt8]
    let inode: UInt64
}

/// A walk over parts of one root, compared with what is known directory by directory: only what
/// differs is kept.
struct ScanWalk {
    let root: [UInt8]
    private(set) var sightings: [Sighting] = []
    private(set) var unchangedCount = 0
    private(set) var mounts: [SeenMount] = []
    /// Directories and files that could not be read, relative to the root: nothing is known of what
    /// is below them.
    private(set) var unreadable: [(path: [UInt8], isDirectory: Bool, error: FileError)] = []

    private(set) var passedOver = PassedOver()
    /// The films that it came across.
    private(set) var films: Films = [:]

    private let known: any KnownFiles
    private let knownFilms: Films
    private let filter: PathFilter
    private let isDeep: Bool
    private let cancellation: Cancellation
    private let progress: @Sendable (ScanProgress) -> Void
    private var directory: KnownDirectory
    private var ahead: WalkAhead
    private var unseen: [UnseenFile] = []
    private var fileCounts: FileCounts
    /// Why the known files cannot be read: the walk is void then.
    private var failure: (any Error)?

    /// - Parameters:
    ///   - counted: directories of the root whose files are counted.
    ///   - slowness: from when on a device is slow; see ``WalkAhead``.
    init(
        root: [UInt8],
        known: any KnownFiles,
        knownFilms: Films = [:],
        counted: [[UInt8]] = [],
        filter: PathFilter,
        isDeep: Bool,
        slowness: Duration = WalkAhead.slowness,
        cancellation: Cancellation,
        progress: @escaping @Sendable (ScanProgress) -> Void
    ) {
        let path = FilePath(bytes: root)
        let filter = filter.scoped(to: path)
        self.root = root
        self.known = known
        self.knownFilms = knownFilms
        self.filter = filter
        ahead = WalkAhead(
            root: path,
            filter: filter,
            slowness: slowness,
            cancellation: cancellation
        )
        self.isDeep = isDeep
        self.cancellation = cancellation
        self.progress = progress
        directory = KnownDirectory(root: root)
        fileCounts = FileCounts(of: counted)
    }

    /// Whether the walk found that each look at the device takes long.
    var isSlow: Bool { ahead.isSlow }

    /// Known files that are not where they were, as far as that could be seen.
    func unseenFiles() -> [UnseenFile] {
        if unreadable.isEmpty { return unseen }
        return unseen.filter { file in
            !unreadable.contains { PathPrefix.contains($0.path, file.path) }
        }
    }

    /// The inodes that are where something else is known, with their stat, and those that were.
    func differences() -> [(path: [UInt8], inode: UInt64, stat: FileStat?)] {
        var found: [(path: [UInt8], inode: UInt64, stat: FileStat?)] = unseenFiles().map {
            ($0.path, $0.file.inode, nil)
        }
        for sighting in sightings {
            found.append((sighting.path, sighting.stat.inode, sighting.stat))
            guard let former = sighting.known?.inode else { continue }
            if former != sighting.stat.inode { found.append((sighting.path, former, nil)) }
        }
        return found
    }

    /// How many files there are in one of the counted directories, or in all of the walk.
    func seenCount(below directory: [UInt8]) -> Int {
        fileCounts.count(below: directory)
    }

    /// Forgets all seen and unseen files below a directory.
    mutating func disregard(below directory: [UInt8]) {
        sightings.removeAll { PathPrefix.contains(directory, $0.path) }
        unseen.removeAll { PathPrefix.contains(directory, $0.path) }
    }

    // MARK: Looking

    /// Walks a directory of the root; one that does not exist has no files, and one that is a file
    /// by now is looked at as a file.
    ///
    /// - Throws: `FileError` if it cannot be opened for another reason, and for the root itself in
    ///   any case: its absence is no deletion. What the known files throw.
    mutating func walk(_ start: [UInt8], followSymlinks: Bool) throws {
        let isWanted = start.withUnsafeBytes { filter.wants(directoryAt: $0) }
        guard isWanted else { return try missAll(below: start) }
        ahead.begin(followSymlinks: followSymlinks)
        do throws(FileError) {
            try DirectoryWalk.walk(
                root: FilePath(bytes: root),
                from: start,
                followSymlinks: followSymlinks,
                visitor: &self
            )
        } catch {
            if start.isEmpty || !error.isNotFound { throw error }
            try missAll(below: start)
            return try look(at: start, followSymlinks: followSymlinks)
        }
        leaveDirectory()
        if let failure { throw failure }
        for unseen in directory.takeUnseen() { try missAll(below: unseen) }
        // What is a directory now may have been a file.
        if let file = try knownFile(at: start) {
            unseen.append(UnseenFile(path: start, file: file))
        }
    }

    /// Looks at one file of the root.
    mutating func look(at path: [UInt8], followSymlinks: Bool) throws {
        let known = try knownFile(at: path)
        var isSeen = false
        let isWanted = path.withUnsafeBytes { filter.wants(fileAt: $0) }
        if isWanted, Self.isReached(root, path, followSymlinks: followSymlinks) {
            do throws(FileError) {
                let metadata = try FileMetadata.of(
                    path: LibraryPath.join(root, path),
                    followSymlinks: followSymlinks
                )
                isSeen = metadata.kind == .regular
                if isSeen {
                    fileCounts.enter(path)
                    see(path, known, metadata)
                }
            } catch {
                // A link to itself is no file, and a walk does not take it for one.
                let isNothing = error.isNotFound || error.errno == .tooManySymbolicLinkLevels
                if !isNothing { unreadable.append((path, false, error)) }
            }
        }
        if let known, !isSeen { unseen.append(UnseenFile(path: path, file: known)) }
    }

    /// Whether a walk would come to the directory of `path`: not over a symbolic link that is not
    /// followed, and not through the same directory twice.
    static func isReached(_ root: [UInt8], _ path: [UInt8], followSymlinks: Bool) -> Bool {
        let slashes = path.indices.filter { path[$0] == UInt8(ascii: "/") }
        let directories = slashes.map { LibraryPath.join(root, path[..<$0]) }
        var seen: [FileMetadata] = []
        for directory in followSymlinks ? [root] + directories : directories {
            let found = try? FileMetadata.of(path: directory, followSymlinks: followSymlinks)
            guard let found else { continue }
            if found.kind == .symlink { return false }
            if seen.contains(where: { $0.inode == found.inode && $0.device == found.device }) {
                return false
            }
            seen.append(found)
        }
        return true
    }

    private func knownFile(at path: [UInt8]) throws -> KnownFile? {
        if path.isEmpty { return nil }
        let found = try known.file(atAbsolute: LibraryPath.join(root, path))
        return found.flatMap { $0.path.root == root ? $0.file : nil }
    }

    private mutating func missAll(below directory: [UInt8]) throws {
        let known = known
        try known.forEachFile(root: root, below: directory) { path, file in
            unseen.append(UnseenFile(path: Array(path), file: file))
        }
    }

    private mutating func see(_ path: [UInt8], _ known: KnownFile?, _ metadata: FileMetadata) {
        let stat = FileStat(metadata)
        if isUnchanged(known, stat) { return }
        see(path, known, stat)
    }

    private mutating func see(_ path: [UInt8], _ known: KnownFile?, _ stat: FileStat) {
        if known == nil, !isDeep, !knownFilms.isEmpty {
            let absolute = LibraryPath.join(root, path)
            if let film = knownFilms[absolute], film == Film(stat) {
                films[absolute] = film
                passedOver.films.add(FilePath(bytes: absolute))
                return
            }
        }
        sightings.append(Sighting(path: path, stat: stat, known: known))
    }

    private mutating func isUnchanged(_ known: KnownFile?, _ stat: FileStat) -> Bool {
        if fileCounts.add() % 1_024 == 0 { progress(.walking(fileCount: fileCounts.total)) }
        guard !isDeep, let known, known.isUnchanged(stat) else { return false }
        unchangedCount += 1
        return true
    }

    private mutating func leaveDirectory() {
        directory.leave { unseen.append($0) }
    }
}

extension ScanWalk: DirectoryVisitor {
    mutating func wants(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool {
        if filter.wants(file: name, in: directory) { return true }
        guard let reason = filter.reasonAgainst(file: name, in: directory) else { return false }
        let path = absolute(directory, name)
        switch reason {
        case .ignored: passedOver.ignored.add(path)
        case .unlisted: passedOver.unlisted.add(path)
        }
        return false
    }

    mutating func wants(
        directory name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool {
        // A cancelled walk finds too little, so its result is never used.
        if cancellation.isRequested || failure != nil { return false }
        if filter.wants(directory: name, in: directory) {
            let path = directory.isEmpty ? Array(name) : LibraryPath.join(directory, name)
            ahead.note(directory: path)
            return true
        }
        if filter.ignores(directory: name, in: directory) {
            let path = absolute(directory, name)
            passedOver.ignored.add(path)
        }
        return false
    }

    mutating func passOver(
        link name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) {
        let path = absolute(directory, name)
        let target = try? FileMetadata.of(path: path.bytes, followSymlinks: true)
        let isMissed =
            switch target?.kind {
            case .regular: filter.wants(file: name, in: directory)
            case .directory: filter.wants(directory: name, in: directory)
            default: false
            }
        if isMissed { passedOver.links.add(path) }
    }

    private func absolute(
        _ directory: UnsafeRawBufferPointer,
        _ name: UnsafeRawBufferPointer
    ) -> FilePath {
        let path = directory.isEmpty ? Array(name) : LibraryPath.join(directory, name)
        return FilePath(bytes: LibraryPath.join(root, path))
    }

    mutating func visit(
        file name: UnsafeRawBufferPointer,
        in parent: UnsafeRawBufferPointer,
        _ metadata: FileMetadata
    ) {
        ahead.noteFile()
        let known = directory.see(name)
        let stat = FileStat(metadata)
        if isUnchanged(known, stat) { return }
        see(parent.isEmpty ? Array(name) : LibraryPath.join(parent, name), known, stat)
    }

    mutating func enter(
        directory path: UnsafeRawBufferPointer,
        _ metadata: FileMetadata,
        isMountPoint: Bool
    ) {
        leaveDirectory()
        let path = Array(path)
        if isMountPoint { mounts.append(SeenMount(path: path, inode: metadata.inode)) }
        fileCounts.enter(path)
        ahead.enter(path)
        do {
            try directory.enter(path, known)
        } catch {
            failure = failure ?? error
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
