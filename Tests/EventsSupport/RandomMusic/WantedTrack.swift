package import Events

/// A track of the account, and what would be right for it.
package struct WantedTrack: Sendable {
    package enum Truth: Hashable, Sendable {
        /// Any file of this song.
        case song(Int)
        /// Nothing: there is only what resembles it.
        case trap(Trap)
        /// Nothing at all.
        case absent
    }

    /// What resembles a song of the library, and is not it.
    package enum Trap: String, Hashable, Sendable, CaseIterable {
        case live, otherConcert, remix, otherRemixer, acoustic, instrumental, karaoke, demo
        case radioEdit, extended, language, cover, otherPart, otherWord, moreWords
    }

    package let track: TrackDescribed
    package let truth: Truth
    package let script: MusicScript

    package static let provider = "spotify"
}
