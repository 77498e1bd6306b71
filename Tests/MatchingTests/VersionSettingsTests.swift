import Testing

@testable import Matching

/// What the user lets stand for what, and what not.
@Suite struct VersionSettingsTests {
    struct Taste: CustomTestStringConvertible, Sendable {
        let name: String
        let setting: any WritableKeyPath<VersionSettings, Bool> & Sendable
        let plain: String
        let version: String

        var testDescription: String { "\(name): \(plain) / \(version)" }
    }

    private static let tastes = [
        Taste(
            name: "remaster",
            setting: \.remaster,
            plain: "Mo|Song|A|200",
            version: "Mo|Song - 2011 Remaster|A|200"
        ),
        Taste(
            name: "the album is remastered",
            setting: \.remaster,
            plain: "Mo|Song|A|200",
            version: "Mo|Song|A (Remastered)|200"
        ),
        Taste(
            name: "clean",
            setting: \.clean,
            plain: "Mo|Song [Explicit]|A|200",
            version: "Mo|Song [Clean]|A|200"
        ),
        Taste(
            name: "clean, said by the album",
            setting: \.clean,
            plain: "Mo|Song|A [Explicit]|200",
            version: "Mo|Song|A [Clean]|200"
        ),
        Taste(
            name: "clean for what does not say",
            setting: \.clean,
            plain: "Mo|Song|A|200",
            version: "Mo|Song (Amended Version)|A|200"
        ),
        Taste(
            name: "live",
            setting: \.live,
            plain: "Mo|Song|A|200",
            version: "Mo|Song (Live at Wembley)|B|274"
        ),
        Taste(
            name: "live, said by the album",
            setting: \.live,
            plain: "Mo|Song|A|200",
            version: "Mo|Song|Live at Wembley|230"
        ),
        Taste(
            name: "remix",
            setting: \.remix,
            plain: "Mo|Song|A|200",
            version: "Mo|Song (Lu Remix)|B|290"
        ),
        Taste(
            name: "acoustic",
            setting: \.acoustic,
            plain: "Mo|Song|A|200",
            version: "Mo|Song - Acoustic|B|215"
        ),
        Taste(
            name: "instrumental",
            setting: \.instrumental,
            plain: "Mo|Song|A|200",
            version: "Mo|Song (Instrumental)|B|200"
        ),
        Taste(
            name: "karaoke",
            setting: \.instrumental,
            plain: "Mo|Song|A|200",
            version: "Mo|Song (Karaoke Version)|B|200"
        ),
        Taste(
            name: "edit",
            setting: \.edit,
            plain: "Mo|Song|A|320",
            version: "Mo|Song - Radio Edit|B|220"
        ),
    ]

    private func scorer(_ change: (inout VersionSettings) -> Void) -> Scorer {
        var versions = VersionSettings()
        change(&versions)
        return Scorer(settings: MatchingSettings(versions: versions))
    }

    private func signatures(_ taste: Taste) -> (plain: TrackSignature, version: TrackSignature) {
        (
            TrackSignature(MatchCase.recording(taste.plain)),
            TrackSignature(MatchCase.recording(taste.version))
        )
    }

    @Test(arguments: tastes)
    func theSettingDecidesBothWays(_ taste: Taste) {
        let (plain, version) = signatures(taste)
        #expect(!Set(plain.keys).isDisjoint(with: version.keys))
        for isAllowed in [false, true] {
            let scorer = scorer { $0[keyPath: taste.setting] = isAllowed }
            let there = scorer.score(track: plain, file: version)
            #expect((there != nil) == isAllowed)
            #expect(scorer.score(track: version, file: plain) == there)
            // Each is itself, whatever the settings.
            #expect(scorer.score(track: version, file: version)?.score == 1)
            let told = scorer.explain(track: plain, file: version)
            #expect(told.result == there)
            #expect((told.versionDifference?.settings.count == 1) == !isAllowed)
        }
    }

    /// What only may stand for another is never more certain than MEDIUM, and comes after what fits.
    @Test(arguments: tastes)
    func aSubstituteComesLast(_ taste: Taste) throws {
        let (plain, version) = signatures(taste)
        let scorer = scorer { $0[keyPath: taste.setting] = true }
        let substitute = Candidate(fileID: 1, signature: version, quality: 9)
        let fitting = Candidate(fileID: 2, signature: plain)
        #expect(scorer.best(for: plain, among: [substitute, fitting])?.fileID == 2)
        if !VersionSettings()[keyPath: taste.setting] {
            let score = try #require(scorer.score(track: plain, file: version))
            #expect(score.confidence == .medium || score.confidence == .low)
        }
    }

    @Test func theDefaultsAreThose() {
        let versions = VersionSettings()
        #expect(versions.remaster && versions.clean)
        #expect(!versions.live && !versions.remix && !versions.acoustic)
        #expect(!versions.instrumental && !versions.edit)
    }

    /// A taste for one kind of version says nothing of another.
    @Test func eachSettingIsForItsVersionAlone() {
        for taste in Self.tastes where !VersionSettings()[keyPath: taste.setting] {
            let (plain, version) = signatures(taste)
            let others = scorer { versions in
                for other in Self.tastes where other.setting != taste.setting {
                    versions[keyPath: other.setting] = true
                }
            }
            #expect(others.score(track: plain, file: version) == nil, "\(taste.name)")
        }
    }

    @Test func twoVersionsAtOnceNeedBothSettings() {
        let plain = TrackSignature(MatchCase.recording("Mo|Song|A|200"))
        let both = TrackSignature(MatchCase.recording("Mo|Song (Live Acoustic)|B|200"))
        #expect(scorer { $0.live = true }.score(track: plain, file: both) == nil)
        #expect(
            scorer {
                $0.live = true
                $0.acoustic = true
            }.score(track: plain, file: both) != nil
        )
    }

    @Test func anIdentifierMakesASubstituteNoSurer() throws {
        let plain = TrackSignature(MatchCase.recording("Mo|Song|A|200||USABC1234567"))
        for live in ["Mo|Song (Live)|A|200||USABC1234567", "Mo|Song (Live)|B|260||USABC1234567"] {
            let live = TrackSignature(MatchCase.recording(live))
            let score = scorer { $0.live = true }.score(track: plain, file: live)
            let confidence = try #require(score).confidence
            #expect(confidence == .medium || confidence == .low)
        }
    }

    @Test func anotherRemixIsNoSubstitute() {
        let one = TrackSignature(MatchCase.recording("Mo|Song (Lu Remix)|A|200"))
        let other = TrackSignature(MatchCase.recording("Mo|Song (Bo Remix)|A|200"))
        #expect(scorer { $0.remix = true }.score(track: one, file: other) == nil)
    }

    @Test func anExplicitOneIsNoCleanOne() {
        let plain = TrackSignature(MatchCase.recording("Mo|Song|A|200"))
        let explicit = TrackSignature(MatchCase.recording("Mo|Song [Explicit]|A|200"))
        #expect(scorer { $0.clean = false }.score(track: plain, file: explicit) != nil)
    }

    @Test func aTasteIsTold() {
        let plain = TrackSignature(MatchCase.recording("Mo|Song|A|200"))
        let live = TrackSignature(MatchCase.recording("Mo|Song (Live)|B|260"))
        let told = scorer { $0.live = true }.explain(track: plain, file: live)
        #expect(
            told.parts.contains { $0.detail == "one side is live, which the settings allow" }
        )
    }
}
