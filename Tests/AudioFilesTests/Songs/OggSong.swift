/// Makes Ogg streams of a second or so: headers as they must be, and noise for the sound.
struct OggSong {
    enum Codec: CaseIterable {
        case vorbis, opus, speex, flac
    }

    var codec: Codec
    /// Of a page, at most. libogg fills its pages, TagLib takes 32, mutagen 16.
    var segmentLimit = 255
    /// Of the comment's last page; another one looks less regular.
    var lastSegmentLimit: Int?
    var audioBytes = 40_000

    private static let serial = 0x0BAD_CAFE
    private static let seconds = 20

    func file(_ items: [SongItem], comment: [UInt8]? = nil) -> [UInt8] {
        let comment =
            comment ?? VorbisSong.comment(items, picturesToo: codec != .flac)
        var pages = Pages(serial: Self.serial)
        switch codec {
        case .vorbis:
            pages.add([identification], limit: 255, granule: 0)
            let setup = .ascii("\u{5}vorbis") + pictureBytes(3_500)
            pages.add(
                [.ascii("\u{3}vorbis") + comment + [1], setup],
                limit: segmentLimit,
                lastLimit: lastSegmentLimit,
                granule: 0
            )
        case .opus:
            pages.add([identification], limit: 255, granule: 0)
            pages.add(
                [.ascii("OpusTags") + comment],
                limit: segmentLimit,
                lastLimit: lastSegmentLimit,
                granule: 0
            )
        case .speex:
            pages.add([identification], limit: 255, granule: 0)
            pages.add([comment], limit: segmentLimit, lastLimit: lastSegmentLimit, granule: 0)
        case .flac:
            pages.add([identification], limit: 255, granule: 0)
            let pictures = VorbisSong.pictures(items)
            let blocks = [(UInt8(4), comment)] + pictures + [(UInt8(1), .zeros(100))]
            for (index, (type, content)) in blocks.enumerated() {
                let isLast = index == blocks.count - 1
                pages.add(
                    [VorbisSong.block(type, content, isLast: isLast)],
                    limit: segmentLimit,
                    lastLimit: lastSegmentLimit,
                    granule: 0
                )
            }
        }
        let rate = codec == .opus ? 48_000 : 44_100
        for index in 1...10 {
            pages.add(
                [pictureBytes(audioBytes / 10)],
                limit: 255,
                granule: rate * Self.seconds * index / 10
            )
        }
        return pages.bytes
    }

    private var identification: [UInt8] {
        switch codec {
        case .vorbis:
            .ascii("\u{1}vorbis") + .zeros(4) + [2] + .littleEndian(44_100, 4) + .zeros(4)
                + .littleEndian(128_000, 4) + .zeros(4) + [0xB8, 1]
        case .opus:
            .ascii("OpusHead") + [1, 2] + .littleEndian(312, 2) + .littleEndian(44_100, 4)
                + .zeros(3)
        case .speex:
            .ascii("Speex   ") + .zeros(20) + .littleEndian(1, 4) + .littleEndian(80, 4)
                + .littleEndian(44_100, 4) + .littleEndian(2, 4) + .littleEndian(4, 4)
                + .littleEndian(2, 4) + .zeros(28)
        case .flac:
            .ascii("\u{7F}FLAC") + [1, 0, 0, 3] + .ascii("fLaC")
                + VorbisSong.block(0, VorbisSong.streamInfo, isLast: false)
        }
    }

    struct Pages {
        let serial: Int
        private(set) var bytes: [UInt8] = []
        private var sequence = 0

        init(serial: Int) { self.serial = serial }

        /// Packets side by side, from a new page on.
        mutating func add(
            _ packets: [[UInt8]],
            limit: Int,
            lastLimit: Int? = nil,
            granule: Int
        ) {
            var segments = packets.flatMap {
                [UInt8](repeating: 255, count: $0.count / 255) + [UInt8($0.count % 255)]
            }[...]
            var data = packets.flatMap { $0 }[...]
            var isContinued = false
            while !segments.isEmpty {
                let isNearEnd = segments.count <= (lastLimit ?? 0)
                let table = segments.prefix(isNearEnd ? segments.count : limit)
                let count = table.reduce(0) { $0 + Int($1) }
                bytes += .ascii("OggS") + [0, (isContinued ? 1 : 0) | (sequence == 0 ? 2 : 0)]
                bytes += .littleEndian(granule, 8) + .littleEndian(serial, 4)
                bytes += .littleEndian(sequence, 4) + .zeros(4) + [UInt8(table.count)] + table
                bytes += data.prefix(count)
                segments = segments.dropFirst(table.count)
                data = data.dropFirst(count)
                isContinued = table.last == 255
                sequence += 1
            }
        }
    }
}
