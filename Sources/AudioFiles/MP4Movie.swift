/// The atom `moov` with what psm reads of it.
struct MP4Movie {
    enum Name {
        static let fileType = FourCC("ftyp")
        static let movie = FourCC("moov")
        static let data = FourCC("mdat")
        static let track = FourCC("trak")
        static let mediaHeader = FourCC("mdhd")
        static let handler = FourCC("hdlr")
        static let sampleDescription = FourCC("stsd")
        static let metadata = FourCC("meta")
        static let freeForm = FourCC("----")
        static let trackHeader = FourCC("tkhd")
        static let chapters = FourCC("chap")
    }

    /// What is kept of an atom.
    private indirect enum Rule {
        /// Its content, up to so many bytes.
        case content(Int)
        /// The atoms in it that have a rule.
        case atoms([FourCC: Rule])
        /// The same; a version and flags may come before them.
        case metadata([FourCC: Rule])
        /// The first entry.
        case sampleDescription
        /// An item that says its name itself.
        case freeForm

        static let movie = Rule.atoms([
            Name.track: .atoms([
                Name.trackHeader: .content(32),
                FourCC("tref"): .atoms([Name.chapters: .content(1 << 10)]),
                FourCC("mdia"): .atoms([
                    Name.mediaHeader: .content(64),
                    Name.handler: .content(1 << 10),
                    FourCC("minf"): .atoms([
                        FourCC("stbl"): .atoms([Name.sampleDescription: .sampleDescription])
                    ]),
                ]),
            ]),
            FourCC("udta"): .atoms([
                Name.metadata: .metadata([FourCC("ilst"): .atoms(items)])
            ]),
        ])

        private static let items: [FourCC: Rule] = {
            let names = [
                "\u{A9}nam", "\u{A9}ART", "aART", "\u{A9}alb", "\u{A9}day", "\u{A9}gen", "gnre",
                "trkn", "disk", "cpil",
            ]
            var items = Dictionary(
                uniqueKeysWithValues: names.map { (FourCC($0), Rule.content(itemLimit)) }
            )
            items[Name.freeForm] = .freeForm
            return items
        }()
    }

    private static let atomLimit = 1 << 14
    private static let bytesLimit = 1 << 20
    private static let itemLimit = 256 << 10
    private static let entryLimit = 4 << 10
    /// Of a free-form item. Source: the names that TagLib's `MP4::Tag` knows.
    private static let freeFormNames: Set<[UInt8]> = Set(
        ["ISRC", "ARTISTS", "MusicBrainz Track Id"].map { Array($0.utf8) }
    )

    private let file: AudioFile
    private(set) var bytes: [UInt8] = []
    private var atomCount = 0
    private var keptBytes = 0
    private var track = MP4Track()
    /// The first that is sound.
    private var sound: MP4Track?
    private var pictureTracks: Set<Int> = []
    private var chapterTracks: Set<Int> = []

    init(_ file: AudioFile, _ atom: MP4Atom) {
        self.file = file
        bytes = kept(atom, by: .movie) ?? []
    }

    /// The first sound track's properties, if TagLib does not know its codec.
    func audio(dataBytes: Int) -> AudioProperties? {
        sound?.properties(dataBytes: dataBytes)
    }

    /// Whether there are moving pictures: a track of pictures that are not those of chapters.
    var isFilm: Bool { !pictureTracks.subtracting(chapterTracks).isEmpty }

    private mutating func kept(_ atom: MP4Atom, by rule: Rule) -> [UInt8]? {
        guard keptBytes < Self.bytesLimit else { return nil }
        if atom.name == Name.track { track = MP4Track() }
        let content: [UInt8]
        switch rule {
        case .content where !atom.isWhole, .freeForm where !atom.isWhole: return nil
        case .content(let limit):
            content = file.bytes(
                at: atom.content.lowerBound,
                count: min(atom.content.count, limit)
            )
            keptBytes += content.count
        case .atoms(let rules): content = children(in: atom.content, by: rules)
        case .metadata(let rules): content = metadata(in: atom.content, by: rules)
        case .sampleDescription: content = sampleDescription(in: atom.content)
        case .freeForm: content = freeForm(in: atom.content)
        }
        track.note(atom.name, content)
        if atom.name == Name.track { note(track) }
        return content.isEmpty ? nil : MP4Atom.rendered(atom.name, content)
    }

    private mutating func note(_ track: MP4Track) {
        if sound == nil, track.isSound { sound = track }
        if track.isPictures { pictureTracks.insert(track.id) }
        chapterTracks.formUnion(track.chapterTracks)
    }

    private mutating func children(in range: Range<Int>, by rules: [FourCC: Rule]) -> [UInt8] {
        var bytes: [UInt8] = []
        var position = range.lowerBound
        while atomCount < Self.atomLimit,
            let atom = MP4Atom(file, at: position, before: range.upperBound)
        {
            atomCount += 1
            if let rule = rules[atom.name], let kept = kept(atom, by: rule) { bytes += kept }
            position = atom.content.upperBound
        }
        return bytes
    }

    /// QuickTime has no version before the atoms, MP4 has.
    private mutating func metadata(in range: Range<Int>, by rules: [FourCC: Rule]) -> [UInt8] {
        let begin = file.bytes(at: range.lowerBound, count: min(8, range.count))
        guard begin.count == 8 else { return [] }
        let first = FourCC(begin[4..<8])
        let isBare = ["hdlr", "ilst", "mhdr", "ctry", "lang"].contains { FourCC($0) == first }
        let start = range.lowerBound + (isBare ? 0 : 4)
        let kept = children(in: start..<range.upperBound, by: rules)
        return kept.isEmpty ? [] : [0, 0, 0, 0] + kept
    }

    /// Version, flags, how many, and one entry.
    private func sampleDescription(in range: Range<Int>) -> [UInt8] {
        let start = range.lowerBound + 8
        guard start <= range.upperBound,
            let entry = MP4Atom(file, at: start, before: range.upperBound),
            entry.content.lowerBound == start + MP4Atom.headerBytes
        else { return [] }
        let content = file.bytes(
            at: entry.content.lowerBound,
            count: min(entry.content.count, Self.entryLimit)
        )
        return [0, 0, 0, 0, 0, 0, 0, 1] + MP4Atom.rendered(entry.name, content)
    }

    /// Atoms for whose the name is and the name, then the values.
    private mutating func freeForm(in range: Range<Int>) -> [UInt8] {
        guard let domain = MP4Atom(file, at: range.lowerBound, before: range.upperBound),
            let name = MP4Atom(file, at: domain.content.upperBound, before: range.upperBound),
            name.content.count <= FieldName.limitBytes,
            // Version and flags come first.
            let text = Optional(file.bytes(at: name.content.lowerBound, count: name.content.count)),
            Self.freeFormNames.contains(Array(text.dropFirst(4)))
        else { return [] }
        let content = file.bytes(at: range.lowerBound, count: min(range.count, Self.itemLimit))
        keptBytes += content.count
        return content
    }
}
