@testable import Matching

/// Titles and artists however they are written.
enum NameCases {
    static let all: [MatchCase] = titles + artists + featuring + numbers + different

    private static let titles = MatchCase.parse(
        """
        at least CERTAIN: the same in all signals
            Queen|One Vision|A Kind of Magic|242
            Queen|One Vision|A Kind of Magic|242.4
        at least HIGH: exact without album and year
            Queen|One Vision||242
            Queen|One Vision||242.4
        same: case
            Queen|ONE VISION||242
            queen|one vision||242
        same: curly apostrophes
            Guns N' Roses|Don't Cry||284
            Guns N’ Roses|Don’t Cry||284
        same: a full stop
            The Beatles|All You Need Is Love||230
            The Beatles|All You Need is Love.||230
        same: and = &
            Cole Swindell|The Back Roads and the Back Row||221
            Cole Swindell|The Back Roads & The Back Row||222
        same: and = +
            Otis|Sun and Moon||200
            Otis|Sun + Moon||200
        same: dots and hyphens
            R.E.M.|E-Bow the Letter||325
            REM|E Bow The Letter||325
        same: an acronym
            Lady Gaga|G.U.Y.||232
            Lady Gaga|GUY||232
        same: spaces
            Chic|Le Freak||212
            Chic|Lefreak||212
        same: brackets as words
            Rolling Stones|(I Can't Get No) Satisfaction||222
            The Rolling Stones|I Can't Get No Satisfaction||223
        at most MEDIUM: words in brackets left out
            Rolling Stones|(I Can't Get No) Satisfaction||222
            The Rolling Stones|Satisfaction||223
        same: a subtitle, same length
            Fleetwood Mac|Don't Stop||193
            Fleetwood Mac|Don't Stop (Thinking About Tomorrow)||193
        same: nothing but articles
            The The|The The||200
            The The|The The||200
        same: a version word alone is a name
            Live|Live||200
            Live|Live||201
        same: a name of small words
            Erykah Badu|On & On||227
            Erykah Badu|On and On||227
        same: a name of symbols
            !!!|Must Be the Moon||343
            !!!|Must Be the Moon||343
        same: a symbol beyond ASCII as title
            Ed Sheeran|÷||200
            Ed Sheeran|÷||200
        same: one punctuation mark as title
            XXXTENTACION|?||200
            XXXTENTACION|?||200
        same: primes and quotes
            John Cage|4'33"||273
            John Cage|4’33”||273
        same: punctuation as title
            Skrillex|???||200
            Skrillex|???||201
        same: $ for s
            Ke$ha|TiK ToK||199
            Kesha|Tik Tok||199
        same: ! for i
            P!nk|So What||215
            Pink|So What||215
        same: $ within a name
            A$AP Rocky|Peso||168
            ASAP Rocky|Peso||168
        same: the artist before the title
            Zedd|Clarity||271
            Zedd|Zedd - Clarity||271
        same: nothing but brackets
            Sigur Rós|( )||200
            Sigur Ros|( )||200
        same: an apostrophe left out
            Prince|Let's Go Crazy||228
            Prince|Lets Go Crazy||228
        """
    )

    private static let artists = MatchCase.parse(
        """
        same: the article moved
            The Beatles|Help!||138
            Beatles, The|Help!||138
        same: the article dropped
            The Beatles|Help!||138
            Beatles|Help!||138
        same: and in a name
            Simon & Garfunkel|America||215
            Simon and Garfunkel|America||215
        same: another order
            Simon ;; Garfunkel|America||215
            Garfunkel & Simon|America||215
        same: a comma in a name
            Earth, Wind & Fire|September||215
            Earth Wind and Fire|September||215
        same: a slash in a name
            AC/DC|Thunderstruck||292
            ACDC|Thunderstruck||292
        same: a slash as hyphen
            AC/DC|Thunderstruck||292
            AC-DC|Thunderstruck||292
        same: a hyphen in a name
            Jay-Z|99 Problems||234
            JAY Z|99 Problems||234
        same: an article within
            Tyler, The Creator|EARFQUAKE||190
            Tyler The Creator|Earfquake||190
        same: "ft" within a word
            Daft Punk|Aerodynamic||212
            Daft Punk|Aerodynamic||212
        same: comma and ampersand
            Skrillex & Diplo|Mind||242
            Skrillex, Diplo|Mind||242
        same: family name first
            Utada Hikaru|First Love||258
            Hikaru Utada|First Love||258
        same: the band left out
            Nick Cave & The Bad Seeds|Red Right Hand||370
            Nick Cave|Red Right Hand||370
        same: a guest left out
            Flo Rida ;; Sia|Wild Ones||232
            Flo Rida|Wild Ones||232
        same: x between artists
            Silk City x Dua Lipa|Electricity||238
            Silk City ;; Dua Lipa|Electricity||238
        same: a slash between artists
            Queen ;; David Bowie|Under Pressure||248
            David Bowie / Queen|Under Pressure||248
        same: vs. between artists
            Run-D.M.C. vs. Jason Nevins|It's Like That||245
            Run DMC|It's Like That||245
        same: a typing error in the artist
            Madonna|Vogue||316
            Madona|Vogue||316
        at most MEDIUM: and no surer than that
            Madonna|Vogue||316
            Madona|Vogue||316
        same: plus
            Florence + The Machine|Dog Days||252
            Florence and the Machine|Dog Days||252
        same: And
            Sonny & Cher|I Got You Babe||190
            Sonny And Cher|I Got You Babe||190
        same: y between artists
            Juanes y Shakira|Fuego||200
            Shakira ;; Juanes|Fuego||200
        """
    )

    private static let featuring = MatchCase.parse(
        """
        same: feat. in brackets
            Zedd ;; Foxes|Clarity||271
            Zedd|Clarity (feat. Foxes)||271
        same: feat. in the artist
            Zedd ;; Foxes|Clarity||271
            Zedd feat. Foxes|Clarity||271
        same: ft. in square brackets
            Zedd|Clarity||271
            Zedd|Clarity [ft. Foxes]||271
        same: featuring without brackets
            Zedd|Clarity||271
            Zedd|Clarity featuring Foxes||271
        same: feat. after a dash
            Zedd|Clarity||271
            Zedd|Clarity - feat. Foxes||271
        same: with
            Kenny|Lucky Old Sun||256
            Kenny|Lucky Old Sun (with Willie)||256
        same: spaces around dots
            Zedd|Clarity ( feat . Foxes )||271
            Zedd|Clarity||271
        same: credited to the guest
            Foxes|Clarity||271
            Zedd|Clarity (feat. Foxes)||271
        same: two brackets
            Drake|Take Care (feat. Rihanna) [Explicit]||277
            Drake|Take Care||277
        differ: only the guest is the same
            Drake|Make Me Proud (feat. Nicki Minaj)||219
            Drake|Moment 4 Life (feat. Nicki Minaj)||219
        same: numbers and a guest
            Lil Wayne|6 Foot 7 Foot||248
            Lil Wayne|6 Foot 7 Foot (feat. Cory Gunz)||248
        """
    )

    private static let numbers = MatchCase.parse(
        """
        same: Pt. = (Part)
            Pink Floyd|Another Brick in the Wall, Pt. 2||239
            Pink Floyd|Another Brick in the Wall (Part 2)||239
        same: a title that is the artist's name, with a version behind it
            Motel|Motel - Original Mix|Motel|231
            Motel|Motel|Motel|231
        differ: the same with another version
            Motel|Motel - Live|Motel|231
            Motel|Motel|Motel|231
        same: parts from one to another, in Roman and in other numbers
            Mo|Long Song, Pts. 1-5||811
            Mo|Long Song (Parts I-V)||813
        differ: other parts
            Mo|Long Song, Pts. 1-5||811
            Mo|Long Song (Parts VI-IX)||811
        same: Pt. 2 = Part II
            Pink Floyd|Another Brick in the Wall, Pt. 2||239
            Pink Floyd|Another Brick In The Wall Part II||239
        same: Part Two = Pt.2
            Pink Floyd|Another Brick in the Wall, Part Two||239
            Pink Floyd|Another Brick In The Wall Pt.2||239
        same: Part One
            Weeknd|The Birds, Pt. 1||214
            Weeknd|The Birds Part One||214
        differ: another part
            Weeknd|The Birds, Pt. 1|Trilogy|214
            Weeknd|The Birds, Pt. 2|Trilogy|214
        differ: a part is not the whole
            Mark|Crack In The Pearl, Pt. II|U|136
            Mark|Crack In The Pearl|U|136
        differ: II is a part
            Queen|Song II|A|200
            Queen|Song|A|200
        differ: II is not III
            Queen|Song II|A|200
            Queen|Song III|A|200
        same: a numeral is a number
            Blur|Song 2||122
            Blur|Song II||122
        same: No. 5
            Lou Bega|Mambo No. 5||220
            Lou Bega|Mambo No 5 (A Little Bit of...)||220
        same: a last I is a word
            Leona|You and I||240
            Leona|You & I||240
        differ: numbers are never typing errors
            Bob|Highway 61||200
            Bob|Highway 62||200
        differ: a number after an ideograph
            夢|夢 2||200
            夢|夢||200
        """
    )

    private static let different = MatchCase.parse(
        """
        differ: a word more
            Mo|Blue Song||200
            Mo|Song||200
        differ: a beginning is not the title
            Mo|Love||200
            Mo|Love Me Do Again||200
        differ: one word differs
            Mo|Love Me Do||200
            Mo|Love Me Now||200
        differ: one word is the same
            Mo|Little White Lies|A|197
            Mo|Little Black Dress|A|197
        differ: a cover
            Leonard Cohen|Hallelujah||278
            Jeff Buckley|Hallelujah||278
        differ: a namesake
            Adele|Hello||295
            Lionel Richie|Hello||295
        differ: a short word's letter
            Mo|Gold Night||200
            Mo|Cold Night||200
        differ: one-letter words
            Mo|Suite A|S|200
            Mo|Suite B|S|200
        differ: other subtitles
            Mo|Road (Dark Moon)||200
            Mo|Road (Blue Sun)||200
        same: two swapped letters, same length
            Mo|Borken Wings of Tomorrow||200
            Mo|Broken Wings of Tomorrow||201
        same: a letter left out, same length
            Mo|Broken Wings of Tomorow||200
            Mo|Broken Wings of Tomorrow||200
        differ: a typing error and another length
            Mo|Borken Wings of Tomorrow||200
            Mo|Broken Wings of Tomorrow||212
        differ: a typing error and no length
            Mo|Borken Wings of Tomorrow
            Mo|Broken Wings of Tomorrow
        differ: a typing error by somebody else
            Lu|Broken Wings||200
            Mo|Borken Wings||200
        same: teh
            Mo|Fade in the Fire||200
            Mo|Fade in teh Fire||200
        """
    )
}
