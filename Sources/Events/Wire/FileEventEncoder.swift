internal import FoundationEssentials
internal import Journal
internal import SwiftProtobuf

/// Encodes `file.added`, `file.changed` and `file.returned` straight into a batch, byte for byte as
/// the general encoder does, which measures each message again at every level.
struct FileEventEncoder {
    private let number: UInt64
    /// How much the numbers of the fields behind the id are raised by it.
    private let shift: UInt64
    private let id: UInt64
    private let root: Data
    private let path: Data
    private let stat: FileStat?
    private let tags: TagTexts?
    private let statBytes: Int
    private let bodyBytes: Int

    /// - Returns: `nil` where this is for the general encoder.
    init?(_ event: Event) {
        guard event.unknownFields.data.isEmpty else { return nil }
        switch event.body {
        case .fileAdded(let file) where file.unknownFields.data.isEmpty:
            self.init(
                10,
                id: nil,
                file.root,
                file.path,
                file.hasStat ? file.stat : nil,
                file.hasTags ? file.tags : nil
            )
        case .fileChanged(let file) where file.unknownFields.data.isEmpty:
            self.init(
                11,
                id: file.fileID,
                file.root,
                file.path,
                file.hasStat ? file.stat : nil,
                file.hasTags ? file.tags : nil
            )
        case .fileReturned(let file) where file.unknownFields.data.isEmpty:
            self.init(
                14,
                id: file.fileID,
                file.root,
                file.path,
                file.hasStat ? file.stat : nil,
                file.hasTags ? file.tags : nil
            )
        default:
            return nil
        }
    }

    private init?(
        _ number: UInt64,
        id: UInt64?,
        _ root: Data,
        _ path: Data,
        _ stat: FileStat?,
        _ tags: AudioTags?
    ) {
        guard stat?.unknownFields.data.isEmpty ?? true, tags?.unknownFields.data.isEmpty ?? true
        else { return nil }
        self.number = number
        shift = id == nil ? 0 : 1
        self.id = id ?? 0
        self.root = root
        self.path = path
        self.stat = stat
        self.tags = tags.map(TagTexts.init)
        statBytes = stat.map(Self.byteCount) ?? 0
        var count = self.id == 0 ? 0 : 1 + WireWriter.byteCount(of: self.id)
        for data in [root, path] where !data.isEmpty {
            count += 1 + WireWriter.byteCount(ofLength: data.count)
        }
        if stat != nil { count += 1 + WireWriter.byteCount(ofLength: statBytes) }
        if let tags = self.tags { count += 1 + WireWriter.byteCount(ofLength: tags.byteCount) }
        bodyBytes = count
    }

    private static func byteCount(of stat: FileStat) -> Int {
        var count = 0
        for value in [stat.sizeBytes, stat.inode, stat.device] where value != 0 {
            count += 1 + WireWriter.byteCount(of: value)
        }
        for time in [stat.mtimeNs, stat.ctimeNs] where time != 0 { count += 9 }
        return count
    }

    func append(to batch: inout RecordBatch) {
        batch.append(byteCount: 1 + WireWriter.byteCount(ofLength: bodyBytes)) { bytes in
            var wire = WireWriter(bytes)
            wire.beginMessage(number, byteCount: bodyBytes)
            if id != 0 { wire.append(1, id) }
            wire.appendIfPresent(1 + shift, root)
            wire.appendIfPresent(2 + shift, path)
            if let stat {
                wire.beginMessage(3 + shift, byteCount: statBytes)
                wire.appendIfPresent(1, stat.sizeBytes)
                wire.appendIfPresent(2, fixed: stat.mtimeNs)
                wire.appendIfPresent(3, fixed: stat.ctimeNs)
                wire.appendIfPresent(4, stat.inode)
                wire.appendIfPresent(5, stat.device)
            }
            if let tags {
                wire.beginMessage(4 + shift, byteCount: tags.byteCount)
                tags.write(to: &wire)
            }
        }
    }
}

/// The fields of `AudioTags`, fetched once.
private struct TagTexts {
    private let texts: [(number: UInt64, text: String)]
    private let numbers: [(number: UInt64, value: UInt64)]
    let byteCount: Int

    init(_ tags: AudioTags) {
        var texts: [(number: UInt64, text: String)] = []
        texts.reserveCapacity(10)
        func add(_ number: UInt64, _ text: String) {
            if !text.isEmpty { texts.append((number, text)) }
        }
        add(1, tags.title)
        for artist in tags.artists { texts.append((2, artist)) }
        add(3, tags.album)
        for artist in tags.albumArtists { texts.append((4, artist)) }
        add(5, tags.date)
        for genre in tags.genres { texts.append((9, genre)) }
        add(10, tags.isrc)
        add(11, tags.musicbrainzRecordingID)
        add(30, tags.error)
        var numbers: [(number: UInt64, value: UInt64)] = []
        numbers.reserveCapacity(8)
        func add(_ number: UInt64, _ value: UInt32) {
            if value != 0 { numbers.append((number, UInt64(value))) }
        }
        add(6, tags.year)
        add(7, tags.trackNumber)
        add(8, tags.discNumber)
        if tags.compilation { numbers.append((12, 1)) }
        add(20, tags.durationMs)
        add(21, tags.bitrateKbps)
        add(22, tags.sampleRateHz)
        add(23, tags.channels)
        var count = 0
        for (number, text) in texts {
            count += WireWriter.byteCount(ofTag: number)
            count += WireWriter.byteCount(ofLength: text.utf8.count)
        }
        for (number, value) in numbers {
            count += WireWriter.byteCount(ofTag: number) + WireWriter.byteCount(of: value)
        }
        self.texts = texts
        self.numbers = numbers
        byteCount = count
    }

    /// By ascending number, as both lists are.
    func write(to wire: inout WireWriter) {
        var rest = numbers[...]
        for (number, text) in texts {
            while let next = rest.first, next.number < number {
                wire.append(next.number, next.value)
                rest.removeFirst()
            }
            wire.append(number, text)
        }
        for (number, value) in rest { wire.append(number, value) }
    }
}
