@testable import Matching

/// How shops write their catalogues: spaces around punctuation, editions, advisories, exclusives.
enum StoreCases {
    static let all: [MatchCase] = writing + editions + advisories + versions + kept

    private static let writing = MatchCase.parse(
        """
        same: spaces around brackets and stops
            Lena Frost|Glass Road ( feat . Tom Ash )|Hours|255
            Lena Frost|Glass Road (feat. Tom Ash)|Hours|255
        same: square brackets for the guest
            Lena Frost|Glass Road [ feat . Tom Ash ]|Hours|255
            Lena Frost|Glass Road ( feat . Tom Ash )|Hours|255
        same: a contraction cut in two
            Lena Frost|I Do n't Know|Hours|201
            Lena Frost|I Don't Know|Hours|201
        same: an apostrophe with spaces
            Lena Frost|Rollin ' Home|Hours|201
            Lena Frost|Rollin' Home|Hours|201
        same: the guest before or behind the remix
            Lena Frost|Tidal ( feat . Ada ) [ Crane Remix ]|Tidal|255
            Lena Frost|Tidal ( Crane Remix ) [ feat . Ada ]|Tidal|255
        same: the guest beside the remix or in the artist
            Lena Frost|Tidal ( feat . Ada ) [ Crane Remix ]|Tidal ( Remixes ) - EP|255
            Lena Frost feat . Ada|Tidal ( Crane Remix )|Tidal ( Remixes )|255
        same: brackets that stand within brackets
            Lena Frost ;; Ida|Old Sun ( All Day ) [ With Ida ]|Sun|256
            Lena Frost|Old Sun ( All Day ( with Ida ) )|Sun|256
        same: comma and ampersand between artists
            Crane & Dolly|To It|Jack|237
            Crane , Dolly|To It|Jack [ Explicit ]|237
        same: a dollar within a name, with spaces
            Lena Frost ;; A$ H|Sway|Hours|181
            Lena Frost|Sway ( feat . A$ H )|Hours|181
        same: quotes as two marks
            Lena Frost|`` Heroes ''|Hours|212
            Lena Frost|"Heroes"|Hours|212
        same: a length to the second
            Lena Frost|Glass Road|Hours|255.4
            Lena Frost|Glass Road|Hours|254
        same: no length on one side, the same album
            Lena Frost|Glass Road ( feat . Tom Ash )|Hours ( Deluxe )|
            Lena Frost|Glass Road ( feat . Tom Ash ) [ Clean ]|Hours ( Deluxe ) [ Clean ]|311
        differ: only artist, album and guest are the same
            Lena Frost|Glass Road ( feat . Tom Ash )|Hours|255
            Lena Frost|Paper Moon ( feat . Tom Ash )|Hours|255
        """
    )

    private static let editions = MatchCase.parse(
        """
        at least CERTAIN: deluxe version and deluxe
            Lena Frost|Glass Road|Hours ( Deluxe Version )|255
            Lena Frost|Glass Road|Hours ( Deluxe )|255
        at least CERTAIN: a fan's edition
            Lena Frost|Glass Road|Hours ( Deluxe Fan Edition )|255
            Lena Frost|Glass Road|Hours|255
        at least CERTAIN: what is in the box
            Lena Frost|Glass Road|Hours|255
            Lena Frost|Glass Road|Hours ( Deluxe ) [ + Video ] [ + Digital Booklet ]|255
        at least CERTAIN: EP in brackets, after a dash, as a word
            Lena Frost|Glass Road|The Reason - EP|255
            Lena Frost|Glass Road|The Reason EP|255
        at least CERTAIN: a single's name
            Lena Frost|Glass Road|Glass Road - Single|255
            Lena Frost|Glass Road|Glass Road|255
        at least HIGH: the single and the album
            Lena Frost|Glass Road|Glass Road - Single|255
            Lena Frost|Glass Road|Hours|255
        at least HIGH: a sampler
            Lena Frost|Glass Road|NOW That 's It , Vol . 49|255
            Lena Frost|Glass Road|Hours|255
        at least CERTAIN: an exclusive edition that was cleaned
            Lena Frost|Glass Road|H.O.U.R.S. ( Deluxe Version )|264
            Lena Frost|Glass Road [ Clean ]|H.O.U.R.S. ( Amended Amazon Exclusive ) [ Clean ]|264
        same: an album with the artist before it
            Lena Frost|Glass Road|In the Yard|226|1997
            Lena Frost|Glass Road|Lena Frost In The Yard|226|2004
        same: an edition in the title
            Lena Frost|Glass Road ( Bonus Track )|Hours|275
            Lena Frost|Glass Road ( Deluxe Edition )|Hours|275
        same: years apart, the same album
            Lena Frost|Glass Road|Hours|298|2007
            Lena Frost|Glass Road|Hours|296|2012
        at most LOW: another cut on the same album
            Lena Frost|Glass Road|Hours|236
            Lena Frost|Glass Road [ Explicit ]|Hours [ Explicit ]|225
        differ: a length that no cut explains
            Lena Frost|Glass Road|Hours|236
            Lena Frost|Glass Road|Other Hours|225
        """
    )

    private static let advisories = MatchCase.parse(
        """
        at least CERTAIN: explicit
            Lena Frost|Glass Road|Hours|255
            Lena Frost|Glass Road [ Explicit ]|Hours [ Explicit ]|255
        at least CERTAIN: clean
            Lena Frost|Glass Road|Hours|255
            Lena Frost|Glass Road [ Clean ]|Hours [ Clean ]|256
        same: clean and explicit
            Lena Frost|Glass Road [ Explicit ]|Hours|255
            Lena Frost|Glass Road [ Clean ]|Hours|255
        same: amended
            Lena Frost|Glass Road ( Amended Version )|Hours|255
            Lena Frost|Glass Road|Hours|255
        same: an album version that was edited
            Lena Frost|Glass Road|Hours|255
            Lena Frost|Glass Road ( Album Version ( Edited ) ) [ Clean ]|Hours ( Edited Version )|255
        same: an album version with its advisory
            Lena Frost|Glass Road|Hours|255
            Lena Frost|Glass Road ( Explicit Album Version ) [ Explicit ]|Hours|255
        same: explicit content
            Lena Frost|Glass Road|Hours|255
            Lena Frost|Glass Road ( Explicit Content )|Hours|255
        same: parental advisory
            Lena Frost|Glass Road|Hours|255
            Lena Frost|Glass Road [ Parental Advisory ]|Hours|255
        same: a title that is the word
            Lena Frost|Clean|Hours|263
            Lena Frost|Clean|Hours|263
        differ: a title that has the word
            Lena Frost|Explicit|Hours|263
            Lena Frost|Clean|Hours|263
        """
    )

    private static let versions = MatchCase.parse(
        """
        same: album version
            Lena Frost|Glass Road ( Album Version )|Hours|255
            Lena Frost|Glass Road|Hours|255
        same: LP version
            Lena Frost|Glass Road ( LP Version )|Hours|255
            Lena Frost|Glass Road|Hours|255
        same: single and LP version
            Lena Frost|Glass Road ( Single / LP Version )|Hours|255
            Lena Frost|Glass Road|Hours|255
        same: a remastered LP version
            Lena Frost|Glass Road ( Remastered LP Version )|Hours|255
            Lena Frost|Glass Road|Hours|255
        same: a remastered version with its year
            Lena Frost|Glass Road ( 2006 Remastered Version )|Hours|255
            Lena Frost|Glass Road|Hours|255
        same: a remaster's year behind it
            Lena Frost|Glass Road ( Remastered 2006 )|Hours|255
            Lena Frost|Glass Road ( 2006 Digital Remaster )|Hours|255
        same: main version
            Lena Frost|Glass Road ( Main Version )|Hours|255
            Lena Frost|Glass Road|Hours|255
        same: non-album track
            Lena Frost|Glass Road ( Non-Album Track )|Hours|255
            Lena Frost|Glass Road|Hours|255
        same: a shop's exclusive
            Lena Frost|Glass Road ( Amazon MP3 Exclusive )|Hours|255
            Lena Frost|Glass Road|Hours|255
        same: a bonus track of one shop
            Lena Frost|Glass Road ( iTunes Exclusive Bonus Track )|Hours|255
            Lena Frost|Glass Road|Hours|255
        same: a music video's sound
            Lena Frost|Glass Road ( Music Video )|Hours|255
            Lena Frost|Glass Road|Hours|255
        same: the official music video's sound
            Lena Frost|Glass Road ( Official Music Video )|Hours|255
            Lena Frost|Glass Road|Hours|255
        same: an original version
            Lena Frost|Glass Road ( Original Version )|Hours|255
            Lena Frost|Glass Road|Hours|255
        same: music from a film
            Lena Frost|Glass Road ( Music From The Motion Picture )|Hours|255
            Lena Frost|Glass Road|Hours|255
        same: a soundtrack that is named
            Lena Frost|Glass Road ( From `` The Long Road '' Soundtrack )|Hours|255
            Lena Frost|Glass Road|Hours|255
        differ: a remix's radio cut of another length
            Lena Frost|Glass Road ( 5,4,3 ) [ DJ Bo Radio Remix ]|Glass Road - Deluxe Single|215
            Lena Frost|Glass Road ( 5,4,3 )|Hours|200
        differ: two remixes
            Lena Frost|Glass Road ( feat . Ada ) [ Kas Remix ]|Glass Road - Single|199
            Lena Frost|Glass Road ( feat . Ada ) [ Noon Remix ]|Glass Road|267
        differ: two remixes of one length
            Lena Frost|Glass Road ( Missy Remix )|Jack|210
            Lena Frost|Glass Road ( Net Remix )|Jack|209
        differ: a remix on the remix album, the original asked for
            Lena Frost|Voices ( feat . Ada )|Settle ( Deluxe Version )|249
            Lena Frost|Voices ( Wook Remix ) [ feat . Ada ]|Settle ( The Remixes )|249
        differ: an extended mix
            Lena Frost|Glass Road ( feat . Ada ) [ Extended ]|Glass Road ( Remixes )|282
            Lena Frost|Glass Road ( feat . Ada )|Listen|192
        differ: live for the radio
            Lena Frost|Glass Road ( Live from CMT `` Listen '' )|Back|250
            Lena Frost|Glass Road|Back|225
        differ: live and acoustic for the radio, nearly as long
            Lena Frost|Glass Road ( Live Acoustic from WXDX , Pittsburgh )|Whisper|239
            Lena Frost|Glass Road|Whisper ( Deluxe )|238
        differ: the studio's song, and the concert's whose album says so
            Lena Frost|Glass Road|Chief|159
            Lena Frost|Glass Road|Caught In The Act : Live|159
        differ: a karaoke album
            Lena Frost Karaoke|Glass Road ( Karaoke Version )|Lena Frost Karaoke : 1990|250
            Lena Frost|Glass Road|1990|250
        differ: made famous by
            The Cover Club|Glass Road ( Made Famous by Lena Frost )|Hits|250
            Lena Frost|Glass Road|1990|250
        differ: a commentary
            Lena Frost|Glass Road ( Commentary )|Hours|255
            Lena Frost|Glass Road|Hours|255
        differ: an interview about it
            Lena Frost|Glass Road ( Interview )|Hours|255
            Lena Frost|Glass Road|Hours|255
        differ: a voice memo
            Lena Frost|Glass Road ( Voice Memo )|Hours|255
            Lena Frost|Glass Road|Hours|255
        differ: another part, cleaned
            Lena Frost|The Birds , Pt . 1|Trio|214
            Lena Frost|The Birds Pt . 2 ( Album Version ( Edited ) ) [ Clean ]|Trio|214
        differ: a part with a guest, and the whole
            Lena Frost|Crack , Pt . II ( feat . Bo )|Up|136
            Lena Frost|Crack|Up [ Clean ]|136
        """
    )

    /// Words of the vocabulary that are names here.
    private static let kept = MatchCase.parse(
        """
        differ: Radio is a name
            Lena Frost|Radio|Hours|200
            Lena Frost|Song|Hours|200
        same: a song about the radio
            Lena Frost|On the Radio|Hours|200
            Lena Frost|On The Radio|Hours|200
        same: a title that begins with a version's word
            Lena Frost|Acoustic Soul|Hours|200
            Lena Frost|Acoustic Soul|Hours|200
        differ: what remains is not the name
            Lena Frost|Acoustic Soul|Hours|200
            Lena Frost|Soul|Hours|200
        same: Video is a name
            Lena Frost|Video|Hours|200
            Lena Frost|Video|Hours|200
        differ: Video and Video Killed
            Lena Frost|Video|Hours|200
            Lena Frost|Video Killed|Hours|200
        same: Music is a name
            Lena Frost|Music|Hours|200
            Lena Frost|Music (feat. Ada)|Hours|200
        differ: words in brackets that are the name
            Lena Frost|(You Gotta) Fight|Hours|200
            Lena Frost|(You Gotta) Dance|Hours|200
        """
    )
}
