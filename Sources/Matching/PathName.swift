/// Artist, album and title guessed from the path of a file whose tags lack them.
///
/// Known: `Artist/Album/01 - Title.ext`, with disc folders ("CD 2"), years ("2001 - Album"), any
/// way of numbering ("1-01 Title", "01. Title", "A1 Title"), `Artist - Album/01 Title.ext`, `Artist
/// - Title.ext`, `Artist - Album - 01 - Title.ext`, `Various/Album/01 - Artist - Title.ext`.
struct PathName: Hashable, Sendable {
    var title = ""
    /// The title without a number that may be the track number or part of the name: "13 Song".
    /// Empty if there is no doubt.
    var titleWithoutNumber = ""
    var artist = ""
    var album = ""
    var trackNumber: Int?

    init(_ components: [String]) {
        guard let file = components.last else { return }
        var folders = components.dropLast().map(Self.readable).filter { !Self.isDiscFolder($0) }
        readFolders(&folders)
        var segments = Self.segments(of: Self.readable(Self.stem(of: file)))
        let hadNumber = takeNumber(&segments)
        read(segments, isNumbered: hadNumber)
        if !hadNumber, let first = segments.first, title.hasPrefix(first),
            let rest = Self.rest(afterDoubtfulNumberOf: first)
        {
            titleWithoutNumber = rest + title.dropFirst(first.count)
        }
    }

    private mutating func readFolders(_ folders: inout [String]) {
        guard let folder = folders.popLast() else { return }
        var parts = Self.segments(of: folder)
        parts.removeAll { Self.isYear($0) }
        album = parts.last ?? folder
        if let above = folders.last {
            artist = above
            // "Artist/Artist - Album".
            if parts.count > 1, Self.isSame(parts[0], above) {
                album = parts.dropFirst().joined(separator: " - ")
            } else if parts.count > 1 {
                album = parts.joined(separator: " - ")
            }
        } else if parts.count > 1 {
            artist = parts[0]
            album = parts.dropFirst().joined(separator: " - ")
        } else {
            // A single folder is the artist's as often as the album's.
            artist = album
        }
    }

    private mutating func read(_ segments: [String], isNumbered: Bool) {
        guard let first = segments.first else { return }
        title = first
        guard segments.count > 1 else { return }
        let rest = segments.dropFirst().joined(separator: " - ")
        let isCollection = artist.isEmpty || Self.isNobody(artist)
        if Self.isSame(first, artist) || isCollection || !isNumbered {
            if !Self.isVersion(segments[1]) || isCollection && segments.count > 2 {
                artist = first
                title = rest
                return
            }
        }
        title = segments.joined(separator: " - ")
    }

    // MARK: Numbers

    /// Removes the track number, wherever it is: "01 - Title", "1-01 Title", "A1. Title",
    /// "Artist - Album - 01 - Title".
    private mutating func takeNumber(_ segments: inout [String]) -> Bool {
        if segments.count > 2,
            let at = segments.dropLast().lastIndex(where: { Self.number($0) != nil })
        {
            trackNumber = Self.number(segments[at])
            if at > 0 { artist = segments[0] }
            if at > 1 { album = segments[1] }
            segments.removeFirst(at + 1)
            return true
        }
        guard let first = segments.first else { return false }
        if segments.count > 1, let number = Self.number(first) {
            trackNumber = number
            segments.removeFirst()
            return true
        }
        guard let (number, rest) = Self.leadingNumber(of: first) else { return false }
        trackNumber = number
        segments[0] = rest
        return true
    }

    /// "07", "1-07", "A1", "[07]": nothing but a number.
    private static func number(_ text: String) -> Int? {
        let text = text.filter { !"[]().# ".contains($0) }
        let digits = text.split(separator: "-").last ?? ""
        guard text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "-") }), digits.count <= 3
        else { return vinylNumber(text) }
        return Int(digits)
    }

    private static func vinylNumber(_ text: String) -> Int? {
        guard text.count <= 3, let side = text.first, "ABCDabcd".contains(side) else { return nil }
        return Int(text.dropFirst())
    }

    /// "01 Title", "01. Title", "1-01 Title", "01_Title"; but not "1979" or "99 Luftballons", which
    /// without a dot or a leading zero are names.
    private static func leadingNumber(of text: String) -> (Int, String)? {
        guard let end = text.firstIndex(where: { !($0.isASCII && ($0.isNumber || $0 == "-")) }),
            end > text.startIndex
        else { return nil }
        let digits = text[..<end]
        let rest = text[end...].drop { ". -)_]".contains($0) }
        let separator = text[end..<rest.startIndex]
        guard !separator.isEmpty, !rest.isEmpty, let number = number(String(digits)) else {
            return nil
        }
        let isMarked = digits.hasPrefix("0") || digits.contains("-") || separator.contains(".")
        return isMarked ? (number, String(rest)) : nil
    }

    /// What follows the number in "13 Song" and "99 Luftballons".
    private static func rest(afterDoubtfulNumberOf text: String) -> String? {
        let words = text.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].count <= 2,
            words[0].allSatisfy({ $0.isASCII && $0.isNumber })
        else { return nil }
        return String(words[1])
    }

    // MARK: Words

    /// Underscores stand for what a file name cannot hold, or for spaces.
    private static func readable(_ text: String) -> String {
        String(text.map { $0 == "_" ? " " : $0 })
    }

    private static func stem(of file: String) -> String {
        guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return file }
        let suffix = file[file.index(after: dot)...]
        guard (1...5).contains(suffix.count), suffix.allSatisfy({ $0.isASCII && !$0.isWhitespace })
        else { return file }
        return String(file[..<dot])
    }

    private static func segments(of text: String) -> [String] {
        var segments: [String] = []
        var words: [Substring] = []
        for word in text.split(separator: " ") {
            if word == "-" || word == "–" || word == "—" {
                if !words.isEmpty { segments.append(words.joined(separator: " ")) }
                words = []
            } else {
                words.append(word)
            }
        }
        if !words.isEmpty { segments.append(words.joined(separator: " ")) }
        return segments
    }

    private static func isYear(_ text: String) -> Bool {
        let digits = text.filter { !"[]()".contains($0) }
        guard digits.count == 4, let year = Int(digits) else { return false }
        return (1900...2100).contains(year)
    }

    private static func isDiscFolder(_ text: String) -> Bool {
        let letters = text.lowercased().filter { $0.isLetter }
        return ["cd", "disc", "disk", "disque", "vinyl", "lp", "side"].contains(letters)
            && text.contains(where: \.isNumber)
    }

    private static func isVersion(_ text: String) -> Bool {
        var folded: [UInt8] = []
        Normaliser.fold(text, into: &folded)
        var ignored = VersionTraits()
        return folded.withUnsafeBufferPointer {
            VersionGrammar($0, 0..<$0.count).read(into: &ignored)
        }
    }

    private static func names(_ text: String) -> [UInt64] {
        var names = ArtistNames()
        var scratch: [UInt8] = []
        names.add(text, into: &scratch)
        return names.names
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        let left = names(left)
        return !left.isEmpty && left == names(right)
    }

    private static func isNobody(_ text: String) -> Bool {
        names(text).isEmpty
    }
}
