@testable import Matching

/// Versions are facts: kept beside the title, and compared.
enum VersionCases {
    static let all: [MatchCase] = live + remixes + others + remasters + plain

    private static let live = MatchCase.parse(
        """
        differ: live never for studio
            Mo|Song - Live||200
            Mo|Song||200
        differ: nor studio for live
            Mo|Song||200
            Mo|Song (Live)||200
        differ: a 4:50 take is not the 3:20 track
            Mo|Song||200
            Mo|Song||290
        differ: a concert by its name
            Mo|Song - Live Harvest||200
            Mo|Song||200
        same: the same concert by its name
            Mo|Song - Live Harvest||200
            Mo|Song (Live Harvest)||200
        same: what only begins with the word is a name
            Mo|Song (Live and Let Go)||200
            Mo|Song||200
        same: dash and brackets
            Mo|Song - Live||200
            Mo|Song (Live)||200
        same: the place left out
            Mo|Song - Live at Wembley||200
            Mo|Song (Live)||201
        differ: two concerts
            Mo|Song - Live at Wembley||200
            Mo|Song (Live in Paris)||209
        differ: two years
            Mo|Song - Live in 1981||200
            Mo|Song (Live 1999)||208
        differ: two concerts on two albums, nearly as long
            Mo|Song - Live|Live at Wembley|200
            Mo|Song (Live)|Live in Paris|201.9
        differ: two concerts on two albums, as long, and words left out
            Mo|Song (Of the Sea) [Live]|Live at Wembley|200
            Mo|Song (Live)|Live in Paris|200
        same: two names for a place, the same album
            Mo|Song (Live at the Forum)|Evening|200
            Mo|Song (Live in Los Angeles)|Evening|201.9
        same: two names for a place, two albums, the same length
            Mo|Song (Live at the Forum)|Evening|200
            Mo|Song (Live in Los Angeles)|Hits|200.4
        same: the album says it
            Mo|Song - Live|Live at Wembley|200
            Mo|Song|Live at Wembley|200
        differ: from the live album
            Mo|Song|First Album|200
            Mo|Song|Live at Wembley|201
        same: live after a colon
            Eric|Over (Live)|Caught in the Act (Live)|179
            Eric|Over|Caught In The Act : Live|179
        same: an album that only begins with Live
            Hole|Doll Parts|Live Through This|211
            Hole|Doll Parts|My Best|211
        same: a title that begins with Live
            Oasis|Live Forever||276
            Oasis|Live Forever||276
        differ: and keeps the word
            Oasis|Live Forever||276
            Oasis|Forever||276
        same: a title that ends with live
            Mo|How to Live||200
            Mo|How To Live||200
        differ: unplugged is acoustic
            Mo|Song (MTV Unplugged)||200
            Mo|Song||200
        differ: live acoustic
            Mo|Song (Live Acoustic from Kansas City)|S|306
            Mo|Song|S|304
        differ: live in Japanese
            Mo|Song - ライブ||200
            Mo|Song||200
        """
    )

    private static let remixes = MatchCase.parse(
        """
        differ: remix never for original
            Mo|Song - Robin Schulz Remix||200
            Mo|Song||200
        differ: nor original for remix
            Mo|Song||200
            Mo|Song (Robin Schulz Remix)||200
        same: by the same
            Mo|Song - Robin Schulz Remix||200
            Mo|Song (Robin Schulz Remix)||200
        differ: by others, even of one length
            Zedd|Autonomy (Cold Blank Mix)||299
            Zedd|Autonomy (Lucky Date Mix)||299
        same: an edit of the same length
            Mo|Song (Robin Schulz Remix) [Radio Edit]||200
            Mo|Song (Robin Schulz Remix)||200
        same: the original mix is the original
            Mo|Song - Original Mix||200
            Mo|Song||200
        differ: extended
            Mo|Song (Extended Mix)||320
            Mo|Song||200
        differ: a club mix
            Mo|Song (Club Mix)||200
            Mo|Song||200
        differ: a dub
            Mo|Song (Dub)||200
            Mo|Song||200
        differ: a remix without brackets
            Wiz|We Dem Boyz Remix||319
            Wiz|We Dem Boyz||319
        same: remix by nobody
            R. Kelly|Ignition (Remix)||186
            R. Kelly|Ignition - Remix||186
        differ: a mix after a semicolon
            Mo|Song (Feat. Novel ; Continuous Mix Version)|A|299
            Mo|Song (feat. Novel)|A|290
        """
    )

    private static let others = MatchCase.parse(
        """
        differ: acoustic
            Mo|Song - Acoustic||200
            Mo|Song||200
        differ: instrumental never for sung
            Mo|Song - Instrumental||200
            Mo|Song||200
        differ: karaoke never for sung
            Mo|Song||200
            Mo|Song (Karaoke Version)||200
        differ: somebody's demo
            Mo|Song (Home Demo)||200
            Mo|Song||200
        differ: recorded for another occasion
            Mo|Song - Recorded at Spotify Studios NYC||200
            Mo|Song||200
        same: a concert dated after a dash
            Mo|Song - Live at Budokan, Tokyo - 1978||200
            Mo|Song (Live at Budokan)||200
        differ: demo
            Mo|Song - Demo||200
            Mo|Song||200
        differ: reprise
            Mo|Song (Reprise)||200
            Mo|Song||200
        differ: reprise without brackets
            Mo|Song Reprise||200
            Mo|Song||200
        same: a reprise of nothing is a name
            Mo|(Reprise)||60
            Mo|Reprise||60
        differ: another language
            Mo|Song (Spanish Version)||200
            Mo|Song||200
        differ: a cappella
            Mo|Song (A Cappella)||200
            Mo|Song||200
        differ: sped up
            Mo|Song (Sped Up)||170
            Mo|Song||170
        differ: another take
            Mo|Song (Alternate Take)||200
            Mo|Song||200
        differ: re-recorded
            Mo|Song (Taylor's Version)|Fearless|233
            Mo|Song|Fearless Old|231
        differ: two arrangements
            Mo|Song (Piano Version)||200
            Mo|Song (String Version)||200
        differ: a tribute
            Mo|Song||200
            Mo Karaoke Band|Song (In the Style of Mo)||200
        same: demo on both sides
            Shinedown|Fake ( Demo )|Us and Them|305
            Shinedown|Fake [ Demo ]|Us And Them|305
        same: two ways to say acoustic
            Mo|Song (Acoustic Version)||225
            Mo|Song - Acoustic||225
        """
    )

    private static let remasters = MatchCase.parse(
        """
        same: a remaster may stand for the original
            Mo|Song - 2011 Remaster||200
            Mo|Song||200
        same: two ways to say it
            Mo|Song - Remastered 2009||200
            Mo|Song (2009 Remaster)||200
        same: without year
            Mo|Song - 2011 Remastered Version||200
            Mo|Song - Remastered||200
        same: mono where nothing else is known
            Mo|Song - Mono||200
            Mo|Song||200
        same: a new mix of the old tapes
            Mo|Song (2019 Mix)||200
            Mo|Song||200
        same: a remaster in many words
            Mo|Song - 24-Bit Digitally Remastered 04||200
            Mo|Song||200
        same: the album is remastered
            Mo|Song|Album (Remastered)|200
            Mo|Song|Album|200
        """
    )

    private static let plain = MatchCase.parse(
        """
        same: single version, same length
            Mo|Song - Single Version||200
            Mo|Song||200
        same: album version
            Justin|Take You||220
            Justin|Take You ( Album Version )||220
        same: main version
            P!NK|I Don't Believe You ( Main Version )||276
            P!nk|I Don't Believe You||276
        same: brackets in brackets
            The Weeknd|Gone||487
            The Weeknd|Gone ( Album Version ( Edited ) ) [ Clean ]||487
        same: explicit
            Mo|Song [Explicit]||200
            Mo|Song||200
        same: bonus track
            Mo|Song (Bonus Track)||200
            Mo|Song||200
        same: from a film
            Mo|Song (From "The Film")||200
            Mo|Song||200
        same: official video
            Mo|Song (Official Video)||200
            Mo|Song||200
        same: an edit of the same length
            Mo|Song - Radio Edit||200
            Mo|Song||200
        differ: an edit, and no length says that it is the whole
            Mo|Song - Radio Edit||200
            Mo|Song||
        differ: an edit of another length
            Mo|Song - Radio Edit||200
            Mo|Song||260
        same: two editions
            Ed|Sunburn (Bonus Track)|+|275
            Ed|Sunburn (Deluxe Edition)|+|275
        """
    )
}
