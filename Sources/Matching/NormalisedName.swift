/// Artists and title in one folded line, for people's own queries: the `normalized` column.
///
/// The matcher does not read it. It is folded in the same way, but not parsed, so it costs a
/// fraction of a signature.
package enum NormalisedName {
    package static func of(title: String, artists: [String]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(96)
        for artist in artists { append(artist, to: &bytes) }
        append(title, to: &bytes)
        return Signature.display(bytes[...])
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        if text.isEmpty { return }
        if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
        Normaliser.fold(text, into: &bytes)
    }
}
