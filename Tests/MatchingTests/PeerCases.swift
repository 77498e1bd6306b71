@testable import Matching

/// What the tool that people use today gets wrong, and what its users ask for most.
enum PeerCases {
    static let all: [MatchCase] = wrong + wanted

    private static let wrong = MatchCase.parse(
        """
        same: Japanese normalised to nothing
            宇田ヒカリ|光の中で||250
            宇田ヒカリ|光の中で||250
        differ: and everything Japanese was alike
            宇田ヒカリ|光の中で||250
            椎野林子|闇の外で||250
        same: Cyrillic normalised to nothing
            Земля|Искала||214
            ЗЕМЛЯ|Искала||214
        differ: and everything Cyrillic was alike
            Земля|Искала||214
            Сплав|Выхода||214
        same: Korean normalised to nothing
            아이린|좋은 날||234
            아이린|좋은날||234
        differ: and everything Korean was alike
            아이린|좋은 날||234
            수지|나쁜 날||234
        same: the letters ft within a name
            Daft Pink|Around the Globe||429
            Daft Pink|Around The Globe||429
        differ: "da pink" is somebody else
            Daft Pink|Around the Globe||429
            Da Pink|Around the Globe||429
        same: the letters feat within a title
            Lena Frost|Defeated||200
            Lena Frost|Defeated||200
        differ: Defeated is no guest
            Lena Frost|Defeated||200
            Lena Frost|De||200
        differ: a live take 90 s longer
            Lena Frost|Glass Road|Hours|200
            Lena Frost|Glass Road|Hours Live|290
        differ: a live take 90 s longer that does not say so
            Lena Frost|Glass Road||200
            Lena Frost|Glass Road||290
        differ: a title that another begins with
            Lena Frost|Love||200
            Lena Frost|Love Me Do Again||200
        differ: a title that another ends with
            Lena Frost|Again||200
            Lena Frost|Love Me Do Again||200
        at least HIGH: an exact title and artist without album and year
            Lena Frost|Glass Road||200
            Lena Frost|Glass Road|Hours|200|2014
        at least CERTAIN: the ISRC that was never read
            Lena Frost|Glass Road|Hours|200|2014|GBABC1400001
            Lena Frost|Glass Road|Collected|200|2019|GBABC1400001
        """
    )

    private static let wanted = MatchCase.parse(
        """
        differ: the right version: live asked for
            Lena Frost|Glass Road - Live|Live in Kiel|230
            Lena Frost|Glass Road|Hours|230
        differ: the right version: the remix asked for
            Lena Frost|Glass Road - Crane Remix|Remixes|230
            Lena Frost|Glass Road|Hours|230
        same: the right version: a remaster will do
            Lena Frost|Glass Road - 2009 Remaster|Hours (Remastered)|200
            Lena Frost|Glass Road|Hours|200
        same: the right version: the clean one will do
            Lena Frost|Glass Road|Hours|200
            Lena Frost|Glass Road (Clean)|Hours|200
        same: feat. in the track's artists
            Lena Frost ;; Tom Ash|Glass Road||200
            Lena Frost|Glass Road||200
        same: feat. in the file's artist, another order
            Tom Ash ;; Lena Frost|Glass Road||200
            Lena Frost ft. Tom Ash|Glass Road||200
        same: feat. without a stop
            Lena Frost|Glass Road feat Tom Ash||200
            Lena Frost|Glass Road||200
        same: three guests in three ways
            Lena Frost ;; Tom Ash ;; Ida ;; Bo|Glass Road||200
            Lena Frost feat. Tom Ash, Ida & Bo|Glass Road||200
        same: case
            LENA FROST|GLASS ROAD||200
            lena frost|glass road||200
        same: accents
            Léna Fröst|Glàss Röad||200
            Lena Frost|Glass Road||200
        same: Traditional marks in Vietnamese
            Trần Thị|Đường Về||200
            Tran Thi|Duong Ve||200
        same: Turkish capitals
            İpek Işık|IŞIK||200
            Ipek Isik|ışık||200
        same: Polish
            Łucja Żak|Źdźbło||200
            Lucja Zak|Zdzblo||200
        same: Czech
            Jiří Černý|Řeka||200
            Jiri Cerny|Reka||200
        same: Romanian with comma and with cedilla
            Ștefan|Țara||200
            Ştefan|Ţara||200
        same: Icelandic
            Sigríður Þór|Ást við fyrstu||200
            Sigridur Thor|Ast vid fyrstu||200
        same: Ukrainian
            Київ|Її Ґанок||200
            КИЇВ|її ґанок||200
        same: Greek, final sigma
            Νίκος|Δρόμος||200
            ΝΙΚΟΣ|ΔΡΟΜΟΣ||200
        same: Arabic with and without hamza's seat as written
            فيروزة|يا طير||200
            فيروزة|يا طَير||200
        same: Hebrew with points
            נועה|אוֹר||200
            נועה|אור||200
        same: Thai
            วง ใหม่|เพลงรัก||200
            วง ใหม่|เพลงรัก||200
        same: Devanagari
            लता|आज||200
            लता|आज||200
        same: Armenian case
            Արամ|Երգ||200
            ԱՐԱՄ|ԵՐԳ||200
        same: Georgian
            ნინო|სიმღერა||200
            ნინო|სიმღერა||200
        """
    )
}
