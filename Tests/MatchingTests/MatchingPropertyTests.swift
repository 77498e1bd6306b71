import Testing

@testable import Matching

/// A small library of names that resemble one another, drawn by a seed.
private struct Library {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    private mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    private mutating func one(of list: [String]) -> String { list[next(below: list.count)] }

    private static let titles = [
        "Love", "Love Song", "Intro", "夢", "夢 2", "Звезда", "Broken Wings", "Borken Wings",
        "Café Noir", "Part of Me, Pt. 2", "(Do It) Again", "Again", "?", "봄날", "", "CafÃ© Noir",
        "Caf? Noir", "B****n Wings", "Broken W_ngs", "Çâåçäà",
    ]
    private static let artists = [
        "The Gentle Avenues", "Gentle Avenues", "Björk", "Bjork", "東京事変", "Кино", "Mo & Lu", "Lu",
        "Various Artists", "", "Mo feat. Björk", "Utada Hikaru", "Hikaru Utada", "Hikaru",
    ]
    private static let suffixes = ["", "", "", " (Live)", " - 2011 Remaster", " (X Remix)", " II"]
    private static let albums = ["", "First", "First (Deluxe)", "Live at Rome", "Hits"]

    mutating func recording() -> Recording {
        let artists = (0...next(below: 2)).map { _ in one(of: Self.artists) }
        return Recording(
            title: one(of: Self.titles) + one(of: Self.suffixes),
            artists: artists,
            album: one(of: Self.albums),
            albumArtists: (0..<next(below: 4)).map { _ in one(of: Self.artists) },
            durationMilliseconds: next(below: 8) == 0 ? nil : 200_000 + next(below: 12) * 700,
            isrc: next(below: 4) == 0 ? "USABC120000\(next(below: 9))" : ""
        )
    }

    mutating func recordings(_ count: Int) -> [Recording] {
        (0..<count).map { _ in recording() }
    }

    private static let pieces = [
        "(", ")", "[", "]", " - ", "-", " ", "feat.", "ft", "with", "live", "remix", "mix", "Pt.",
        "II",
        "2", "the", "and", "&", "'", "\u{301}", "が", "\u{3099}", "ﾞ", "\u{1161}", "\u{11A8}", "ᄀ",
        "🔥",
        "÷", "ß", "é", "Love", ";", "/", ",", "version", "take", "12", "2011", "remaster", "x",
        "vs.",
        "\u{0}", "\u{200D}", "\u{10FFFF}", "\u{F0041}", ".", "_", "01", "!", "$", "recorded", "at",
    ]

    mutating func jumble() -> String {
        let glue = next(below: 2) == 0 ? "" : " "
        return (0..<next(below: 10)).map { _ in one(of: Self.pieces) }.joined(separator: glue)
    }

    mutating func shuffled<T>(_ list: [T]) -> [T] {
        var list = list
        for index in list.indices.reversed() where index > 0 {
            list.swapAt(index, next(below: index + 1))
        }
        return list
    }
}

@Suite struct MatchingPropertyTests {
    private static let seeds: [UInt64] = Array(1...12)

    @Test(arguments: seeds)
    func theOrderOfCandidatesDoesNotMatter(seed: UInt64) {
        var library = Library(seed: seed)
        let candidates = library.recordings(80).enumerated().map {
            Candidate(fileID: Int64($0.offset), signature: TrackSignature($0.element))
        }
        for recording in library.recordings(30) {
            let track = TrackSignature(recording)
            let best = Scorer().best(for: track, among: candidates)
            #expect(Scorer().best(for: track, among: library.shuffled(candidates)) == best)
            #expect(Scorer().best(for: track, among: candidates.reversed()) == best)
        }
    }

    @Test(arguments: seeds)
    func theOrderOfArtistsDoesNotMatter(seed: UInt64) {
        var library = Library(seed: seed)
        let files = library.recordings(60).map(TrackSignature.init)
        for recording in library.recordings(30) {
            var turned = recording
            turned.artists.reverse()
            turned.albumArtists.reverse()
            let one = TrackSignature(recording)
            let other = TrackSignature(turned)
            #expect(one.keys == other.keys)
            for file in files {
                let score = Scorer().score(track: one, file: file)
                #expect(Scorer().score(track: other, file: file) == score)
                #expect(
                    Scorer().score(track: file, file: other)
                        == Scorer().score(track: file, file: one)
                )
            }
        }
    }

    @Test(arguments: seeds)
    func aWorseFileNeverChangesAMatch(seed: UInt64) {
        var library = Library(seed: seed)
        let scorer = Scorer()
        var candidates = library.recordings(60).enumerated().map {
            Candidate(fileID: Int64($0.offset), signature: TrackSignature($0.element))
        }
        let added = Candidate(fileID: 60, signature: TrackSignature(library.recording()))
        for recording in library.recordings(40) {
            let track = TrackSignature(recording)
            let before = scorer.best(for: track, among: candidates)
            candidates.append(added)
            let after = scorer.best(for: track, among: candidates)
            candidates.removeLast()
            #expect(after == before || after?.fileID == added.fileID)
            if scorer.score(track: track, file: added.signature) == nil {
                #expect(after == before)
            }
        }
    }

    /// What shares neither artist nor title nor identifier with a track changes nothing for it, in
    /// the index as in the ranking, however many of them there are.
    @Test(arguments: seeds)
    func unrelatedFilesNeverChangeAMatch(seed: UInt64) {
        var library = Library(seed: seed)
        let scorer = Scorer()
        let files = library.recordings(60)
        let unrelated = (0..<60).map { number in
            Recording(
                title: "Elsewhere \(number)",
                artists: ["Stranger \(number % 7)"],
                album: "First",
                durationMilliseconds: 200_000 + number * 140
            )
        }
        func best(_ track: TrackSignature, in files: [Recording]) -> RankedCandidate? {
            let candidates = files.enumerated().map {
                Candidate(fileID: Int64($0.offset), signature: TrackSignature($0.element))
            }
            var found: [Int] = []
            CandidateIndex(candidates.map(\.signature)).candidates(for: track, into: &found)
            return scorer.best(for: track, among: found.map { candidates[$0] })
        }
        for recording in library.recordings(10) {
            let track = TrackSignature(recording)
            #expect(best(track, in: files + unrelated) == best(track, in: files))
        }
    }

    /// Which recording is called the track makes no difference to whether and how they match.
    @Test(arguments: seeds)
    func matchingIsSymmetric(seed: UInt64) {
        var library = Library(seed: seed)
        let signatures = library.recordings(60).map(TrackSignature.init)
        for left in signatures {
            for right in signatures {
                let there = Scorer().score(track: left, file: right)
                let back = Scorer().score(track: right, file: left)
                #expect(there == back)
            }
        }
    }

    /// The index gives exactly those that share a key, and incremental work by keys gives the same.
    @Test(arguments: seeds)
    func theIndexIsTheKeys(seed: UInt64) {
        var library = Library(seed: seed)
        let files = library.recordings(200).map(TrackSignature.init)
        let index = CandidateIndex(files)
        var found: [Int] = []
        for recording in library.recordings(40) {
            let track = TrackSignature(recording)
            index.candidates(for: track, into: &found)
            let keys = Set(track.keys)
            #expect(found == files.indices.filter { !keys.isDisjoint(with: files[$0].keys) })
        }
    }

    /// Keys lose nothing that the scorer would accept, whatever the settings.
    @Test(arguments: seeds)
    func whatIsAcceptableSharesAKey(seed: UInt64) {
        var library = Library(seed: seed)
        let signatures = library.recordings(120).map(TrackSignature.init)
        let scorers = [
            Scorer(),
            Scorer(settings: MatchingSettings(fuzzyThreshold: 0, durationToleranceSeconds: 15)),
        ]
        for left in signatures {
            let keys = Set(left.keys)
            for right in signatures where keys.isDisjoint(with: right.keys) {
                for scorer in scorers {
                    #expect(scorer.score(track: left, file: right) == nil, "\(left.normalized)")
                }
            }
        }
    }

    @Test(arguments: seeds)
    func keysAreSortedUniqueAndFew(seed: UInt64) {
        var library = Library(seed: seed)
        for recording in library.recordings(100) {
            let keys = TrackSignature(recording).keys
            #expect(keys == Array(Set(keys)).sorted())
            #expect(keys.count <= CandidateKeys.limit)
        }
    }

    @Test(arguments: [
        "Song", "!!!", "?", "The The", "Live", "(Reprise)", "4'33\"", "夢", "봄날", "Звезда", "☆",
        "ไทย", "தமிழ்", "नमस्ते", "سلام", "שלום", "ქართული", "Հայերեն", "አማርኛ", "ພາສາລາວ", "🔥🔥", "( )",
        "-", "...", "feat.", "Part 2", "II", "&", "And", "The", "A", "1", "Remix", "Demo - Live",
    ])
    func everythingThatHasANameMatchesItself(title: String) {
        let recording = Recording(
            title: title,
            artists: [title],
            durationMilliseconds: 200_000
        )
        let signature = TrackSignature(recording)
        #expect(!signature.keys.isEmpty)
        #expect(Scorer().score(track: signature, file: signature) != nil)
        #expect(!signature.normalized.isEmpty)
    }

    /// Whatever the pieces are put together to, nothing traps and a recording is itself.
    @Test(arguments: seeds)
    func anyPiecesMakeAName(seed: UInt64) {
        var library = Library(seed: seed)
        for _ in 0..<150 {
            let recording = Recording(
                title: library.jumble(),
                artists: [library.jumble()],
                album: library.jumble(),
                durationMilliseconds: 200_000,
                pathBelowRoot: [library.jumble(), library.jumble() + ".mp3"]
            )
            let signature = TrackSignature(recording)
            #expect(signature == TrackSignature(recording))
            let told = Scorer().explain(track: signature, file: signature)
            #expect(told.result == Scorer().score(track: signature, file: signature))
        }
    }

    @Test func hostileNamesAreBounded() {
        let long = String(repeating: "(feat. A & B, C / D) [x] - ", count: 2000)
        let signature = TrackSignature(
            Recording(
                title: long,
                artists: Array(repeating: long, count: 50),
                album: long,
                durationMilliseconds: .max,
                year: .max,
                pathBelowRoot: [long, long, long]
            )
        )
        #expect(signature.keys.count <= CandidateKeys.limit)
        #expect(signature.normalized.utf8.count < 20_000)
        let marks = "e" + String(repeating: "\u{301}", count: 5000)
        #expect(TrackSignature(Recording(title: marks)).normalized == "e")
    }
}
