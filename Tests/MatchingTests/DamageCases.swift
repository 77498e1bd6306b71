@testable import Matching

/// Names that something was done to on their way: encodings, censors, typing, file systems.
enum DamageCases {
    static let all: [MatchCase] = encodings + censored + lost + typing

    private static let encodings = MatchCase.parse(
        """
        same: UTF-8 read as Windows-1252
            Zoé Marín|Café Noir||200
            ZoÃ© MarÃ\u{AD}n|CafÃ© Noir||200
        same: only the artist was damaged
            Beyané|Hello There||200
            BeyanÃ©|Hello There||200
        same: an umlaut
            Über Uns|Für Dich||200
            Ãœber Uns|FÃ¼r Dich||200
        same: Japanese, read so
            夢子|花||200
            å¤¢å\u{AD}\u{90}|èŠ±||200
        same: Cyrillic in UTF-8, read so
            Мира|Весна||200
            ÐœÐ¸Ñ€Ð°|Ð’ÐµÑ\u{81}Ð½Ð°||200
        same: Windows-1251 read as Latin-1
            Группа Мира|Весна пришла||200
            Ãðóïïà Ìèðà|Âåñíà ïðèøëà||200
        same: with a number and a bracket
            Мира|Весна 2 (live)||200
            Ìèðà|Âåñíà 2 (live)||200
        differ: and it is read, not dropped
            Мира|Весна||200
            Ìèðà|Ëåòî||200
        same: accents that are no damage
            Ágnes Élő|Été à Paris||200
            Agnes Elo|Ete a Paris||200
        same: three accented letters that are a name
            ÆØÅ|Sang||200
            ÆØÅ|Sang||200
        same: a sign behind an accent
            José®|Canción||200
            Jose|Cancion||200
        """
    )

    private static let censored = MatchCase.parse(
        """
        same: two letters censored
            Lena Frost|F**k This Town|Hours|200
            Lena Frost|Fuck This Town|Hours|200
        same: one letter censored
            Lena Frost|Sh*t Happens Here|Hours|200
            Lena Frost|Shit Happens Here|Hours|200
        same: all but the first
            Lena Frost|That B**** Is Back|Hours|200
            Lena Frost|That Bitch Is Back|Hours|200
        same: two ways to censor
            Lena Frost|That B***h Is Back|Hours|200
            Lena Frost|That B**** Is Back|Hours|200
        same: censored alike on both sides
            Lena Frost|F**k This Town|Hours|200
            Lena Frost|F**k This Town|Hours|203
        differ: other letters are known
            Lena Frost|F**k This Town|Hours|200
            Lena Frost|Fear This City|Hours|200
        differ: nearly nothing is known
            Lena Frost|B*****|Hours|200
            Lena Frost|Bright|Hours|200
        differ: censored, and another length
            Lena Frost|F**k This Town|Hours|200
            Lena Frost|Fuck This Town|Other|206
        differ: censored, by somebody else
            Lena Frost|F**k This Town|Hours|200
            Ada Crane|Fuck This Town|Hours|200
        same: stars that are a name
            M*A*S*H Unit|Theme||200
            MASH Unit|Theme||200
        same: a star before a name
            *Nova|Bye||200
            Nova|Bye||200
        """
    )

    private static let lost = MatchCase.parse(
        """
        same: a question mark for a letter, in the title
            Lena Frost|Mot?rworld Anthem||200
            Lena Frost|Motörworld Anthem||200
        same: a question mark for a letter, in the artist
            Bj?rka Lund|Harbour||200
            Björka Lund|Harbour||200
        same: a replacement character
            Lena Frost|Caf\u{FFFD} Noir||200
            Lena Frost|Café Noir||200
        same: a replacement character in the artist
            Beyan\u{FFFD} Lo|Hello There||200
            Beyané Lo|Hello There||200
        at most MEDIUM: and no surer than that
            Lena Frost|Caf\u{FFFD} Noir||200
            Lena Frost|Café Noir||200
        same: a question at the end
            Lena Frost|Where Is Love?||200
            Lena Frost|Where Is Love||200
        differ: a question of another length
            Lena Frost|Mot?rworld Anthem||200
            Lena Frost|Motörworld Anthem||209
        same: a letter that an encoding took
            Lena Frost|Vamos a M ' _|Hits|286
            Lena Frost|Vamos a MÌ _|Hits|286
        same: a word that an encoding took
            Crane & Dolly|Where '`` Now|Jack '``|210
            Crane , Dolly|Where ÌÏ Now|Jack ÌÏ|210
        differ: a word that an encoding took, and another remix
            Crane & Dolly|Where '`` Now ( Missy Remix )|Jack '``|210
            Crane & Dolly|Where ÌÏ Now ( Net Remix )|Jack ÌÏ|209
        differ: nothing shows damage, so the word counts
            Crane & Dolly|Where Now|Jack|210
            Crane & Dolly|Where To Now|Jack|210
        differ: damage, and another number
            Lena Frost|Vamos a M_ 1|Hits|286
            Lena Frost|Vamos a M_ 2|Hits|286
        differ: damage is no excuse for another word
            Lena Frost|Vamos a M_ Casa|Hits|286
            Lena Frost|Vamos a M_ Playa|Hits|286
        """
    )

    private static let typing = MatchCase.parse(
        """
        same: a letter twice
            Lena Frost|Tommorrow Is Another Day||200
            Lena Frost|Tomorrow Is Another Day||201
        same: an accent typed as an apostrophe
            Lena Frost|Cafe' Noir||200
            Lena Frost|Café Noir||200
        same: a space before the bracket missing
            Lena Frost|Glass Road(Live)||200
            Lena Frost|Glass Road (Live)||200
        same: a bracket never closed
            Lena Frost|Glass Road (Live||200
            Lena Frost|Glass Road (Live)||200
        same: a dash without a space
            Lena Frost|Glass Road- Live||200
            Lena Frost|Glass Road - Live||200
        same: two spaces
            Lena  Frost|Glass  Road||200
            Lena Frost|Glass Road||200
        same: a tab and a line break
            Lena\tFrost|Glass Road\u{B}||200
            Lena Frost|Glass Road||200
        same: underscores for spaces
            Lena_Frost|Glass_Road||200
            Lena Frost|Glass Road||200
        same: a zero-width space
            Lena Frost|Glass\u{200B} Road||200
            Lena Frost|Glass Road||200
        same: a space that does not break
            Lena\u{A0}Frost|Glass\u{A0}Road||200
            Lena Frost|Glass Road||200
        same: an ellipsis
            Lena Frost|Wait…||200
            Lena Frost|Wait...||200
        same: a ligature
            Lena Frost|Ofﬁcial Fire||200
            Lena Frost|Official Fire||200
        """
    )
}
