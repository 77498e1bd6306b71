internal import Events
internal import FileIO
internal import SystemPackage
internal import Threads
internal import Watch

/// Asks for what a walk is about to ask for, by many threads at once.
///
/// Over a network each question takes as long as the way there and back, and a walk asks one after the
/// other. What its threads are told here is thrown away: the kernel keeps it for a moment, and the walk
/// finds it there. On a fast device nothing is asked ahead.
struct WalkAhead {
    /// From when on a device is slow: the time that the walk takes for a directory or a file.
    static let slowness = Duration.microseconds(250)

    private static let threadCount = 16
    /// How many directories at a time, so that the walk comes to them before they are forgotten.
    private static let batchCount = 64
    /// And how many files in one of them.
    fileprivate static let fileLimit = 8_192
    private static let callsToJudge = 16
    /// How many times in a row: anything may take long once.
    private static let slowLimit = 3
    /// What was asked at once takes this part of the time, or the device is fast after all.
    private static let gain = 8

    private let root: FilePath
    private let filter: PathFilter
    private let cancellation: Cancellation
    private let slowness: Duration
    private(set) var isSlow = false

    private var followSymlinks = false
    /// Directories that the walk will enter, the next one last.
    private var pending: [[UInt8]] = []
    private var asked: Set<[UInt8]> = []
    private var callCount = 0
    private var slowCount = 0
    private var start = ContinuousClock.now

    /// - Parameter filter: scoped to the root.
    init(
        root: FilePath,
        filter: PathFilter,
        slowness: Duration = Self.slowness,
        cancellation: Cancellation
    ) {
        self.root = root
        self.filter = filter
        self.slowness = slowness
        self.cancellation = cancellation
    }

    mutating func begin(followSymlinks: Bool) {
        self.followSymlinks = followSymlinks
        pending = []
        asked = []
        callCount = 0
        start = .now
    }

    // MARK: What the walk does

    mutating func noteFile() { callCount += 1 }

    /// The walk will enter a directory below the one that it is in.
    mutating func note(directory: [UInt8]) { pending.append(directory) }

    /// The walk has entered a directory, and has not read it yet.
    mutating func enter(_ directory: [UInt8]) {
        while let next = pending.popLast(), next != directory {}
        callCount += 1
        if !isSlow, callCount >= Self.callsToJudge {
            let now = ContinuousClock.now
            slowCount = (now - start) / callCount > slowness ? slowCount + 1 : 0
            isSlow = slowCount >= Self.slowLimit
            start = now
            callCount = 0
        }
        if isSlow, asked.remove(directory) == nil { askAhead(from: directory) }
    }

    // MARK: Asking

    private mutating func askAhead(from directory: [UInt8]) {
        let start = ContinuousClock.now
        var found: [Lister] = []
        var next = [directory] + pending.suffix(Self.threadCount).reversed()
        // Those below the first come before the second, as the walk does it.
        while !next.isEmpty, found.count < Self.batchCount,
            found.reduce(0, { $0 + $1.files.count }) < Self.fileLimit
        {
            let batch = Array(next.prefix(Self.threadCount))
            let listed = list(batch)
            found += listed
            next = listed.flatMap { $0.directories.reversed() } + next.dropFirst(batch.count)
        }
        asked.formUnion(found.map(\.directory))
        asked.remove(directory)
        let files = found.flatMap(\.files)
        Self.ask(
            count: files.count,
            path: { [root] in LibraryPath.join(root.bytes, files[$0]) },
            followSymlinks: followSymlinks,
            cancellation
        )
        let calls = files.count + found.count
        if calls >= Self.callsToJudge, (ContinuousClock.now - start) / calls < slowness / Self.gain
        {
            isSlow = false
            slowCount = 0
        }
        self.start = .now
        callCount = 0
    }

    private func list(_ directories: [[UInt8]]) -> [Lister] {
        let listers = directories.map { Lister(directory: $0, filter: filter) }
        return Parallel.map(
            count: listers.count,
            chunkCount: 1,
            threadCount: Self.threadCount,
            makeScratch: {}
        ) { [root, cancellation, followSymlinks] index, _ in
            var lister = listers[index]
            if cancellation.isRequested { return lister }
            // Whoever cannot read it now will be told by the walk.
            try? DirectoryWalk.walk(
                root: root,
                from: lister.directory,
                followSymlinks: followSymlinks,
                visitor: &lister
            )
            return lister
        }
    }

    /// Asks for files at absolute paths.
    static func ask(
        count: Int,
        path: @Sendable (Int) -> [UInt8],
        followSymlinks: Bool,
        _ cancellation: Cancellation
    ) {
        Parallel.forEach(count: count, threadCount: threadCount) { index in
            if cancellation.isRequested { return }
            _ = try? FileMetadata.of(path: path(index), followSymlinks: followSymlinks)
        }
    }
}

/// Lists one directory, and asks for nothing in it.
private struct Lister: DirectoryVisitor, Sendable {
    let directory: [UInt8]
    let filter: PathFilter
    /// Relative to the root.
    var files: [[UInt8]] = []
    var directories: [[UInt8]] = []

    init(directory: [UInt8], filter: PathFilter) {
        self.directory = directory
        self.filter = filter
    }

    mutating func wants(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool {
        if files.count < WalkAhead.fileLimit, filter.wants(file: name, in: directory) {
            files.append(path(name))
        }
        return false
    }

    mutating func wants(
        directory name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool {
        if filter.wants(directory: name, in: directory) { directories.append(path(name)) }
        return false
    }

    private func path(_ name: UnsafeRawBufferPointer) -> [UInt8] {
        directory.isEmpty ? Array(name) : LibraryPath.join(directory, name)
    }

    func visit(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata
    ) {}

    func enter(
        directory: UnsafeRawBufferPointer,
        _ metadata: FileMetadata,
        isMountPoint: Bool
    ) {}

    func unreadable(_ path: UnsafeRawBufferPointer, isDirectory: Bool, _ error: FileError) {}
}
