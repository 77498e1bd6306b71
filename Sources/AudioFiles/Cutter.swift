/// Knows one kind of container, and what of it psm needs.
///
/// A cutter decides what TagLib sees of a file: the texts that psm reads, the headers of the audio,
/// and the audio itself where TagLib looks into it; no pictures, nothing else that is large. The
/// sizes of what encloses them are those of what is left. So neither disk nor TagLib ever touches a
/// picture.
///
/// A file may hold anything. Each cutter bounds its steps, its depth and what it keeps, and compares
/// each size with what remains before it uses it.
protocol Cutter: SendableMetatype {
    /// Whether TagLib reads, or passes over, an ID3v2 tag before the container.
    static var followsID3: Bool { get }

    /// Whether the container begins with these bytes, of which there are ``Cut/headBytes`` at most.
    static func begins(_ head: [UInt8]) -> Bool

    /// What TagLib sees of the file from `start` on, where the container begins. Where it is not
    /// built as it should be, that is all of it if TagLib can be trusted with it, else nothing.
    static func cut(_ file: AudioFile, at start: Int) -> Cut
}

/// All cutters for containers that have a beginning of their own.
private let cutters: [any Cutter.Type] = [
    FLACCuts.self, OggCuts.self, MP4Cuts.self, RIFFCuts.self, ASFCuts.self, DSFCuts.self,
    APETaggedCuts.self,
]

/// What TagLib sees of a file.
struct Cut {
    static let headBytes = 16
    private static let restartLimit = 4

    let format: AudioFormat
    var pieces: [Piece]
    /// Where TagLib does not know the codec.
    var audio: AudioProperties?
    /// Whether it has moving pictures, and is no music.
    var isFilm = false

    init(_ format: AudioFormat, _ pieces: [Piece], audio: AudioProperties? = nil) {
        self.format = format
        self.pieces = pieces
        self.audio = audio
    }

    /// - Parameter suffix: the file's extension, for the formats that only it tells.
    /// - Returns: nil where nothing is found that psm could read.
    static func of(_ file: AudioFile, suffix: String) -> Cut? {
        if let tracker = AudioFormat(trackerSuffix: suffix) {
            return Cut(tracker, [.file(0..<file.sizeBytes)])
        }
        var tag: ID3Cuts.Tag?
        var start = 0
        // Behind what belongs to nothing, another beginning may come.
        for _ in 0..<restartLimit {
            if let found = ID3Cuts.tag(of: file, in: start..<file.sizeBytes) {
                tag = tag ?? found
                start = found.end
            }
            let head = file.bytes(at: start, count: headBytes)
            if let cutter = cutters.first(where: { $0.begins(head) }) {
                return cutter.cut(file, at: start).behind(cutter.followsID3 ? tag : nil)
            }
            if let old = AudioFormat(musepackSuffix: suffix, head: head) {
                return Cut(old, APECuts.pieces(of: file, from: start)).behind(tag)
            }
            switch MPEGSearch.next(in: file, from: start) {
            case .frame(let offset):
                return Cut(.mpeg, APECuts.pieces(of: file, from: offset)).behind(tag)
            case .beginning(let offset):
                start = offset
            case nil:
                // Tags without audio are something, too.
                let tail = max(start, file.sizeBytes - AudioFile.smallBytes)
                return Cut(.mpeg, APECuts.pieces(of: file, from: tail)).behind(tag)
            }
        }
        return nil
    }

    private func behind(_ tag: ID3Cuts.Tag?) -> Cut {
        guard let tag else { return self }
        var cut = self
        cut.pieces.insert(.bytes(tag.bytes), at: 0)
        return cut
    }
}
