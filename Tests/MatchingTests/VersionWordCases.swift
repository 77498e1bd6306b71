@testable import Matching

/// The many words that say that a recording is another one, each against the plain title of nearly
/// the same length; and those that say nothing.
enum VersionWordCases {
    static let all: [MatchCase] = others.map(pair) + nothing.map(pair) + between

    private static let others = [
        ("a language", "Spanish Version"), ("a language alone", "English"),
        ("a language in its own words", "En Español"),
        ("a language in its own words, with version", "Versión en Español"),
        ("a language, short", "Japanese Ver."), ("a language in its script", "日本語版"),
        ("an instrument", "Piano"), ("an instrument's version", "Piano Version"),
        ("an orchestra", "Orchestral"), ("an orchestra's version", "Symphonic Version"),
        ("strings", "Strings"), ("a ballad", "Ballad Version"), ("a lullaby", "Lullaby"),
        ("a choir", "Choir Version"), ("lo-fi", "Lofi"), ("lo-fi as two words", "Lo-Fi Mix"),
        ("a cappella, misspelt", "A Capella"), ("a cappella, as one word", "Acapella"),
        ("re-recorded", "Re-Recorded"), ("re-recorded in a year", "2021 Re-Recording"),
        ("re-recorded, in one word", "Rerecorded Version"), ("a re-mix", "Re-Mix"),
        ("a re-edit", "Bo Re-Edit"), ("a year's version", "2020 Version"),
        ("slowed", "Slowed + Reverb"), ("slowed, in words", "slowed and reverb"),
        ("sped up", "Sped Up"), ("speed up", "Speed Up"), ("8D", "8D Audio"),
        ("reimagined", "Reimagined"), ("revisited", "Revisited"), ("redux", "Redux"),
        ("the first take", "First Take"), ("a numbered take", "Take 2"),
        ("another ending", "Alternate Ending"), ("a rehearsal", "Rehearsal"),
        ("a sound check", "Soundcheck"), ("recorded at home", "Home Recording"),
        ("a session for a service", "Spotify Singles"), ("a session for the radio", "BBC Session"),
        ("a backing track", "Backing Track"), ("a remix behind the guest", "feat. Bo - Remix"),
        ("live behind a dash in brackets", "Bo - Live"), ("a dub", "Dub Mix"),
        ("chopped and screwed", "Chopped & Screwed"), ("an early version", "Early Version"),
        ("somebody's version", "Bo's Version"), ("a cover", "Cover"), ("a VIP mix", "VIP Mix"),
        ("a session", "Live Session"), ("stripped", "Stripped"), ("a demo", "Bedroom Demo"),
    ].map { ("differ: \($0.0)", $0.1) }

    private static let nothing = [
        ("Dolby Atmos", "Dolby Atmos Mix"), ("spatial audio", "Spatial Audio"),
        ("a lyric video", "Lyric Video"), ("a visualizer", "Visualizer"),
        ("a single's mix", "Original Single Mix"), ("a film's version", "Film Version"),
        ("an LP mix", "LP Mix"), ("from the vault", "From the Vault"),
        ("an anniversary", "25th Anniversary Edition"),
        ("a remaster with its day", "Remastered - 2011"),
        ("a Japanese bonus track", "Japanese Bonus Track"), ("a guest", "feat. Bo"),
        ("a hidden track", "Hidden Track"),
    ].map { ("same: \($0.0)", $0.1) }

    private static func pair(_ named: (head: String, words: String)) -> MatchCase {
        MatchCase.parse(
            """
            \(named.head)
                Lena Frost|Glass Road|Hours|200
                Lena Frost|Glass Road (\(named.words))|Days|201
            """
        )[0]
    }

    private static let between = MatchCase.parse(
        """
        same: one language in two languages
            Lena Frost|Glass Road (Spanish Version)|Hours|200
            Lena Frost|Glass Road - En Español|Hours|200
        same: one language in two scripts
            Lena Frost|Glass Road (Japanese Version)|Hours|200
            Lena Frost|Glass Road -日本語版-|Hours|200
        differ: two languages on one album, of one length
            Lena Frost|Glass Road (Spanish Version)|Hours|200
            Lena Frost|Glass Road (Italian Version)|Hours|200
        differ: a language and the plain one on one album, of one length
            Lena Frost|Glass Road (Spanish Version)|Hours|200
            Lena Frost|Glass Road|Hours|200
        same: an instrument, with and without the word version
            Lena Frost|Glass Road (Piano Version)|Hours|200
            Lena Frost|Glass Road - Piano|Hours|200
        differ: two arrangements
            Lena Frost|Glass Road (Piano)|Hours|200
            Lena Frost|Glass Road (Strings)|Hours|200
        same: what it was written for is no arrangement
            Lena Frost|Glass Sonata (for Piano)|Hours|200
            Lena Frost|Glass Sonata|Hours|200
        same: a language that names a place
            Lena Frost|Roads (Spanish Harlem)|Hours|200
            Lena Frost|Roads|Hours|200
        same: the same re-recording
            Lena Frost|Glass Road (Re-Recorded)|Hours|200
            Lena Frost|Glass Road - Rerecorded|Hours|200
        same: the same remix behind the guest
            Lena Frost|Glass Road (feat. Bo - Remix)|Hours|200
            Lena Frost|Glass Road (Remix) [feat. Bo]|Hours|200
        same: the same year's version
            Lena Frost|Glass Road - 2020 Version|Hours|200
            Lena Frost|Glass Road (2020 Version)|Days|200
        same: a title that ends with a style
            Lena Frost|Broken Piano|Hours|200
            Lena Frost|Broken Piano|Days|200
        same: a language is the title
            Lena Frost|English|Hours|200
            Lena Frost|English|Days|200
        same: Revisited without brackets is the title
            Lena Frost|Highway Revisited|Hours|200
            Lena Frost|Highway Revisited|Days|200
        """
    )
}
