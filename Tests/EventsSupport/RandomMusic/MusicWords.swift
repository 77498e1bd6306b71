/// The words that names are made of. Two of a list differ in more than a letter or two, so that no
/// two songs are one only by a typing error.
struct MusicWords: Sendable {
    let adjectives: [String]
    let nouns: [String]
    let givenNames: [String]
    let surnames: [String]
    /// Between adjective and noun, and between given name and surname.
    let space: String
    /// Makes a band's name of two words.
    let bandEndings: [String]

    static func of(_ script: MusicScript) -> MusicWords {
        switch script {
        case .latin: latin
        case .accented: accented
        case .cyrillic: cyrillic
        case .greek: greek
        case .japanese: japanese
        case .chinese: chinese
        case .korean: korean
        }
    }

    private init(
        _ adjectives: String,
        _ nouns: String,
        given: String,
        surnames: String,
        space: String = " ",
        bands: [String]
    ) {
        self.adjectives = Self.words(adjectives)
        self.nouns = Self.words(nouns)
        givenNames = Self.words(given)
        self.surnames = Self.words(surnames)
        self.space = space
        bandEndings = bands
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static let latin = MusicWords(
        """
        amber ashen blunt brisk candid coastal crooked dappled drowsy eager feral gilded gradual
        hoarse humid inland jagged lanky lofty lucid mellow misty narrow nimble ornate placid
        prickly quaint rugged scarlet solemn sturdy sunlit tranquil upright vivid wavering weary
        wintry woven zealous
        """,
        """
        almanac anchor barley beacon bellows bramble canal cinder clover compass cradle ember
        estuary fathom ferry furnace gannet granite gully halyard hazel hinge juniper kettle kiln
        lantern ledger linen mallet meadow nettle orchard otter parcel pelican plough quarry quilt
        rafter saddle sapling skylark spindle thicket thimble timber trellis tundra vessel walnut
        wharf yarrow
        """,
        given: """
            Agnes Alban Basil Beatrix Cedric Clementine Cosmo Delphine Dorothea Edgar Ezra Flora
            Gideon Hester Imogen Jasper Lavinia Leopold Mabel Magnus Odette Otto Percy Quentin
            Rhoda Selma Silas Tabitha Ursula Wilbur Winifred
            """,
        surnames: """
            Appleyard Ashdown Birchall Cartwright Coldwell Crabtree Dunmore Eastwick Fairlie Garland
            Greaves Inglewood Langford Loxley Marchbank Mossop Oakley Pemberton Ravenscroft Sedgwick
            Thackeray Underhill Wainwright Whitlock Yardley
            """,
        bands: [" Society", " Club", " Brothers", " Quartet", ""]
    )

    private static let accented = MusicWords(
        "très première süße größte última święta çılgın tichý déjà señorial blå œuvrée",
        """
        château élan Überfahrt mañana fjörður żagiel çınar sjö étoile Größenwahn łąka búsqueda
        třešeň mélodie straße øre kälte déluge
        """,
        given: "Zoë Jörg Åke Søren Noël Inés Łucja Žofia Renée Þóra Øyvind Núria Věra Ağça",
        surnames: """
            Brøndum Müntzer Peña Lévêque Żółkiewski Håkansson Ásgeirsson Çetinkaya Dvořáčková
            Müürsepp Güneş Đorđević Strømstad
            """,
        bands: [" Orkestrá", " Célèbre", " Größe", ""]
    )

    private static let cyrillic = MusicWords(
        """
        Тихая Дальняя Белая Медная Зимняя Лесная Горькая Стеклянная Северная Забытая Утренняя
        Ржавая Бумажная Сонная
        """,
        """
        гавань станция лодка мельница метель ящерица комната пристань лестница радуга берёза
        скамейка тропинка ёлка тайга пуговица электричка корзина
        """,
        given: "Аркадий Глеб Ефросинья Жанна Игнат Кира Майя Нестор Полина Семён Тамара Фёдор Юлия",
        surnames: "Бондаренко Шевчук Черных Гончар Седых Коваленко Лозинка Мороз Дудник Яремчук",
        bands: [" квартет", " клуб", ""]
    )

    private static let greek = MusicWords(
        "Μικρή Παλιά Γαλάζια Ήσυχη Χαμένη Μακρινή Χρυσή Κρυφή Όμορφη",
        "βάρκα αυλή θάλασσα πόλη νύχτα βροχή γέφυρα σκάλα φωλιά καμπάνα πλατεία",
        given: "Νίκος Ελένη Μάρκος Άννα Σταύρος Θάλεια Ιάσονας",
        surnames: "Λαμπράκης Καραγιάννη Βαρδής Μελάς Κορρές Τσιτσάνης",
        bands: [" Κουαρτέτο", ""]
    )

    private static let japanese = MusicWords(
        "青い 遠い 静かな 小さな 最後の 七番目の 眠れる 錆びた 夜明けの 雪国の ガラスの ひとりの 紙の 忘れた",
        """
        灯台 観覧車 手紙 海岸線 トンネル ペンギン 屋上 雨傘 線路 きつね ラジオ 水たまり 図書室 花火 すいか 金魚
        ギター プラネタリウム
        """,
        given: "ひなた 蓮太郎 千鶴 みなも 小春 宗一 かなで 真琴",
        surnames: "佐久間 小鳥遊 望月 東雲 榎本 鳴海 早乙女 篠崎 若槻",
        space: "",
        bands: ["楽団", "バンド", "商会", "クラブ"]
    )

    private static let chinese = MusicWords(
        "遥远的 沉默的 透明的 蓝色的 最后的 迟到的 破晓的 南方的 生锈的 温柔的",
        "铁路 灯塔 信封 屋顶 候鸟 河岸 雨伞 月台 稻田 镜子 风筝 渡口 山谷 煤油灯 棋盘",
        given: "知秋 南乔 若水 一帆 青山 雨桐 思远 小满",
        surnames: "沈 顾 欧阳 陆 白 叶 慕容 温 秦",
        space: "",
        bands: ["乐队", "乐团", "合唱团"]
    )

    private static let korean = MusicWords(
        "느린 파란 오래된 작은 조용한 마지막 잠든 하얀 비밀의 겨울",
        "파도 정류장 골목 우산 등대 고양이 종이배 기차역 달빛 온실 언덕 빨래터 나침반 자전거",
        given: "하늘 가람 누리 보라 시온 다온 새벽 한결",
        surnames: "윤 남궁 도 표 서 제갈 함 봉",
        space: " ",
        bands: [" 밴드", " 클럽", "단"]
    )
}
