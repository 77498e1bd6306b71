internal import Events
internal import FileIO

/// Which known file each sighting is: the same one changed, one that moved here, one that returned,
/// or a new one.
///
/// For a move, the old path must no longer exist, and inode, size and mtime must be equal. A known
/// file whose path now holds something else has left it, so that two files can swap names.
struct FileIdentity {
    enum Verdict {
        /// The bytes are those that are known, by size, mtime and inode: at most the tags differ.
        case same(KnownFile)
        case changed(KnownFile)
        case moved(KnownFile, from: LibraryPath)
        case returned(KnownFile)

        var isMove: Bool {
            if case .moved = self { true } else { false }
        }
    }

    /// The outcome of scanning one root.
    struct Outcome {
        /// By the number of the sighting; sightings without one are new files.
        var verdicts: [Int: Verdict] = [:]
        /// Known files that were not found anywhere.
        var removed: [(file: KnownFile, path: LibraryPath)] = []
    }

    private let known: any KnownFiles
    private let followSymlinks: Bool

    init(known: any KnownFiles, followSymlinks: Bool) {
        self.known = known
        self.followSymlinks = followSymlinks
    }

    /// A known file that is not where it was.
    fileprivate struct Vacated {
        let file: KnownFile
        let path: LibraryPath
    }

    func resolve(_ walks: [ScanWalk]) throws -> [Outcome] {
        let vacated = vacatedFiles(walks)
        var takenIDs = Set<UInt64>()
        var outcomes = walks.map { _ in Outcome() }

        // Moves first: a file that moved away frees its path for the next.
        for (number, walk) in walks.enumerated() {
            for (index, sighting) in walk.sightings.enumerated() {
                if let file = sighting.known, file.hasSameContent(sighting.stat) {
                    outcomes[number].verdicts[index] = .same(file)
                } else if let source = try source(of: sighting, walk, in: vacated, takenIDs) {
                    takenIDs.insert(source.file.id)
                    outcomes[number].verdicts[index] = .moved(source.file, from: source.path)
                }
            }
        }
        // A returning file with the same bytes is preferred to the last owner of the name.
        for judge in [verdictByContent, verdictByName] {
            for (number, walk) in walks.enumerated() {
                for (index, sighting) in walk.sightings.enumerated()
                where outcomes[number].verdicts[index] == nil {
                    guard let verdict = try judge(sighting, walk, takenIDs) else { continue }
                    if case .changed(let file) = verdict { takenIDs.insert(file.id) }
                    if case .returned(let file) = verdict { takenIDs.insert(file.id) }
                    outcomes[number].verdicts[index] = verdict
                }
            }
        }
        // A file without a path is removed.
        for number in walks.indices {
            let root = walks[number].root
            for left in vacated where left.path.root == root && !takenIDs.contains(left.file.id) {
                outcomes[number].removed.append((left.file, left.path))
            }
            outcomes[number].removed.sort { $0.file.id < $1.file.id }
        }
        return outcomes
    }

    /// Files that are not where they were, by inode: their path is unused or holds other bytes.
    private func vacatedFiles(_ walks: [ScanWalk]) -> [Vacated] {
        var vacated: [Vacated] = []
        func add(_ file: KnownFile, _ root: [UInt8], _ path: [UInt8]) {
            vacated.append(Vacated(file: file, path: LibraryPath(root: root, path: path)))
        }
        for walk in walks {
            for unseen in walk.unseenFiles() { add(unseen.file, walk.root, unseen.path) }
            for sighting in walk.sightings {
                guard let file = sighting.known, !file.hasSameContent(sighting.stat) else {
                    continue
                }
                add(file, walk.root, sighting.path)
            }
        }
        vacated.sort { ($0.file.inode, $0.file.id) < ($1.file.inode, $1.file.id) }
        return vacated
    }

    /// Where the bytes of a sighting were before.
    private func source(
        of sighting: Sighting,
        _ walk: ScanWalk,
        in vacated: [Vacated],
        _ takenIDs: Set<UInt64>
    ) throws -> (file: KnownFile, path: LibraryPath)? {
        let inode = sighting.stat.inode
        var index = vacated.firstIndex(ofInode: inode)
        while index < vacated.count, vacated[index].file.inode == inode {
            let (file, path) = (vacated[index].file, vacated[index].path)
            if file.hasSameContent(sighting.stat), !takenIDs.contains(file.id) {
                return (file, path)
            }
            index += 1
        }
        // The old name may lie outside what was walked.
        for (path, file) in try known.files(inode: inode)
        where file.hasSameContent(sighting.stat) && !takenIDs.contains(file.id) {
            let isHere = path.root == walk.root && path.path == sighting.path
            let isSamePath = path.absolute == LibraryPath.join(walk.root, sighting.path)
            if isHere { continue }
            if try isSamePath || hasLeft(path, file) { return (file, path) }
        }
        return nil
    }

    private func hasLeft(_ path: LibraryPath, _ file: KnownFile) throws -> Bool {
        do throws(FileError) {
            let found = try FileMetadata.of(
                path: path.absolute,
                followSymlinks: followSymlinks
            )
            return !file.hasSameContent(FileStat(found))
        } catch {
            return error.isNotFound
        }
    }

    /// Identifies a sighting by its bytes, if no move leads to it.
    private func verdictByContent(
        _ sighting: Sighting,
        _ walk: ScanWalk,
        _ takenIDs: Set<UInt64>
    ) throws -> Verdict? {
        try known.removedFiles(inode: sighting.stat.inode).first {
            $0.hasSameContent(sighting.stat) && !takenIDs.contains($0.id)
        }.map { .returned($0) }
    }

    /// Identifies it by its name, if its bytes are unknown; nil for a new file.
    private func verdictByName(
        _ sighting: Sighting,
        _ walk: ScanWalk,
        _ takenIDs: Set<UInt64>
    ) throws -> Verdict? {
        if let file = sighting.known, !takenIDs.contains(file.id) { return .changed(file) }
        let absolute = LibraryPath.join(walk.root, sighting.path)
        if let file = try known.removedFile(atAbsolute: absolute), !takenIDs.contains(file.id) {
            return .returned(file)
        }
        return nil
    }
}

extension [FileIdentity.Vacated] {
    /// Where the files with this inode begin, or would; they are sorted by it.
    fileprivate func firstIndex(ofInode inode: UInt64) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].file.inode < inode { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
