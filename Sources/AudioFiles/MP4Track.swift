/// A track's headers: what it is, and what they say of codecs that TagLib does not know in MP4: FLAC,
/// Opus and Dolby's.
///
/// Source: ISO/IEC 14496-12, sections 8.3.2, 8.3.3, 8.4.2 and 12.2.3; Apple, "QuickTime File Format",
/// "Chapter lists"; "Encapsulation of FLAC in ISO Base Media
/// File Format", section 3.3.2; ETSI TS 102 366, annex F.
struct MP4Track {
    private enum Codec {
        static let flac = FourCC("fLaC")
        static let opus = FourCC("Opus")
        static let dolby = FourCC("ac-3")
        static let dolbyPlus = FourCC("ec-3")
    }

    /// The first of its boxes lies behind this in an entry for sound.
    private static let entryBytes = 36
    private static let dolbyChannels = [2, 1, 2, 3, 3, 4, 4, 5]

    private var mediaHeader: [UInt8] = []
    private var handler: [UInt8] = []
    private var sampleDescription: [UInt8] = []
    private var header: [UInt8] = []
    private var chapters: [UInt8] = []

    mutating func note(_ name: FourCC, _ content: [UInt8]) {
        switch name {
        case MP4Movie.Name.mediaHeader: mediaHeader = content
        case MP4Movie.Name.handler: handler = content
        case MP4Movie.Name.sampleDescription: sampleDescription = content
        case MP4Movie.Name.trackHeader: header = content
        case MP4Movie.Name.chapters: chapters = content
        default: break
        }
    }

    var isSound: Bool { handler.has("soun", at: 8) }
    var isPictures: Bool { handler.has("vide", at: 8) }

    var id: Int { header.bigEndian(at: header.first == 1 ? 20 : 12, byteCount: 4) }

    /// The tracks with this one's chapters: their names, and their pictures.
    var chapterTracks: [Int] {
        stride(from: 0, to: chapters.count - 3, by: 4).map {
            chapters.bigEndian(at: $0, byteCount: 4)
        }
    }

    /// Nil if TagLib reads the codec.
    func properties(dataBytes: Int) -> AudioProperties? {
        let entry = Array(sampleDescription.dropFirst(8))
        guard entry.count >= Self.entryBytes else { return nil }
        var channels = entry.bigEndian(at: 24, byteCount: 2)
        var rate = entry.bigEndian(at: 32, byteCount: 2)
        let box = Array(entry[Self.entryBytes...])
        switch FourCC(entry[4..<8]) {
        case Codec.flac:
            // Rates beyond 16 bits are in STREAMINFO alone.
            if box.has("dfLa", at: 4) {
                let word = box.bigEndian(at: 26, byteCount: 4)
                rate = word >> 12
                channels = (word >> 9 & 7) + 1
            }
        case Codec.opus: rate = 48_000
        case Codec.dolby:
            if box.has("dac3", at: 4) {
                let word = box.bigEndian(at: 8, byteCount: 3)
                channels = Self.dolbyChannels[word >> 11 & 7] + (word >> 10 & 1)
            }
        case Codec.dolbyPlus:
            if box.has("dec3", at: 4) {
                let word = box.bigEndian(at: 10, byteCount: 3)
                channels = Self.dolbyChannels[word >> 9 & 7] + (word >> 8 & 1)
            }
        default: return nil
        }
        let isLong = mediaHeader.first == 1
        let unit = mediaHeader.bigEndian(at: isLong ? 20 : 12, byteCount: 4)
        let length = mediaHeader.bigEndian(at: isLong ? 24 : 16, byteCount: isLong ? 8 : 4)
        var properties = AudioProperties(
            samples: length,
            rate: unit,
            channels: channels,
            dataBytes: dataBytes
        )
        properties.sampleRateHz = UInt32(clamping: rate)
        return properties
    }
}
