/// `root.lost` once gave the reason only as a sentence; now it names the cause.
enum RootLostUpcaster {
    static func upcast(_ event: inout RootLost) {
        guard event.cause == .unknown, let loss = loss(in: event.reason) else { return }
        event.set(loss)
    }

    /// The cause for a sentence of former versions; `nil` for any other, which is left unchanged.
    private static func loss(in sentence: String) -> RootLoss? {
        if sentence == "it is missing" { return .missing }
        if sentence == "it is no longer in library.paths" { return .notInSettings }
        if let (found, known) = counts(
            in: sentence,
            between: "another directory stands there, with ",
            and: " files"
        ) {
            return .replaced(found: found, known: known)
        }
        if let (found, known) = counts(
            in: sentence,
            between: "it is not mounted: ",
            and: " files are there"
        ) {
            return .notMounted(found: found, known: known)
        }
        return nil
    }

    /// Parses `12` and `80` from `… 12 of 80 …`.
    private static func counts(
        in sentence: String,
        between start: String,
        and end: String
    ) -> (found: Int, known: Int)? {
        guard sentence.hasPrefix(start), sentence.hasSuffix(end) else { return nil }
        let words = sentence.dropFirst(start.count).dropLast(end.count)
            .split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[1] == "of", let found = Int(words[0]),
            let known = Int(words[2]), found >= 0, known >= 0
        else { return nil }
        return (found, known)
    }
}
