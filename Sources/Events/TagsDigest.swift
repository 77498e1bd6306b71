internal import Digests

extension AudioTags {
    /// A digest of all tags of a file. It tells whether the tags changed when a file is read again,
    /// and lets a decision find a file that returned under another name.
    ///
    /// 0 for a file that could not be read. As decisions store it, it must never change: it covers
    /// the strings, the lists, and the numbers, all little-endian, with the length or count before
    /// each string and list.
    package var digest: UInt64 {
        guard error.isEmpty else { return 0 }
        let texts = [title, album, date, isrc, musicbrainzRecordingID]
        let lists = [artists, albumArtists, genres]
        let numbers = [
            year, trackNumber, discNumber, durationMs, bitrateKbps, sampleRateHz, channels,
            compilation ? 1 : 0,
        ]
        let all = [texts] + lists
        let byteCount =
            4 * (texts.count + lists.count + numbers.count)
            + lists.reduce(0) { $0 + 4 * $1.count }
            + all.reduce(0) { $0 + $1.reduce(0) { $0 + $1.utf8.count } }
        return withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 1) { room in
            var writer = DigestedBytes(room)
            for text in texts { writer.append(text) }
            for list in lists {
                writer.append(UInt32(list.count))
                for text in list { writer.append(text) }
            }
            for number in numbers { writer.append(number) }
            return max(XXHash64.hash(UnsafeRawBufferPointer(room)), 1)
        }
    }
}

/// Fills a buffer of exactly the required size.
private struct DigestedBytes {
    private let room: UnsafeMutableRawBufferPointer
    private var count = 0

    init(_ room: UnsafeMutableRawBufferPointer) {
        self.room = room
    }

    mutating func append(_ number: UInt32) {
        room.storeBytes(of: number.littleEndian, toByteOffset: count, as: UInt32.self)
        count += 4
    }

    /// Appends the length first, so that two strings cannot run into each other.
    mutating func append(_ text: String) {
        append(UInt32(text.utf8.count))
        var text = text
        text.withUTF8 { utf8 in
            let rest = UnsafeMutableRawBufferPointer(rebasing: room[count...])
            rest.copyMemory(from: UnsafeRawBufferPointer(utf8))
            count += utf8.count
        }
    }
}
