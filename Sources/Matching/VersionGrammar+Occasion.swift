/// Versions that differ in what is sung or played: the language, the instruments, the occasion.
extension VersionGrammar {
    /// "En Español", "Spanish Version", "Acoustic, English"; not "Spanish Harlem", nor "Japanese Bonus
    /// Track".
    func readLanguage(into version: inout VersionTraits) -> Bool {
        guard words.contains(where: { $0.meaning == .language }),
            !words.contains(where: { $0.isUnknown || $0.meaning == .plain })
        else { return false }
        version.flags.insert(.language)
        let identities = words.filter { $0.meaning == .language }
            .map { VersionLanguage.identity(of: $0.hash) }
        version.details = Array((version.details + identities).prefix(VersionTraits.maximumWords))
            .sorted()
        return true
    }

    /// "Piano", "Orchestral", but not "for Piano": that is what it was written for.
    func readArrangement(_ first: Word, into version: inout VersionTraits) -> Bool {
        guard words.contains(where: \.isArrangement), first.hash != Self.writtenFor,
            words.allSatisfy({ !$0.isUnknown || $0.isArrangement })
        else { return false }
        version.flags.insert(.arrangement)
        add(to: &version.details) { $0.isArrangement }
        return true
    }

    /// "Recorded at Spotify Studios"; and a year alone, after something that it dates.
    func readRecorded(
        _ first: Word,
        _ last: Word,
        into version: inout VersionTraits
    ) -> Bool {
        if first.meaning == .recording, words.count > 2, words[1].meaning == .place {
            version.flags.insert(.alternate)
            add(to: &version.details) { $0.isUnknown }
            return true
        }
        // "Home Recording".
        if last.meaning == .recording, (2...4).contains(words.count),
            words.contains(where: \.isUnknown)
        {
            version.flags.insert(.alternate)
            add(to: &version.details) { $0.isUnknown }
            return true
        }
        guard words.count == 1, let year = first.number, (1900...2100).contains(year),
            !version.flags.isEmpty
        else { return false }
        if version.flags.contains(.live) { add(to: &version.places) { _ in true } }
        return true
    }

    private static let writtenFor = Words.hash(folding: "for")
    static let arrangements = hashes(
        """
        piano orchestral orchestra symphonic symphony string strings lofi ballad lullaby choir
        choral
        """
    )
}
