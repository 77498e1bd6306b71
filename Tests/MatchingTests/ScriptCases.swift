@testable import Matching

/// Names in every script.
enum ScriptCases {
    static let all = MatchCase.parse(
        """
        same: a translation in brackets stands for the title
            Mina Seo|겨울 바다||200
            Mina Seo|겨울 바다 (Winter Sea)||201
        same: whichever of the two is given
            Mina Seo|Winter Sea||200
            Mina Seo|겨울 바다 (Winter Sea)||201
        same: and whichever stands in brackets
            Mina Seo|Winter Sea (겨울 바다)||200
            Mina Seo|겨울 바다 (Winter Sea)||201
        differ: a translation is weak where the lengths differ
            Mina Seo|Winter Sea||200
            Mina Seo|겨울 바다 (Winter Sea)||215
        differ: words in brackets of the same script are no translation
            Mina Seo|Winter Sea||200
            Mina Seo|Harbour (Winter Sea)||200
        same: an artist's name in two scripts
            서미나|겨울 바다||200
            서미나 (Mina Seo)|겨울 바다||200
        same: the Latin one of two
            Mina Seo|겨울 바다||200
            서미나 (Mina Seo)|겨울 바다||200
        same: how a name of symbols is spoken
            !!!|Walk Out||200
            !!! (Chk Chk)|Walk Out||200
        same: accents
            Björk|Jóga||305
            Bjork|Joga||305
        same: case of accented letters
            Motörhead|Überfall||200
            MOTÖRHEAD|ÜBERFALL||200
        same: ß = ss
            Die Ärzte|Straße||200
            Die Arzte|STRASSE||200
        same: Æ = ae, ø = o
            Mø|Ægir||200
            Mo|Aegir||200
        same: ł, ź, ó
            Łona|Źródło||200
            Lona|Zrodlo||200
        same: đ = d
            Đorđe|Ljubav||200
            Dorde|Ljubav||200
        same: þ = th
            Þursaflokkurinn|Sigtryggur||200
            Thursaflokkurinn|Sigtryggur||200
        same: œ = oe
            Céline|Cœur||200
            Celine|Coeur||200
        same: Turkish ş and dotless ı
            Tarkan|Şımarık||200
            Tarkan|Simarik||200
        same: Vietnamese
            Trần|Một Mình||200
            Tran|Mot Minh||200
        same: decomposed, as macOS writes
            Björk|Jóga||305
            Bjo\u{308}rk|Jo\u{301}ga||305
        same: full width
            Ｙｏｓｈｉｋｉ|ＥＮＤＬＥＳＳ||200
            Yoshiki|Endless||200
        same: full-width brackets
            Yoshiki|Rain（Live）||200
            Yoshiki|Rain (Live)||200
        same: half-width kana
            サカナクション|ｱｲﾃﾞﾝﾃｨﾃｨ||200
            サカナクション|アイデンティティ||200
        same: a decomposed sound mark
            きのこ帝国|が||200
            きのこ帝国|か\u{3099}||200
        differ: sound marks are letters
            きのこ帝国|がが||200
            きのこ帝国|かか||200
        same: kanji and kana
            宇多田ヒカル|花束を君に||200
            宇多田ヒカル|花束を君に||200
        differ: one ideograph is a word
            周杰倫|晴天||200
            周杰倫|晴日||200
        differ: a cover in Chinese
            周杰倫|晴天||200
            五月天|晴天||200
        same: Hangul
            아이유|밤편지||253
            아이유|밤편지||253
        same: decomposed Hangul
            아이유|밤||253
            아이유|\u{1107}\u{1161}\u{11B7}||253
        differ: Hangul, a beginning only
            아이유|밤편지||253
            아이유|밤||253
        same: Cyrillic case
            Кино|Группа крови||285
            КИНО|ГРУППА КРОВИ||285
        same: ё = е
            Алла|Ещё раз||200
            Алла|Еще раз||200
        same: decomposed й
            Мумий Тролль|Утекай||200
            Мумии\u{306} Тролль|Утекаи\u{306}||200
        differ: Cyrillic, other words
            Кино|Звезда||200
            Кино|Звезды по имени||200
        same: и between artists
            Вася и Петя|Весна||200
            Петя & Вася|Весна||200
        same: Greek accents and capitals
            Ελευθερία|Δι’ ευχών||200
            ΕΛΕΥΘΕΡΙΑ|ΔΙ' ΕΥΧΩΝ||200
        same: Arabic vowel points
            فيروز|سَلِمى||200
            فيروز|سلمى||200
        same: Hebrew points
            עידן|שָׁלוֹם||200
            עידן|שלום||200
        differ: Indic vowel signs are letters
            लता|की||200
            लता|का||200
        same: styled letters
            𝓣𝓱𝓮 Band|𝕊ong||200
            The Band|Song||200
        same: dashes around a subtitle
            東京事変|夢 -Eternal-||200
            東京事変|夢 - Eternal -||200
        differ: ideographs, a beginning only
            東京事変|夢の歌||200
            東京事変|夢||200
        same: full-width brackets hold a version
            周杰倫|晴天（Live）||300
            周杰倫|晴天 (Live)||300
        differ: live is not studio, in Chinese too
            周杰倫|晴天（Live）||270
            周杰倫|晴天||269
        same: an emoji
            Anna|Love 🔥||200
            Anna|Love||200
        same: an emoji alone is a name
            Anna|🔥||200
            Anna|🔥||200
        differ: and another emoji another name
            Anna|🔥||200
            Anna|🌊||200
        differ: symbols are not all one
            Anna|+||200
            Anna|÷||200
        """
    )
}
