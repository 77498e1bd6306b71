/// The file formats that `psm import` reads.
package enum ImportFormatList {
    /// In the order in which they are asked whether a file is theirs. A new one is one more line.
    package static let standard: [any ImportFormat] = [
        SpotifyFileFormat()
    ]
}
