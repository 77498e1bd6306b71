/// The file formats that `psm import` reads.
package enum ImportFormatList {
    /// In the order in which they are tried. Add a new format here.
    package static let standard: [any ImportFormat] = [
        SpotifyFileFormat()
    ]
}
