/// What an album's name says beyond its words.
enum AlbumWords {
    private static let live = Words.hash(folding: "live")
    private static let concert = Words.hash(folding: "concert")
    private static let unplugged = Words.hash(folding: "unplugged")
    private static let places: Set<UInt64> = Set(
        ["at", "in", "from", "on", "@", "en", "à", "au", "im"].map(Words.hash(folding:))
    )

    private static let special: Set<UInt64> = Set(
        ["deluxe", "expanded", "special", "limited", "collector", "collectors", "anniversary"]
            .map(Words.hash(folding:))
    )

    /// "Hours (Deluxe Edition)": it holds what the plain edition does not.
    static func isSpecialEdition(_ bytes: Words.Bytes) -> Bool {
        var position = 0
        while let word = Words.next(bytes, &position, bytes.count) {
            if special.contains(Words.hash(bytes, word)) { return true }
        }
        return false
    }

    /// "Live at Wembley", "MTV Unplugged", "In Concert"; not "Live Through This". Where it was is
    /// noted if the title did not say.
    static func readLive(
        _ bytes: Words.Bytes,
        into version: inout VersionTraits,
        _ said: inout VersionFlags
    ) {
        var position = 0
        var isAfterLive = false
        var isPlaceDue = false
        let isPlaceKnown = !version.places.isEmpty
        while let word = Words.next(bytes, &position, bytes.count) {
            let hash = Words.hash(bytes, word)
            let meaning = VersionWord.of(hash)
            if isPlaceDue {
                if isPlaceKnown || meaning != nil { continue }
                if version.places.count < VersionTraits.maximumWords { version.places.append(hash) }
            } else if isAfterLive && places.contains(hash) {
                said.insert(.live)
                isPlaceDue = true
            } else if hash == concert {
                said.insert(.live)
            } else if hash == unplugged {
                said.formUnion([.live, .acoustic])
            }
            isAfterLive = hash == live
        }
    }
}
