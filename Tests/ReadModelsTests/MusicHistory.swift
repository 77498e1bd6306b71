import Events
import EventsSupport
import FileIO
import Journal
import LibrarySupport
import Projection
import TestSupport

@testable import ReadModels

/// What happens to a library of music and an account, at random and a few events at a time, told to
/// the journal as a scan and an import would tell it.
///
/// Names share keys on purpose: copies of songs under other spellings, titles that many files have
/// and no artist, identifiers that come later or go away.
struct MusicHistory {
    private struct Known {
        var path: String
        var tags: AudioTags
        let song: Int
    }

    let seed: UInt64
    let library: TestLibrary
    /// The file of each track's pin, by id, whether it is there or not.
    private(set) var pins: [String: UInt64] = [:]
    private(set) var log: [String] = []
    private let music: RandomMusic
    private var random: SeededRandom
    private var here: [UInt64: Known] = [:]
    private var gone: [UInt64: Known] = [:]
    private var tracks: [String: TrackDescribed] = [:]
    private var playlistCount = 0
    private var nextPath = 0
    private var pending: [Event] = []
    private var head: UInt64 = 0

    /// The account knows some of the tracks at first, and meets the others later.
    private static let firstTracks = 50

    init(seed: UInt64) throws {
        self.seed = seed
        random = SeededRandom(seed: seed &+ 1 << 34)
        music = RandomMusic(seed: seed, fileCount: 100, wantedCount: 3 * Self.firstTracks)
        library = try TestLibrary()
        let first = music.wanted.prefix(Self.firstTracks).map(\.track)
        try library.append(music.files, first)
        _ = try library.runner.catchUp()
        for track in first { tracks[track.trackID] = track }
        let ids = try library.ids()
        for file in music.files {
            guard let id = ids[Array(file.path.utf8)] else { continue }
            here[UInt64(id)] = Known(path: file.path, tags: file.tags, song: file.song)
        }
    }

    /// The pins whose file is there.
    var livePins: [String: UInt64] { pins.filter { here[$0.value] != nil } }

    /// Some changes, told at once.
    mutating func step() throws {
        head = try library.head().rawValue
        let count = 1 + random.below(4)
        while pending.count < count { try change() }
        try library.append(pending)
        pending = []
    }

    private mutating func change() throws {
        switch random.below(24) {
        case 0...1: add(music.copy(of: random.below(music.songs.count), &random))
        case 2: add(unsorted())
        case 3...5: retag()
        case 6: identify()
        case 7...8: move()
        case 9...11: remove()
        case 12...14: bringBack()
        case 15...17: describe()
        case 18: listen()
        case 19...20: try decide(pins: true)
        case 21...22: try decide(pins: false)
        default: try restore()
        }
    }

    private mutating func tell(_ event: Event, _ words: String) {
        pending.append(event)
        log.append(words)
    }

    // MARK: Files

    private mutating func add(_ file: MusicFile) {
        // The event's position becomes the file's id.
        let id = head + UInt64(pending.count)
        let known = Known(path: freePath(file.path), tags: file.tags, song: file.song)
        here[id] = known
        tell(
            .fileAdded(at: libraryPath(known.path), MusicFile.stat(inode: id), known.tags),
            "add \(id) \(known.path)"
        )
    }

    /// One of many that say as little.
    private mutating func unsorted() -> MusicFile {
        var tags = AudioTags()
        tags.title = random.pick(of: "Intro", "Track 03", "")
        tags.durationMs = UInt32(180_000 + random.below(3) * 1_500)
        return MusicFile(
            song: random.below(music.songs.count),
            path: random.pick(of: "Unsorted/Track 03.mp3", "Intro.mp3", "13 Intro.mp3"),
            tags: tags
        )
    }

    private mutating func retag() {
        guard let id = random.pick(here.keys.sorted()), var known = here[id] else { return }
        let song = random.chance(70) ? known.song : random.below(music.songs.count)
        known.tags =
            random.chance(15) ? unsorted().tags : music.copy(of: song, &random).tags
        change(id, to: known)
    }

    /// The file gets an identifier that a track has, or loses it.
    private mutating func identify() {
        guard let id = random.pick(here.keys.sorted()), var known = here[id] else { return }
        let track = random.pick(tracks.keys.sorted()).flatMap { tracks[$0] }
        known.tags.isrc = random.chance(70) ? track?.isrc ?? "" : ""
        change(id, to: known)
    }

    private mutating func change(_ id: UInt64, to known: Known) {
        here[id] = known
        tell(
            .fileChanged(id, at: libraryPath(known.path), MusicFile.stat(inode: id), known.tags),
            "retag \(id) \(known.tags.artists) \(known.tags.title)"
        )
    }

    /// Where tags say nothing, another path makes it another song's.
    private mutating func move() {
        guard let id = random.pick(here.keys.sorted()), let known = here[id] else { return }
        let song = random.chance(50) ? known.song : random.below(music.songs.count)
        let path = freePath(music.copy(of: song, &random).path)
        here[id]?.path = path
        let stat = MusicFile.stat(inode: id)
        tell(
            .fileMoved(id, from: libraryPath(known.path), to: libraryPath(path), stat),
            "move \(id) to \(path)"
        )
    }

    private mutating func remove() {
        // Those whose absence means something are removed more often.
        let pinned = pins.values.filter { here[$0] != nil }.sorted()
        let ids = pinned.isEmpty || random.chance(40) ? here.keys.sorted() : pinned
        guard let id = random.pick(ids), let known = here.removeValue(forKey: id) else { return }
        gone[id] = known
        tell(.fileRemoved(id, from: libraryPath(known.path)), "remove \(id)")
    }

    private mutating func bringBack() {
        let pinned = pins.values.filter { gone[$0] != nil }.sorted()
        let ids = pinned.isEmpty || random.chance(40) ? gone.keys.sorted() : pinned
        guard let id = random.pick(ids), var known = gone[id] else { return }
        // A new file with the tags or the path of one that is gone is the one that a decision means.
        if random.chance(50) {
            if random.chance(30) { known.tags = unsorted().tags }
            return add(MusicFile(song: known.song, path: known.path, tags: known.tags))
        }
        gone[id] = nil
        known.path = freePath(known.path)
        here[id] = known
        let path = libraryPath(known.path)
        let stat = MusicFile.stat(inode: id)
        if random.chance(70) {
            return tell(.fileReturned(id, at: path, stat, known.tags), "return \(id)")
        }
        let event = Event.fileRestored(
            id,
            at: path,
            stat,
            known.tags,
            tagsDigest: known.tags.digest,
            isRemoved: false
        )
        tell(event, "restore \(id)")
    }

    /// The path, or another one that ends alike where a file is there.
    private mutating func freePath(_ path: String) -> String {
        if here.values.allSatisfy({ $0.path != path }) { return path }
        nextPath += 1
        return "\(nextPath)/\(path)"
    }

    private func libraryPath(_ path: String) -> LibraryPath {
        LibraryPath(root: library.music.path.bytes, path: Array(path.utf8))
    }

    // MARK: The account

    /// A track that is new, or that its provider now describes as another, or in other words.
    private mutating func describe() {
        let number = random.below(music.wanted.count)
        var track = music.wanted[number].track
        if random.chance(60), let id = random.pick(tracks.keys.sorted()) { track.trackID = id }
        switch random.below(6) {
        case 0: track.isrc = here[random.pick(here.keys.sorted()) ?? 0]?.tags.isrc ?? ""
        case 1:
            track.name = random.pick(of: "Track 03", "Intro")
            track.durationMs = 181_000
            if random.chance(50) { track.artists = [] }
        case 2: track.isrc = ""
        default: break
        }
        tracks[track.trackID] = track
        tell(Event(.trackDescribed(track)), "describe \(track.trackID) \(track.name)")
    }

    private mutating func listen() {
        playlistCount += 1
        var described = PlaylistDescribed()
        described.provider = WantedTrack.provider
        described.playlistID = "p\(playlistCount)"
        var item = PlaylistItem()
        item.trackID = random.pick(tracks.keys.sorted()) ?? ""
        var splice = Splice()
        splice.inserted = [item]
        var change = PlaylistChanged()
        change.provider = described.provider
        change.playlistID = described.playlistID
        change.splices = [splice]
        tell(Event(.playlistDescribed(described)), "playlist \(playlistCount)")
        tell(Event(.playlistChanged(change)), "playlist \(playlistCount) has \(item.trackID)")
    }

    // MARK: Decisions

    private mutating func decide(pins isPin: Bool) throws {
        guard let track = random.pick(tracks.keys.sorted()),
            let (id, file) = try decided(track)
        else { return }
        if isPin {
            pins[track] = id
            let event = Event.matchPinned(provider: WantedTrack.provider, trackID: track, file)
            return tell(event, "pin \(track) to \(id)")
        }
        if pins[track] == id { pins[track] = nil }
        let event = Event.matchRejected(provider: WantedTrack.provider, trackID: track, file)
        tell(event, "reject \(id) for \(track)")
    }

    /// What was decided is taken back, or is something else.
    private mutating func restore() throws {
        let decided = pins.keys.sorted()
        let isOfPinned = !decided.isEmpty && random.chance(60)
        guard let track = random.pick(isOfPinned ? decided : tracks.keys.sorted()) else { return }
        let pin = random.chance(40) ? try self.decided(track) : nil
        let rejection = random.chance(40) ? try self.decided(track) : nil
        pins[track] = pin?.id
        let event = Event.matchRestored(
            provider: WantedTrack.provider,
            trackID: track,
            pinned: pin?.file,
            rejected: rejection.map { [$0.file] } ?? []
        )
        tell(event, "decide anew \(track): \(pin?.id ?? 0), not \(rejection?.id ?? 0)")
    }

    /// Mostly the file that the track has.
    private mutating func decided(_ track: String) throws -> (id: UInt64, file: DecidedFile)? {
        let matched = try library.query(
            "SELECT file_id FROM matches WHERE track_id = '\(track)'"
        ).first.flatMap { UInt64($0) }
        let other = random.pick(here.keys.sorted())
        guard let id = random.chance(60) ? matched ?? other : other, let known = here[id] else {
            return nil
        }
        let file = DecidedFile(
            id: id,
            path: libraryPath(known.path),
            tagsDigest: known.tags.digest
        )
        return (id, file)
    }
}
