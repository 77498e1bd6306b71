/// Which letters fold to which, after case folding: the base letter, then those that lose their
/// marks. From the Unicode character database's compatibility decompositions of Latin, Greek and
/// Cyrillic, and below them the letters that have none but are written so by convention.
enum FoldTable {
    private static let rows: [(base: String, folded: String)] = [
        ("a", "ªàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
        ("b", "ḃḅḇƀɓ"),
        ("c", "çćĉċčḉƈ"),
        ("d", "ďḋḍḏḑḓđðɖɗ"),
        ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệǝə"),
        ("f", "ḟƒ"),
        ("g", "ĝğġģǧǵḡǥ"),
        ("h", "ĥȟʰḣḥḧḩḫẖħ"),
        ("i", "ìíîïĩīĭįǐȉȋḭḯỉịıɨ"),
        ("j", "ĵǰʲ"),
        ("k", "ķǩḱḳḵƙ"),
        ("l", "ĺļľˡḷḹḻḽłƚŀ"),
        ("m", "ḿṁṃ"),
        ("n", "ñńņňǹṅṇṉṋŉŋ"),
        ("o", "ºòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợøǿɵ"),
        ("p", "ṕṗƥ"),
        ("r", "ŕŗřȑȓʳṙṛṝṟ"),
        ("s", "śŝşšșˢṡṣṥṧṩſ"),
        ("t", "ţťțṫṭṯṱẗŧƭ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữựʉ"),
        ("v", "ṽṿ"),
        ("w", "ŵʷẁẃẅẇẉẘ"),
        ("x", "ˣẋẍ"),
        ("y", "ýÿŷȳʸẏẙỳỵỷỹƴ"),
        ("z", "źżžẑẓẕƶ"),
        ("ae", "æǣǽ"), ("oe", "œ"), ("ss", "ß"), ("th", "þ"),
        ("ij", "ĳ"), ("dz", "ǆǳ"), ("lj", "ǉ"), ("nj", "ǌ"), ("no", "№"),
        ("1", "¹"), ("2", "²"), ("3", "³"),
        ("α", "άἀἁἂἃἄἅἆἇὰάᾰᾱᾶᾳ"),
        ("ε", "έἐἑἒἓἔἕὲέ"),
        ("η", "ήἠἡἢἣἤἥἦἧὴήῆῃ"),
        ("ι", "ίϊΐἰἱἲἳἴἵἶἷὶίῐῑῖ"),
        ("ο", "όὀὁὂὃὄὅὸό"),
        ("ρ", "ῤῥ"),
        ("σ", "ςϲ"),
        ("υ", "ύϋΰὐὑὓὕὗὺύῠῡῦ"),
        ("ω", "ώὠὡὢὣὤὥὦὧὼώῶῳ"),
        ("а", "ӑӓ"), ("г", "ѓґ"), ("е", "ѐёӗ"), ("ж", "ӂӝ"), ("з", "ӟ"), ("и", "ѝйӣӥ"),
        ("і", "ї"), ("к", "ќ"), ("о", "ӧ"), ("у", "ўӯӱӳ"), ("ч", "ӵ"), ("ы", "ӹ"), ("э", "ӭ"),
        ("ѵ", "ѷ"), ("ә", "ӛ"), ("ө", "ӫ"),
    ]

    /// Maps a case-folded scalar to its spelling without marks; scalars not listed map to
    /// themselves.
    static let bases: [UInt32: String] = {
        var bases: [UInt32: String] = [:]
        for (base, folded) in rows {
            for scalar in folded.unicodeScalars {
                bases[scalar.value] = base
            }
        }
        return bases
    }()

    /// U+FF66...U+FF9D, half-width katakana, in order.
    static let halfWidthKatakana: [UInt32] =
        "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
        .unicodeScalars.map(\.value)
}
