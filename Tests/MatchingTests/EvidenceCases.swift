@testable import Matching

/// What the other signals add, and what missing ones do not take away.
enum EvidenceCases {
    static let all: [MatchCase] = durations + identifiers + missing + paths

    private static let durations = MatchCase.parse(
        """
        same: another master's silence
            Mo|Song|A|200
            Mo|Song|B|204
        differ: another album, another length
            Mo|Song|A|200
            Mo|Song|B|215
        at most LOW: an album has a song once, edited or not
            Wiz|We Dem Boyz|Blacc Hollywood|236
            Wiz|We Dem Boyz|Blacc Hollywood|225
        differ: but no 30 % longer
            Mo|Song|A|200
            Mo|Song|A|260
        same: no duration
            Mo|Song|A|
            Mo|Song|A|200
        at most MEDIUM: no duration, another album
            Mo|Song|A|
            Mo|Song|B|200
        same: a duration of nothing is none
            Mo|Song|A|0
            Mo|Song|A|200
        """
    )

    private static let identifiers = MatchCase.parse(
        """
        at least CERTAIN: an ISRC in two spellings
            Mo|Song|A|200||USABC1234567
            Mo|Song|B|200||us-abc-12-34567
        same: a translated title
            Mo|夢|A|200||USABC1234567
            Mo|Dream|B|200.5||USABC1234567
        differ: an ISRC that contradicts title and duration
            Mo|Song|A|200||USABC1234567
            Lu|Other|B|320||USABC1234567
        differ: an ISRC that contradicts both, by the same artist
            Mo|Song|A|200||USABC1234567
            Mo|Other|B|260||USABC1234567
        differ: an ISRC that contradicts the version
            Mo|Song (Live)|A|200||USABC1234567
            Mo|Song|B|240||USABC1234567
        same: a reissue's ISRC
            Mo|Song|A|200||USABC1234567
            Mo|Song|A|200||GBXYZ7654321
        differ: too short to be an ISRC
            Mo|Song|A|200||USABC
            Lu|Other|B|200||USABC
        """
    )

    private static let missing = MatchCase.parse(
        """
        at least HIGH: no album and no year
            Mo|Song|A|200|1999
            Mo|Song||200
        same: no artist, the same album
            Mo|Nobody Told Me|A|200
            |Nobody Told Me|A|200
        at most MEDIUM: and no surer than that
            Mo|Nobody Told Me|A|200
            |Nobody Told Me|A|200
        differ: no artist and a name that all have
            Mo|Intro|A|60
            |Intro|B|60
        differ: title alone
            Mo|Song
            |Song
        same: the artist in the title
            Mo|Song|A|200
            Various Artists|Mo - Song|A|200
        same: a reissue's year
            Mo|Song|A|200|1999
            Mo|Song|A|200|2015
        differ: no title on either side
            Mo||A|200
            Mo||A|200
        differ: nothing at all
            ||
            ||
        """
    )

    private static let paths = MatchCase.parse(
        """
        same: Artist/Album/01 - Title
            Queen|One Vision|A Kind of Magic|242
            /Queen/A Kind of Magic/01 - One Vision.flac|242
        at most MEDIUM: a path is weaker evidence
            Queen|One Vision|A Kind of Magic|242
            /Queen/A Kind of Magic/01 - One Vision.flac|242
        same: year and disc folder
            Queen|One Vision|A Kind of Magic|242
            /Queen/1986 - A Kind of Magic/CD 1/01. One Vision.mp3|242
        same: disc and track
            Queen|One Vision|A Kind of Magic|242
            /Queen/A Kind of Magic/1-01 One Vision.m4a|242
        same: all in the name
            Queen|One Vision|A Kind of Magic|242
            /Music/Queen - A Kind of Magic - 01 - One Vision.mp3|242
        same: Artist - Title
            Queen|One Vision||242
            /Downloads/Queen - One Vision.mp3|242
        same: a collection
            Queen|One Vision|Hits|242
            /Various Artists/Hits/07 - Queen - One Vision.mp3|242
        same: underscores
            Queen|One Vision||242
            /Queen/A Kind of Magic/01_One_Vision.mp3|242
        same: what a file name cannot hold
            AC/DC|What's Next?|A|242
            /AC_DC/A/03 - What's Next_.mp3|242
        same: a version after a dash
            Mo|Song - Live|Live in Rome|200
            /Mo/Live in Rome/02 - Song - Live.mp3|200
        differ: and it counts
            Mo|Song|A|200
            /Mo/Live in Rome/02 - Song - Live.mp3|200
        same: a number in a name
            Nena|99 Luftballons|Nena|233
            /Nena/Nena/99 Luftballons.mp3|233
        same: a number that may be the track's, without a zero or a dot
            Mo|Song|A|200
            /Mo/A/13 Song.mp3|200
        same: and before a version
            Mo|Song - Live|Live in Rome|200
            /Mo/Live in Rome/13 Song (Live).mp3|200
        same: and in "Artist - Album"
            Mo|Some Song|A|200
            /Mo - A/21 Some Song.mp3|200
        differ: if the length does not say so
            Mo|Song|A|200
            /Mo/A/13 Song.mp3|206
        differ: a year is no track's number
            Mo|Song|A|200
            /Mo/A/1979 Song.mp3|200
        differ: a path by somebody else
            Lu|Song|B|200
            /Mo/A/01 - Song.mp3|200
        """
    )
}
