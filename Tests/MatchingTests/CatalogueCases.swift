@testable import Matching

/// What real catalogues do: each pair is how two sources write a known recording, or nearly one.
enum CatalogueCases {
    static let all = MatchCase.parse(
        """
        same: two guests' spellings
            Beyoncé|Crazy In Love (feat. JAY-Z)||236
            Beyonce ft. Jay Z|Crazy in Love||236
        same: the guest twice
            Eminem ;; Rihanna|Love The Way You Lie||263
            Eminem feat. Rihanna|Love the Way You Lie (feat. Rihanna)||263
        same: a plural's letter
            Simon & Garfunkel|The Sound of Silence||185
            Simon and Garfunkel|The Sounds Of Silence||185
        same: quotes and a remaster
            David Bowie|"Heroes" - 2017 Remaster||370
            David Bowie|Heroes||371
        same: Ms. = Ms
            Outkast|Ms. Jackson||270
            OutKast|Ms Jackson||270
        same: two words or one
            The Verve|Bitter Sweet Symphony - Remastered 2016||357
            The Verve|Bittersweet Symphony||358
        same: the title's article
            Fatboy Slim|The Rockafeller Skank||413
            Fatboy Slim|Rockafeller Skank||413
        same: a subtitle left out, same length
            Elton John|Rocket Man (I Think It's Going To Be A Long, Long Time)||281
            Elton John|Rocket Man||281
        same: a guest named by one side
            JAY-Z ;; Kanye West|Otis||178
            Jay-Z & Kanye West|Otis (feat. Otis Redding)||178
        same: commas in a band's name
            Crosby, Stills, Nash & Young|Ohio||178
            Crosby Stills Nash and Young|Ohio||178
        same: full names
            Hall & Oates|Maneater||271
            Daryl Hall & John Oates|Maneater||271
        at most MEDIUM: a composer's last name
            Mozart|Eine kleine Nachtmusik||330
            Wolfgang Amadeus Mozart|Eine kleine Nachtmusik||330
        differ: a name within a name, another length
            Prince|Corazon||210
            Prince Royce|Corazon||230
        same: a band that is named Live
            Live|Lightning Crashes||325
            Live|Lightning Crashes||325
        differ: and its concert
            Live|Lightning Crashes||325
            Live|Lightning Crashes - Live||325
        differ: a title within another
            Pearl Jam|Alive||341
            Pearl Jam|Alive - Live||341
        same: an unplugged album says it
            Nirvana|Polly - Live|MTV Unplugged In New York|196
            Nirvana|Polly|MTV Unplugged in New York|196
        same: hyphen and number in a name
            blink-182|I Miss You||227
            Blink 182|I Miss You||227
        same: a radio edit that is the single
            Avicii|Levels - Radio Edit||199
            Avicii|Levels||199
        differ: a radio edit of a long track
            deadmau5|Strobe - Radio Edit||214
            deadmau5|Strobe||633
        differ: an arrangement
            Sia|Chandelier (Piano Version)||216
            Sia|Chandelier||216
        at least CERTAIN: the same remaster
            Queen|Bohemian Rhapsody - Remastered 2011|A Night at the Opera|354
            Queen|Bohemian Rhapsody (2011 Remaster)|A Night At The Opera (Deluxe Edition)|354
        same: a year is a title
            Prince|1999||379
            Prince|1999||379
        same: a concert's full name
            Bob Marley & The Wailers|No Woman, No Cry - Live At The Lyceum, London/1975||428
            Bob Marley|No Woman No Cry (Live)||428
        same: original album version
            The Who|Baba O'Riley - Original Album Version||300
            The Who|Baba O’Riley||300
        same: a German subtitle after a dash
            Die Fantastischen Vier|MfG - Mit freundlichen Grüßen||215
            Die Fantastischen Vier|MfG (Mit freundlichen Grüssen)||215
        same: from a film
            Survivor|Eye of the Tiger (From "Rocky III")||245
            Survivor|Eye Of The Tiger||245
        same: soundtrack version
            Mo|Song - Movie Version||245
            Mo|Song||245
        differ: the twelve-inch version
            Mo|Song - 12" Version||245
            Mo|Song||245
        same: the seven-inch version, same length
            Mo|Song - 7" Version||245
            Mo|Song||245
        differ: movements
            Mo|Symphony No. 5: I. Allegro|S|420
            Mo|Symphony No. 5: II. Andante|S|420
        same: a mark within a name
            Panic! At The Disco|High Hopes||190
            Panic at the Disco|High Hopes||190
        same: a number before the title's tag
            Mo|Help Me||138
            Mo|01 - Help Me||138
        same: numbers that are the name
            Mo|22||230
            Mo|22||230
        differ: other number
            Mo|22||230
            Mo|23||230
        differ: a karaoke maker
            Adele|Hello||295
            Zoom Karaoke|Hello (In the Style of Adele)||295
        differ: a tribute
            Adele|Hello||295
            Adele Tribute Band|Hello||295
        same: ampersands in a title
            Mo|Me & Bobby McGee||271
            Mo|Me And Bobby McGee||271
        same: Rock 'n' Roll
            Led Zeppelin|Rock 'n' Roll||220
            Led Zeppelin|Rock and Roll||220
        same: the same mix by two writings of its maker
            Mo|Song (R3hab & Calvin Harris Remix)||256
            Mo|Song - Calvin Harris & R3HAB Remix||256
        same: nested brackets
            Kenny ;; Willie|That Lucky Old Sun (Just Rolls Around) [With Willie]||256
            Kenny|That Lucky Old Sun (Just Rolls Around (with Willie))||256
        same: album written with its kind
            Chris|Like This|Take It to the Bank - EP|253
            Chris|Like This|Take It to the Bank (EP)|253
        differ: skits of one album
            X|VHS Outro (Interlude)|VHS|85
            X|Smoke (Interlude)|VHS|24
        """
    )
}
