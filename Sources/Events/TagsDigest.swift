internal import Digests

extension AudioTags {
    /// A digest of all that the file says of itself: it tells whether a file read again is tagged
    /// as before, and by it a decision finds a file that came back under another name.
    ///
    /// 0 for a file that could not be read: it says nothing of itself.
    package var digest: UInt64 {
        guard error.isEmpty else { return 0 }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        for text in [title, album, date, isrc, musicbrainzRecordingID] { bytes.append(text: text) }
        for texts in [artists, albumArtists, genres] {
            bytes.append(number: UInt32(texts.count))
            for text in texts { bytes.append(text: text) }
        }
        for number in [
            year, trackNumber, discNumber, durationMs, bitrateKbps, sampleRateHz, channels,
        ] {
            bytes.append(number: number)
        }
        bytes.append(number: compilation ? 1 : 0)
        return max(bytes.withUnsafeBytes { XXHash64.hash($0) }, 1)
    }
}

extension [UInt8] {
    fileprivate mutating func append(number: UInt32) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }

    /// The length goes first, so that two texts never run into each other.
    fileprivate mutating func append(text: String) {
        append(number: UInt32(text.utf8.count))
        append(contentsOf: text.utf8)
    }
}
