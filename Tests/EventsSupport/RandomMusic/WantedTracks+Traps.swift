import Events
import TestSupport

/// Tracks that nothing in the library is right for, though something there resembles them.
extension WantedTracks {
    mutating func trap(_ id: String) -> WantedTrack {
        while true {
            let trap = WantedTrack.Trap.allCases[random.below(WantedTrack.Trap.allCases.count)]
            let song = studio[random.below(studio.count)]
            guard canLackVersion(trap, song) else { continue }
            var track = Self.plain(
                id,
                title: song.title,
                artists: [song.artist],
                album: song.album
            )
            // Many other versions are as long as the song.
            track.durationMs = UInt32(
                random.chance(50)
                    ? song.durationMilliseconds + shift()
                    : song.durationMilliseconds / 100 * (112 + random.below(20))
            )
            guard isMade(trap, of: song, &track) else { continue }
            track.isrc = shelves.isrc()
            return WantedTrack(track: track, truth: .trap(trap), script: song.script)
        }
    }

    /// Whether the library has nothing that would be right, and has what the trap is about.
    private func canLackVersion(_ trap: WantedTrack.Trap, _ song: Song) -> Bool {
        let known = versions[song.name] ?? []
        return switch trap {
        case .live: !known.contains { $0.isLive }
        case .otherConcert: known.contains { $0.isLive }
        case .remix: !known.contains { $0.isRemix }
        case .otherRemixer: known.contains { $0.isRemix }
        case .acoustic: !known.contains(.acoustic)
        case .instrumental: !known.contains(.instrumental)
        case .demo: !known.contains(.demo)
        default: true
        }
    }

    private mutating func isMade(
        _ trap: WantedTrack.Trap,
        of song: Song,
        _ track: inout TrackDescribed
    ) -> Bool {
        switch trap {
        case .cover: isCover(of: song, &track)
        case .otherPart, .otherWord, .moreWords: isOtherTitle(trap, song, &track)
        default: isVersion(trap, song, &track)
        }
    }

    private mutating func isVersion(
        _ trap: WantedTrack.Trap,
        _ song: Song,
        _ track: inout TrackDescribed
    ) -> Bool {
        switch trap {
        case .live:
            track.name += random.pick(of: " - Live", " (Live at the Foundry)")
            if random.chance(50) { track.album = "Live at the Foundry" }
        case .otherConcert:
            track.name += " - Live at the Foundry, 1984"
            track.album = "Live at the Foundry"
        case .remix, .otherRemixer: track.name += " - Featherstone Remix"
        case .acoustic: track.name += random.pick(of: " - Acoustic", " (Acoustic Version)")
        case .instrumental: track.name += " - Instrumental"
        case .karaoke:
            track.name += " - Karaoke Version"
            if random.chance(50) { track.artists = ["Singalong Karaoke Stars"] }
        case .demo: track.name += random.pick(of: " - Demo", " - Early Demo")
        case .radioEdit:
            track.name += " - Radio Edit"
            track.durationMs = UInt32(song.durationMilliseconds / 100 * (60 + random.below(30)))
        case .extended: track.name += " - Extended Mix"
        default: track.name += random.pick(of: " - Spanish Version", " (German Version)")
        }
        return true
    }

    private mutating func isCover(of song: Song, _ track: inout TrackDescribed) -> Bool {
        let artist = artists[random.below(artists.count)].name
        guard !isTaken(song.title, by: artist), song.guest != artist else { return false }
        track.artists = [artist]
        track.album = shelves.names.album(song.script, &random)
        return true
    }

    private mutating func isOtherTitle(
        _ trap: WantedTrack.Trap,
        _ song: Song,
        _ track: inout TrackDescribed
    ) -> Bool {
        switch trap {
        case .otherPart: track.name += random.pick(of: " II", ", Pt. 3", " 2")
        case .otherWord:
            guard let name = otherWord(song.title) else { return false }
            track.name = name
        default:
            guard song.script == .latin else { return false }
            track.name = random.pick(of: "Goodbye, \(song.title)", "\(song.title) Forever")
        }
        return !isTaken(track.name, by: song.artist)
    }

    private func isTaken(_ title: String, by artist: String) -> Bool {
        versions[Song.Name(artist: artist, title: title)] != nil
    }

    /// The same title with another last word.
    private mutating func otherWord(_ title: String) -> String? {
        var words = title.split(separator: " ").map(String.init)
        guard words.count > 1, let last = words.last, !last.hasSuffix(")") else { return nil }
        let other = MusicNames.capital(random.pick(MusicWords.of(.latin).nouns) ?? "")
        guard !last.contains(other) else { return nil }
        words[words.count - 1] = other
        return words.joined(separator: " ")
    }
}

extension Song.Version {
    fileprivate var isLive: Bool {
        if case .live = self { true } else { false }
    }

    fileprivate var isRemix: Bool {
        if case .remix = self { true } else { false }
    }
}
