/// MP4: `moov` with each track's kind, length and codec and the items of `ilst` that psm reads; the
/// sizes of `mdat`, of which TagLib takes the bit rate where no header says it.
///
/// Sample tables, pictures, lyrics and chapters are not in it, nor is any nesting but that of the
/// atoms named here, however the file nests them.
///
/// Source: ISO/IEC 14496-12; Apple, "QuickTime File Format".
enum MP4Cuts: Cutter {
    static let followsID3 = false

    /// Of the atoms side by side at the top. A file in fragments has thousands.
    private static let topLimit = 64
    private static let fileTypeLimit = 4 << 10

    /// QuickTime's files may begin with any of these.
    private static let beginnings = Set(
        ["ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "uuid"].map { FourCC($0) }
    )

    static func begins(_ head: [UInt8]) -> Bool {
        head.count >= MP4Atom.headerBytes && beginnings.contains(FourCC(head[4..<8]))
    }

    /// TagLib is never shown all of a file: it follows atoms to any depth.
    static func cut(_ file: AudioFile, at start: Int) -> Cut {
        var pieces: [Piece] = []
        var movie: MP4Movie?
        var dataBytes = 0
        var position = start
        for _ in 0..<topLimit {
            guard let atom = MP4Atom(file, at: position, before: file.sizeBytes) else { break }
            switch atom.name {
            case MP4Movie.Name.fileType:
                let content = file.bytes(
                    at: atom.content.lowerBound,
                    count: min(atom.content.count, fileTypeLimit)
                )
                pieces.append(.bytes(MP4Atom.rendered(atom.name, content)))
            case MP4Movie.Name.movie where movie == nil:
                let found = MP4Movie(file, atom)
                pieces.append(.bytes(found.bytes))
                movie = found
            case MP4Movie.Name.data:
                dataBytes += atom.content.count
                pieces += data(atom)
            default: break
            }
            position = atom.content.upperBound
        }
        var cut = Cut(.mp4, pieces, audio: movie?.audio(dataBytes: dataBytes))
        cut.isFilm = movie?.isFilm == true
        return cut
    }

    /// The atom with a header of its own, so that TagLib need not go there for it.
    private static func data(_ atom: MP4Atom) -> [Piece] {
        var header: [UInt8] = []
        let size = MP4Atom.headerBytes + atom.content.count
        let isLong = size > Int(UInt32.max)
        header.appendBigEndian(isLong ? 1 : size, byteCount: 4)
        header.appendBigEndian(Int(atom.name.code), byteCount: 4)
        if isLong { header.appendBigEndian(size + MP4Atom.headerBytes, byteCount: 8) }
        return [.bytes(header), .file(atom.content)]
    }
}
