/// What one audio file says about itself.
///
/// Texts have neither surrounding blanks nor controls; what the file does not say is empty or 0.
package struct FileTags: Sendable, Equatable {
    package var title = ""
    package var artists: [String] = []
    package var album = ""
    package var albumArtists: [String] = []
    /// As the tag has it, for example 2019-04-05.
    package var date = ""
    package var year: UInt32 = 0
    package var trackNumber: UInt32 = 0
    package var discNumber: UInt32 = 0
    package var genres: [String] = []
    /// Twelve letters and digits where it is one.
    package var isrc = ""
    package var musicbrainzRecordingID = ""
    package var isCompilation = false
    package var durationMs: UInt32 = 0
    package var bitrateKbps: UInt32 = 0
    package var sampleRateHz: UInt32 = 0
    package var channels: UInt32 = 0
    /// What is wrong with the content; empty if nothing is.
    package var error = ""

    /// How many bytes all texts of a file take at most; what comes then is left out.
    package static let textLimitBytes = 256 << 10

    package init(error: String = "") {
        self.error = error
    }
}
