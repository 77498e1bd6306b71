import Digests

/// What a `TrackSignature` holds.
///
/// Names are kept as digests, because nearly all that is compared is either equal or not; the words
/// themselves are kept for typing errors and display.
struct Signature: Sendable, Hashable {
    struct Title: Hashable, Sendable {
        var main: UInt64 = 0
        var all: UInt64 = 0
        /// The name in another script, in brackets; 0: none.
        var translation: UInt64 = 0
        var numbers: UInt64 = 0
        var length: UInt16 = 0
        /// An encoding went wrong on its way, so that letters may be missing.
        var isDamaged = false
    }

    /// The fields that are guessed rather than tagged: weaker evidence.
    struct Guesses: OptionSet, Hashable, Sendable {
        let rawValue: UInt8
        static let title = Guesses(rawValue: 1)
        static let artist = Guesses(rawValue: 2)
    }

    private(set) var title = Title()
    /// Sorted digests of the artists' names.
    private(set) var names: [UInt64] = []
    private(set) var unorderedNames: [UInt64] = []
    private(set) var albumNames: [UInt64] = []
    /// 0: unknown.
    private(set) var album: UInt64 = 0
    private(set) var isSpecialEdition = false
    private(set) var version = VersionTraits()
    /// 0: unknown.
    private(set) var durationMilliseconds: Int32 = 0
    private(set) var year: Int16 = 0
    private(set) var isrc: UInt64 = 0
    private(set) var musicBrainz: UInt64 = 0
    private(set) var trackNumber: Int16 = 0
    private(set) var discNumber: Int16 = 0
    private(set) var isCompilation = false
    private(set) var guesses: Guesses = []
    /// Folded artists, then the title from `titleStart`.
    private var text: [UInt8] = []
    private var titleStart = 0

    /// Sorted, at most `CandidateKeys.limit`; stable across processes and releases. Two recordings
    /// can match only if they share one.
    private(set) var keys: [UInt64] = []

    init(_ recording: Recording) {
        var recording = recording
        let titleWithoutNumber = fillFromPath(&recording)
        var scratch: [UInt8] = []
        scratch.reserveCapacity(128)

        var artists = ArtistNames()
        // In a fixed order, so that two lists of the same names give the same result.
        for artist in Self.sorted(recording.artists).prefix(ArtistNames.maximumCount) {
            artists.add(artist, into: &scratch)
        }
        var albumArtists = ArtistNames()
        if recording.albumArtists != recording.artists {
            for artist in Self.sorted(recording.albumArtists).prefix(2) {
                albumArtists.add(artist, into: &scratch)
            }
        }
        if artists.isEmpty, !albumArtists.isEmpty { artists = albumArtists }

        trackNumber = Int16(clamping: recording.trackNumber ?? 0)
        discNumber = Int16(clamping: recording.discNumber ?? 0)
        readTitle(recording.title, &artists, &scratch)
        if let titleWithoutNumber { readMain(of: titleWithoutNumber, &scratch) }
        readAlbum(recording.album, &scratch)
        albumArtists.finish()
        albumNames = albumArtists.names
        version.context.formUnion(artists.context.subtracting(version.flags))

        if let duration = recording.durationMilliseconds, (1...Int(Int32.max)).contains(duration) {
            durationMilliseconds = Int32(duration)
        }
        year = Int16(clamping: recording.year ?? 0)
        isCompilation = recording.isCompilation
        isrc = Self.identifier(recording.isrc, length: 12)
        musicBrainz = Self.identifier(recording.musicBrainzRecordingID, length: 32)
        keys = CandidateKeys.make(for: self)
    }

    /// Artists and title, folded; what the `normalized` column shows.
    var normalized: String {
        Self.display(text[...])
    }

    var artistText: ArraySlice<UInt8> { text[..<max(0, titleStart - 1)] }
    var titleText: ArraySlice<UInt8> { text[titleStart...] }

    private static func sorted(_ names: [String]) -> [String] {
        names.count > 1 ? names.sorted() : names
    }

    // MARK: Reading

    /// - Returns: the guessed title without a number of which nobody can say whether it belongs to
    ///   it.
    private mutating func fillFromPath(_ recording: inout Recording) -> String? {
        let lacksArtist =
            recording.artists.allSatisfy(\.isEmpty)
            && recording.albumArtists.allSatisfy(\.isEmpty)
        guard !recording.pathBelowRoot.isEmpty, recording.title.isEmpty || lacksArtist else {
            return nil
        }
        let path = PathName(recording.pathBelowRoot)
        var titleWithoutNumber: String?
        if recording.title.isEmpty {
            recording.title = path.title
            if !path.titleWithoutNumber.isEmpty { titleWithoutNumber = path.titleWithoutNumber }
            guesses.insert(.title)
        }
        if lacksArtist {
            recording.artists = [path.artist]
            guesses.insert(.artist)
        }
        if recording.album.isEmpty { recording.album = path.album }
        if recording.trackNumber == nil { recording.trackNumber = path.trackNumber }
        return titleWithoutNumber
    }

    private mutating func readTitle(
        _ raw: String,
        _ artists: inout ArtistNames,
        _ scratch: inout [UInt8]
    ) {
        scratch.removeAll(keepingCapacity: true)
        Normaliser.fold(raw, into: &scratch)
        scratch.withUnsafeBufferPointer { bytes in
            let start = startOfTitle(bytes, &artists)
            let own = Words.Bytes(rebasing: bytes[start...])
            let parsed = TitleParser.parse(own)
            for featured in parsed.featured {
                artists.add(own, featured)
            }
            artists.finish()
            title = Title(
                main: parsed.main,
                all: parsed.all,
                translation: parsed.translation,
                numbers: parsed.numbers,
                length: UInt16(clamping: parsed.mainLength),
                isDamaged: LostLetters.leftTraces(in: raw)
            )
            version = parsed.version
            names = artists.names
            unorderedNames = artists.unordered
            text.reserveCapacity(artists.text.count + 1 + parsed.text.count)
            text.append(contentsOf: artists.text)
            if !text.isEmpty { text.append(UInt8(ascii: " ")) }
            titleStart = text.count
            text.append(contentsOf: parsed.text)
        }
    }

    /// Makes a number before the name something that may be missing, as words in brackets may.
    private mutating func readMain(of raw: String, _ scratch: inout [UInt8]) {
        scratch.removeAll(keepingCapacity: true)
        Normaliser.fold(raw, into: &scratch)
        let parsed = scratch.withUnsafeBufferPointer { TitleParser.parse($0) }
        if parsed.main != 0 { title.main = parsed.main }
    }

    /// Where the title begins in "Artist - Title": after the artist, if that is who is credited, or
    /// if nobody is.
    private mutating func startOfTitle(
        _ bytes: Words.Bytes,
        _ artists: inout ArtistNames
    ) -> Int {
        guard artists.isEmpty || bytes.contains(UInt8(ascii: "-")) else { return 0 }
        let segments = TitleSegments.cut(bytes)
        guard segments.count > 1, segments[0].kind == .main, segments[1].kind == .dash else {
            return 0
        }
        if isTrackNumber(bytes, segments[0].range) { return segments[1].range.lowerBound }
        var credited = ArtistNames()
        credited.add(bytes, segments[0].range)
        guard let name = credited.names.first else { return 0 }
        guard artists.isEmpty || artists.names.contains(name) else { return 0 }
        // A song may have its artist's name: "Motel - Original Mix".
        var ignored = VersionTraits()
        if VersionGrammar(bytes, segments[1].range).read(into: &ignored) { return 0 }
        if artists.isEmpty {
            artists = credited
            guesses.insert(.artist)
        }
        return segments[1].range.lowerBound
    }

    /// "07 - Title" as the title's tag: the number is its track number, or has a leading zero.
    private func isTrackNumber(_ bytes: Words.Bytes, _ range: Range<Int>) -> Bool {
        var position = range.lowerBound
        guard let word = Words.next(bytes, &position, range.upperBound), word.count <= 3,
            let number = Words.number(bytes, word),
            Words.next(bytes, &position, range.upperBound) == nil
        else { return false }
        return number == Int(trackNumber) || bytes[word.lowerBound] == UInt8(ascii: "0")
    }

    private mutating func readAlbum(_ raw: String, _ scratch: inout [UInt8]) {
        guard !raw.isEmpty else { return }
        scratch.removeAll(keepingCapacity: true)
        Normaliser.fold(raw, into: &scratch)
        scratch.withUnsafeBufferPointer { bytes in
            let parsed = TitleParser.parse(bytes, .album)
            album = parsed.main
            isSpecialEdition = AlbumWords.isSpecialEdition(bytes)
            readEdition(parsed.version)
            var said = parsed.version.flags.intersection(.ofAlbums)
            AlbumWords.readLive(bytes, into: &version, &said)
            version.context.formUnion(said.subtracting(version.flags))
        }
    }

    /// What an album's edition says of all its tracks that do not say it themselves:
    /// "(Remastered)", "[Clean]".
    private mutating func readEdition(_ edition: VersionTraits) {
        if edition.flags.contains(.remaster), !version.flags.contains(.remaster) {
            version.flags.insert(.remaster)
            version.remasterYear = edition.remasterYear
        }
        let words: VersionFlags = [.explicit, .clean]
        if version.flags.isDisjoint(with: words) {
            version.flags.formUnion(edition.flags.intersection(words))
        }
    }

    /// The digest of an identifier, or 0 where it is none. Case and dashes do not matter.
    private static func identifier(_ text: String, length: Int) -> UInt64 {
        guard !text.isEmpty, text.utf8.count <= 64 else { return 0 }
        var folded: [UInt8] = []
        folded.reserveCapacity(length)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): folded.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                folded.append(byte)
            default: continue
            }
        }
        guard folded.count == length else { return 0 }
        return folded.withUnsafeBytes { max(1, XXHash64.hash($0)) }
    }

    /// Symbols as they were: see `Normaliser.symbolPlane`.
    static func display(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(Normaliser.symbolLead) else { return text }
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let low = scalar.value & 0xFFFF
            guard scalar.value >> 16 == Normaliser.symbolPlane >> 16 else {
                shown.append(scalar)
                continue
            }
            // What is not in the basic plane is an emoji.
            shown.append(Unicode.Scalar(low < 0xE000 ? low : 0x1_0000 | low) ?? "\u{FFFD}")
        }
        return String(shown)
    }
}
