/// How the version of a file differs from the one that the playlist asks for, in the user's words.
package struct VersionDifference: Sendable, Hashable {
    /// "the studio version": what the file is. nil where both are of one kind, such as two remixes.
    package let found: String?
    /// "the live one": what the playlist asks for; nil as above.
    package let wanted: String?
    /// The settings that would accept the file, such as `matching.versions.live`; empty if there
    /// are none for it.
    package let settings: [String]

    init(_ fit: VersionFit, _ track: Signature, _ file: Signature) {
        guard !fit.conflict.isEmpty else {
            found = nil
            wanted = nil
            settings = []
            return
        }
        let ofTrack = fit.conflict.intersection(track.version.flags.union(track.version.context))
        let ofFile = fit.conflict.subtracting(ofTrack)
        let noun = ofFile.isEmpty ? ofTrack.counterpart : ofFile.noun
        found = noun
        let other = ofTrack.isEmpty ? ofFile.counterpart : ofTrack.noun
        let version = " version"
        let isShort = noun.hasSuffix(version) && other.hasSuffix(version)
        wanted = isShort ? String(other.dropLast(version.count)) + " one" : other
        settings = fit.conflict.settings
    }

    package var sentence: String {
        guard let found, let wanted else {
            return "It is another version of the song: a different remix, take or concert."
        }
        return "The file is \(found); the track is \(wanted)."
    }
}

extension VersionFlags {
    private static let nouns: [(VersionFlags, String)] = [
        (.live, "the live version"), (.remix, "the remix"), (.acoustic, "the acoustic version"),
        (.demo, "the demo"), (.instrumental, "the instrumental version"),
        (.karaoke, "the karaoke or tribute version"), (.acapella, "the a cappella version"),
        (.extended, "the extended version"), (.reprise, "the reprise"),
        (.rerecorded, "the re-recorded version"), (.alternate, "an alternate take"),
        (.speed, "the version at another speed"), (.cover, "the cover"),
        (.other, "another version"), (.language, "the version in another language"),
        (.arrangement, "another arrangement"), (.edit, "the edit"), (.remaster, "the remaster"),
        (.mono, "the mono version"), (.stereo, "the stereo version"),
        (.explicit, "the explicit version"), (.clean, "the clean version"),
    ]

    /// "the live version", by the first of the flags.
    fileprivate var noun: String {
        Self.nouns.first { contains($0.0) }?.1 ?? "another version"
    }

    /// What a recording without these flags is.
    fileprivate var counterpart: String {
        if contains(.live) { return "the studio version" }
        if contains(.edit) { return "the full version" }
        return "the original version"
    }

    /// The settings that accept all of these flags; empty if one of them has none.
    fileprivate var settings: [String] {
        let names: [(VersionFlags, String)] = [
            (.live, "live"), (.remix, "remix"), (.acoustic, "acoustic"),
            (.instrumental, "instrumental"), (.karaoke, "instrumental"), (.edit, "edit"),
            (.remaster, "remaster"), (.clean, "clean"),
        ]
        let known = names.filter { contains($0.0) }
        guard known.reduce(into: VersionFlags(), { $0.formUnion($1.0) }) == self else { return [] }
        var settings: [String] = []
        for (_, name) in known where !settings.contains("matching.versions.\(name)") {
            settings.append("matching.versions.\(name)")
        }
        return settings
    }
}
