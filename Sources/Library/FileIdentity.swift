internal import Events
internal import FileIO
internal import Watch

/// Which known file each sighting is: the same one, perhaps changed; one that moved here; one that
/// returned; or a new one.
///
/// The evidence, strongest first: a rename that the kernel reported · the same path with the same
/// size and mtime, whatever the inode · a known inode whose old path is gone, whose number is not
/// used anew · the same size, mtime and tags · the same path. Where several files share size and
/// mtime, tags decide: inode numbers may be new ones, as after a remount of some file systems.
/// docs/identity.md has the cases.
struct FileIdentity {
    enum Verdict {
        /// The bytes are those that are known, by size and mtime: at most the tags differ.
        case same(KnownFile)
        /// The same, and nobody needs to read the tags: only inode or ctime are others.
        case touched(KnownFile)
        case changed(KnownFile)
        case moved(KnownFile, from: LibraryPath)
        /// It moved here, and its content has changed.
        case rewritten(KnownFile, from: LibraryPath)
        case returned(KnownFile)

        var isMove: Bool {
            switch self {
            case .moved, .rewritten: true
            case .same, .touched, .changed, .returned: false
            }
        }

        /// The file that is at the sighting.
        fileprivate var file: KnownFile {
            switch self {
            case .same(let file), .touched(let file), .changed(let file), .returned(let file),
                .moved(let file, _), .rewritten(let file, _):
                file
            }
        }
    }

    /// The outcome of scanning one root.
    struct Outcome {
        /// By the number of the sighting; sightings without one are new files.
        var verdicts: [Int: Verdict] = [:]
        /// Known files that were not found anywhere.
        var removed: [(file: KnownFile, path: LibraryPath)] = []
    }

    /// A sighting that only tags can identify.
    private struct Question {
        let place: Place
        /// The file that it is if the tags agree, before any other of its size and mtime.
        var first: Verdict?
        /// Whether its inode speaks for that file: then the same recording is enough.
        var hasInode = false
    }

    private let known: any KnownFiles
    private let request: ScanRequest
    private let followSymlinks: Bool
    private let witness: TagWitness
    private let walks: [ScanWalk]
    private let presence: RootPresence
    /// Old paths by new ones, absolute.
    private let renames: [[UInt8]: [UInt8]]

    private var outcomes: [Outcome]
    private var vacated = VacatedFiles()
    private var takenIDs: Set<UInt64> = []
    private var questions: [Question] = []
    /// A library without roots has no files.
    private let hasKnownFiles: Bool
    private lazy var hasRemovedFiles: Bool = (try? known.hasRemovedFiles()) ?? true

    init(
        of walks: [ScanWalk],
        known: any KnownFiles,
        request: ScanRequest,
        followSymlinks: Bool,
        witness: TagWitness,
        roots: [KnownRoot]
    ) {
        self.walks = walks
        presence = RootPresence(roots)
        hasKnownFiles = !roots.isEmpty
        self.known = known
        self.request = request
        self.followSymlinks = followSymlinks
        self.witness = witness
        renames = Dictionary(
            request.renames.map { ($0.to.path.bytes, $0.from.path.bytes) },
            uniquingKeysWith: { $1 }
        )
        outcomes = walks.map { _ in Outcome() }
    }

    mutating func resolve() throws -> [Outcome] {
        try judgeEach { try $0.verdictInPlace($1, $2) }
        noteVacated()
        // Moves first: a file that moved away frees its path for the next.
        try judgeEach { try $0.verdictByStat($1, $2) }
        try askWitness()
        // A returning file with the same bytes is preferred to the last owner of the name.
        try judgeEach { try $0.verdictByContent($1, $2) }
        try judgeEach { try $0.verdictByName($1, $2) }
        for number in walks.indices {
            outcomes[number].removed = vacated.left(in: walks[number].root, but: takenIDs)
        }
        return outcomes
    }

    /// Where a sighting is: its walk, and its number in it.
    private struct Place {
        let walk: Int
        let sighting: Int
    }

    /// Asks `judge` about each sighting without a verdict.
    private mutating func judgeEach(
        _ judge: (inout FileIdentity, Sighting, Place) throws -> Verdict?
    ) throws {
        for number in walks.indices {
            for (index, sighting) in walks[number].sightings.enumerated()
            where outcomes[number].verdicts[index] == nil {
                let place = Place(walk: number, sighting: index)
                if let verdict = try judge(&self, sighting, place) { record(verdict, at: place) }
            }
        }
    }

    private mutating func record(_ verdict: Verdict, at place: Place) {
        takenIDs.insert(verdict.file.id)
        outcomes[place.walk].verdicts[place.sighting] = verdict
    }

    private func path(of sighting: Sighting, _ place: Place) -> LibraryPath {
        LibraryPath(root: walks[place.walk].root, path: sighting.path)
    }
}

// MARK: - What did not move

extension FileIdentity {
    /// The known file of the path: its inode is still there, and not used anew; or size and mtime say
    /// so, and no other file has the same ones.
    private mutating func verdictInPlace(_ sighting: Sighting, _ place: Place) throws -> Verdict? {
        guard let file = sighting.known else { return nil }
        if file.hasSameContent(sighting.stat) { return .same(file) }
        // A copy or a link of what was in it is another file.
        if file.inode == sighting.stat.inode, birth(sighting, place) <= file.ctimeNanoseconds {
            return .changed(file)
        }
        guard file.hasSameSizeAndTime(sighting.stat) else { return nil }
        if renames[path(of: sighting, place).absolute] != nil { return nil }
        let hasTwin = try known.hasFile(
            like: sighting.stat,
            in: walks[place.walk].root,
            but: file.id
        )
        if hasTwin { return nil }
        return request.depth == .deep ? .same(file) : .touched(file)
    }

    private mutating func noteVacated() {
        for (number, walk) in walks.enumerated() {
            for unseen in walk.unseenFiles() { vacated.add(unseen.file, walk.root, unseen.path) }
            for (index, sighting) in walk.sightings.enumerated()
            where outcomes[number].verdicts[index] == nil {
                guard let file = sighting.known else { continue }
                vacated.add(file, walk.root, sighting.path)
            }
        }
        vacated.sort()
    }
}

// MARK: - What moved here

extension FileIdentity {
    private mutating func verdictByStat(_ sighting: Sighting, _ place: Place) throws -> Verdict? {
        if let verdict = try renamed(sighting, place) { return verdict }
        if let file = sighting.known, file.hasSameSizeAndTime(sighting.stat) {
            questions.append(Question(place: place, first: .touched(file)))
            return nil
        }
        let vacant = try knownFiles(inodeOf: sighting, place)
        if let source = source(of: sighting, place, among: vacant) {
            let verdict = Verdict.moved(source.file, from: source.path)
            if vacated.count(like: sighting.stat) < 2 { return verdict }
            questions.append(Question(place: place, first: verdict, hasInode: true))
            return nil
        }
        if let verdict = rewritten(sighting, place, vacant.first) { return verdict }
        if try hasLikeOne(sighting) { questions.append(Question(place: place)) }
        return nil
    }

    /// By the kernel's own word.
    private func renamed(_ sighting: Sighting, _ place: Place) throws -> Verdict? {
        if renames.isEmpty { return nil }
        // It is where it was: the rename has been told.
        if sighting.known?.inode == sighting.stat.inode { return nil }
        guard let from = renames[path(of: sighting, place).absolute],
            let (path, file) = try known.file(atAbsolute: from),
            !takenIDs.contains(file.id), try hasLeft(path, file)
        else { return nil }
        return file.hasSameContent(sighting.stat)
            ? .moved(file, from: path) : .rewritten(file, from: path)
    }

    /// Where the bytes of a sighting were before, among the files with its inode.
    private func source(
        of sighting: Sighting,
        _ place: Place,
        among files: [(path: LibraryPath, file: KnownFile)]
    ) -> (path: LibraryPath, file: KnownFile)? {
        files.first { _, file in
            file.hasSameContent(sighting.stat)
                && birth(sighting, place) <= file.ctimeNanoseconds
        }
    }

    /// When the file came into being; 0 if unknown. An inode number that was free for another file
    /// belongs to one that is younger than what is known.
    private func birth(_ sighting: Sighting, _ place: Place) -> Int64 {
        FileMetadata.birthNanoseconds(
            of: path(of: sighting, place).absolute,
            followSymlinks: followSymlinks
        )
    }

    /// A file that was edited and renamed: its inode is here, with other bytes.
    private mutating func rewritten(
        _ sighting: Sighting,
        _ place: Place,
        _ former: (path: LibraryPath, file: KnownFile)?
    ) -> Verdict? {
        guard let (path, file) = former else { return nil }
        let born = birth(sighting, place)
        if born > file.ctimeNanoseconds { return nil }
        let verdict = Verdict.rewritten(file, from: path)
        if born > 0 { return verdict }
        questions.append(Question(place: place, first: verdict, hasInode: true))
        return nil
    }

    /// Known files with the inode of a sighting that have left their paths, on the same file system.
    private func knownFiles(
        inodeOf sighting: Sighting,
        _ place: Place
    ) throws -> [(path: LibraryPath, file: KnownFile)] {
        if !hasKnownFiles { return [] }
        let inode = sighting.stat.inode
        // It was edited where it is.
        if sighting.known?.inode == inode { return [] }
        let inside = vacated.files(inode: inode).filter { !takenIDs.contains($0.file.id) }
            .filter { presence.isSameFileSystem($0.path, path(of: sighting, place)) }
        if !inside.isEmpty { return inside.map { ($0.path, $0.file) } }
        // The old name may lie outside what was walked.
        let own = path(of: sighting, place)
        return try known.files(inode: inode).filter { path, file in
            if takenIDs.contains(file.id) || path == own { return false }
            return try path.absolute == own.absolute
                || (presence.isSameFileSystem(path, own) && hasLeft(path, file))
        }
    }

    /// Whether any file that lies nowhere any more has the size and mtime of a sighting.
    private mutating func hasLikeOne(_ sighting: Sighting) throws -> Bool {
        if vacated.count(like: sighting.stat) > 0 { return true }
        if case .hints = request.scope, try known.hasFile(like: sighting.stat, in: nil, but: nil) {
            return true
        }
        return try hasRemovedFiles && known.hasRemovedFile(like: sighting.stat)
    }

    private func hasLeft(_ path: LibraryPath, _ file: KnownFile) throws -> Bool {
        if vacated.has(file.id) { return true }
        do throws(FileError) {
            let stat = FileStat(
                try FileMetadata.of(path: path.absolute, followSymlinks: followSymlinks)
            )
            return file.inode != stat.inode && !file.hasSameSizeAndTime(stat)
        } catch {
            return error.isNotFound && presence.isPresent(path)
        }
    }
}

// MARK: - What tags say

extension FileIdentity {
    private mutating func askWitness() throws {
        if questions.isEmpty { return }
        let asked = questions.map { question in
            let sighting = walks[question.place.walk].sightings[question.place.sighting]
            return (path: path(of: sighting, question.place), stat: sighting.stat)
        }
        let tags = try witness.tags(of: asked)
        // What lies where it was stays there, before one of the same tags is looked for elsewhere.
        for (question, tags) in zip(questions, tags) {
            guard let tags, case .touched(let file) = question.first, file.hasSameTags(tags),
                !takenIDs.contains(file.id)
            else { continue }
            record(.touched(file), at: question.place)
        }
        for (number, question) in questions.enumerated() {
            guard let tags = tags[number],
                outcomes[question.place.walk].verdicts[question.place.sighting] == nil,
                let verdict = try answer(question, tags, asked[number].stat)
            else { continue }
            record(verdict, at: question.place)
        }
        questions = []
    }

    private func answer(
        _ question: Question,
        _ tags: AudioTags,
        _ stat: FileStat
    ) throws -> Verdict? {
        let first = question.first.flatMap { takenIDs.contains($0.file.id) ? nil : $0 }
        if let first, first.file.hasSameTags(tags) { return first }
        if let found = try equal(to: tags, stat) { return found }
        guard question.hasInode, let first, let content = try known.content(of: first.file.id),
            content.agrees(with: TaggedContent(tags))
        else { return nil }
        if case .moved(let file, let path) = first { return .rewritten(file, from: path) }
        return first
    }

    /// A file of this size, mtime and tags that lies nowhere any more.
    private func equal(to tags: AudioTags, _ stat: FileStat) throws -> Verdict? {
        if tags.digest == 0 { return nil }
        let inside = vacated.files(like: stat, tagsDigest: tags.digest)
            .first { !takenIDs.contains($0.file.id) }
        if let inside { return .moved(inside.file, from: inside.path) }
        if case .hints = request.scope {
            let outside = try known.files(like: stat, tagsDigest: tags.digest).first {
                try !takenIDs.contains($0.file.id) && hasLeft($0.path, $0.file)
            }
            if let outside { return .moved(outside.file, from: outside.path) }
        }
        return try known.removedFiles(like: stat, tagsDigest: tags.digest)
            .first { !takenIDs.contains($0.id) }.map { .returned($0) }
    }
}

// MARK: - What returned, and what was here

extension FileIdentity {
    /// Identifies a sighting by its bytes, or by its inode, if no move leads to it: what a scan missed
    /// for a moment was recorded as removed, and may have been edited on the way.
    private mutating func verdictByContent(
        _ sighting: Sighting,
        _ place: Place
    ) throws -> Verdict? {
        guard hasRemovedFiles else { return nil }
        let removed = try known.removedFiles(inode: sighting.stat.inode)
            .filter { !takenIDs.contains($0.file.id) }
        if removed.isEmpty { return nil }
        let born = birth(sighting, place)
        let own = path(of: sighting, place)
        let found = removed.filter { born <= $0.file.ctimeNanoseconds }
        let equal = found.first { $0.file.hasSameContent(sighting.stat) }
        let edited = found.first { born > 0 && presence.isSameFileSystem($0.path, own) }
        return (equal ?? edited).map { .returned($0.file) }
    }

    /// Identifies it by its name, if its bytes are unknown; nil for a new file.
    private mutating func verdictByName(_ sighting: Sighting, _ place: Place) throws -> Verdict? {
        if let file = sighting.known, !takenIDs.contains(file.id) { return .changed(file) }
        guard hasRemovedFiles else { return nil }
        let absolute = path(of: sighting, place).absolute
        if let file = try known.removedFile(atAbsolute: absolute), !takenIDs.contains(file.id) {
            return .returned(file)
        }
        return nil
    }
}
