/// The vocabulary in which titles say which version they are. A word has one meaning here; the
/// grammar is in `VersionGrammar`.
enum VersionWord: UInt8, Sendable {
    case live, remix, mix, edit, acoustic, demo, instrumental, karaoke, acapella, extended
    case remaster, mono, stereo, reprise, rerecorded, clean, explicit, version, take, session
    case alternate, speed, cover, tribute
    /// Talk about the song: "commentary", "interview".
    case spoken
    case language
    /// Says that this is the plain thing: "album", "original", "main", "bonus".
    case plain
    /// Shortens: "radio", "short".
    case shortened
    /// "at", "in", "from": may follow "live".
    case place
    /// "Live recording".
    case recording
    /// Carries no meaning in a qualifier: "the", "of", "by".
    case filler
    case featuring, with, production, from
    /// "pt", "part", "vol": a number follows.
    case part
    case and
    case the
    /// Stands between two artists.
    case joint

    /// The meaning of a word by `Words.hash`.
    @inline(__always)
    static func of(_ hash: UInt64) -> VersionWord? {
        table.withUnsafeBufferPointer { slots in
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot].hash != 0 {
                if slots[slot].hash == hash { return slots[slot].meaning }
                slot = (slot + 1) & (slots.count - 1)
            }
            return nil
        }
    }

    static let words: [(VersionWord, String)] = [
        (.live, "live livemitschnitt directo vivo ライブ ライヴ 라이브 现场 現場 концерт"),
        (.remix, "remix remixed rmx rework reworked refix bootleg mashup dub vip リミックス ремикс"),
        (.mix, "mix ミックス"),
        (.edit, "edit"),
        (.acoustic, "acoustic unplugged akustik acustico acustica acoustique stripped акустика"),
        (.demo, "demo demos maqueta демо"),
        (.instrumental, "instrumental instrumentals instrumentale instrumentaal 伴奏 インストゥルメンタル"),
        (.karaoke, "karaoke karaokes カラオケ 卡拉ok караоке playback backing"),
        (.acapella, "acapella acappella cappella capella"),
        (.extended, "extended"),
        (.remaster, "remaster remastered remastering remasterizado remasterisé リマスター ремастер"),
        (.mono, "mono"), (.stereo, "stereo"),
        (.reprise, "reprise"),
        (
            .rerecorded,
            "rerecorded rerecording rerecord reimagined reimagining revisited redux"
        ),
        (.clean, "clean censored amended edited"),
        (.explicit, "explicit uncensored dirty advisory"),
        (.version, "version versione versao versions ver バージョン 版 версия"),
        (.take, "take outtake outtakes"),
        (.session, "session sessions singles"),
        (
            .alternate,
            """
            alternate alternative alt early rough rehearsal soundcheck unreleased unfinished
            """
        ),
        (.speed, "sped speed slowed nightcore 8d chopped screwed reverb reverbed pitched"),
        (.cover, "cover covers"),
        (.tribute, "tribute famous popularized originally"),
        (.spoken, "commentary interview memo"),
        (
            .plain,
            """
            album single original main bonus track lp ep full standard studio deluxe edition
            hidden video official audio lyric lyrics hd hq 4k visualizer digital exclusive
            soundtrack ost special expanded anniversary international us uk japan clip
            interlude outro intro motion picture movie film series tv broadway cast score length
            """
        ),
        (.language, VersionLanguage.words.joined(separator: " ")),
        (.shortened, "radio short"),
        (.place, "at in from on en au im aus del dal pa bij op auf a w"),
        (.recording, "recording recorded performance performed"),
        (
            .filler,
            """
            of by to for up down 12 7 inch bit 24 digitally newly music content non mp3 parental
            taken dolby atmos spatial
            """
        ),
        (.featuring, "feat ft featuring"),
        (.with, "with con avec mit duet starring"),
        (.production, "prod produced production"),
        (.from, "theme"),
        (.part, "pt pts part parts parte partie teil vol volume"),
        (.and, "and und et y и og och n e"),
        (.the, "the"),
        (.joint, "vs versus x presents pres meets"),
    ]

    private struct Slot {
        var hash: UInt64 = 0
        var meaning: VersionWord?
    }

    /// Open addressing, a quarter full: looked into for each word of each name.
    private static let table: [Slot] = {
        let entries = words.flatMap { meaning, list in
            list.split(whereSeparator: \.isWhitespace).map { (meaning, String($0)) }
        }
        var capacity = 64
        while capacity < entries.count * 4 { capacity *= 2 }
        var table = [Slot](repeating: Slot(), count: capacity)
        for (meaning, word) in entries {
            let hash = Words.hash(folding: word)
            var slot = Int(truncatingIfNeeded: hash) & (capacity - 1)
            while table[slot].hash != 0 { slot = (slot + 1) & (capacity - 1) }
            table[slot] = Slot(hash: hash, meaning: meaning)
        }
        return table
    }()
}

/// Roman numerals and number words, which titles use for parts.
enum NumberWords {
    /// II...XII; as a title's last word these number it. I, V and X alone rarely do ("You and I").
    static let trailingRoman: [UInt64: Int] = table(
        "ii iii iv vi vii viii ix xi xii",
        [
            2, 3, 4, 6, 7, 8, 9, 11, 12,
        ]
    )

    /// After "part" any of these is a number.
    static let afterPart: [UInt64: Int] = table(
        """
        i ii iii iv v vi vii viii ix x xi xii one two three four five six seven eight nine ten
        """,
        Array(1...12) + Array(1...10)
    )

    private static func table(_ words: String, _ values: [Int]) -> [UInt64: Int] {
        var table: [UInt64: Int] = [:]
        for (word, value) in zip(words.split(whereSeparator: \.isWhitespace), values) {
            table[Words.hash(folding: String(word))] = value
        }
        return table
    }
}
