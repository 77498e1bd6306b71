internal import FoundationEssentials
internal import Journal
internal import SwiftProtobuf

/// Encodes `file.added`, `file.changed` and `file.returned` into a batch, with the same bytes as
/// the general encoder, but without measuring each message again at every level.
struct FileEventEncoder {
    /// Larger events are left to the general encoder. A buffer of this size fits on the stack; a
    /// larger one would be allocated for each event.
    private static let limitBytes = 1_024

    /// - Returns: whether it encoded the event; if not, the general encoder has to.
    static func append(_ event: Event, to batch: inout RecordBatch) -> Bool {
        guard event.unknownFields.data.isEmpty else { return false }
        return withUnsafeTemporaryAllocation(byteCount: limitBytes, alignment: 1) { room in
            guard var wire = WireWriter(room) else { return false }
            let isKnown: Bool
            switch event.body {
            case .fileAdded(let file): isKnown = write(file, 10, to: &wire)
            case .fileChanged(let file): isKnown = write(file, 11, to: &wire)
            case .fileReturned(let file): isKnown = write(file, 14, to: &wire)
            default: isKnown = false
            }
            guard isKnown, let bytes = wire.finished else { return false }
            batch.append(payload: bytes)
            return true
        }
    }

    @inline(__always)
    private static func write(
        _ file: some TaggedFile,
        _ number: UInt64,
        to wire: inout WireWriter
    ) -> Bool {
        guard file.unknownFields.data.isEmpty else { return false }
        let shift: UInt64 = type(of: file).hasID ? 1 : 0
        let end = wire.begin()
        // Checking whether there are tags costs as much as writing some.
        let tags = file.tags
        guard tags.unknownFields.data.isEmpty else { return false }
        let tagsEnd = wire.begin()
        write(tags, to: &wire)
        if wire.begin() != tagsEnd || file.hasTags { wire.end(4 + shift, tagsEnd) }
        let stat = file.stat
        guard stat.unknownFields.data.isEmpty else { return false }
        let statEnd = wire.begin()
        wire.prepend(5, stat.device)
        wire.prepend(4, stat.inode)
        wire.prepend(3, fixed: stat.ctimeNs)
        wire.prepend(2, fixed: stat.mtimeNs)
        wire.prepend(1, stat.sizeBytes)
        if wire.begin() != statEnd || file.hasStat { wire.end(3 + shift, statEnd) }
        wire.prepend(2 + shift, file.path)
        wire.prepend(1 + shift, file.root)
        if type(of: file).hasID { wire.prepend(1, file.fileID) }
        wire.end(number, end)
        return true
    }

    private static func write(_ tags: AudioTags, to wire: inout WireWriter) {
        wire.prepend(30, tags.error)
        wire.prepend(23, UInt64(tags.channels))
        wire.prepend(22, UInt64(tags.sampleRateHz))
        wire.prepend(21, UInt64(tags.bitrateKbps))
        wire.prepend(20, UInt64(tags.durationMs))
        wire.prepend(12, tags.compilation ? 1 : 0)
        wire.prepend(11, tags.musicbrainzRecordingID)
        wire.prepend(10, tags.isrc)
        wire.prepend(9, tags.genres)
        wire.prepend(8, UInt64(tags.discNumber))
        wire.prepend(7, UInt64(tags.trackNumber))
        wire.prepend(6, UInt64(tags.year))
        wire.prepend(5, tags.date)
        wire.prepend(4, tags.albumArtists)
        wire.prepend(3, tags.album)
        wire.prepend(2, tags.artists)
        wire.prepend(1, tags.title)
    }
}
