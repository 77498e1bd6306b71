/// A part of what TagLib sees.
enum Piece {
    case file(Range<Int>)
    case bytes([UInt8])

    var count: Int {
        switch self {
        case .file(let range): range.count
        case .bytes(let bytes): bytes.count
        }
    }
}

/// A file with parts left out or replaced, which TagLib takes for the whole.
final class SplicedFile {
    /// What TagLib is given of one file at most: some of it several times, as it searches. It walks
    /// damaged structures step by step at ten megabytes a second, some of them without an end.
    static let limitBytes = 6 << 20
    private static let stepBytes = 32

    let sizeBytes: Int
    private let file: AudioFile
    private var pieces: [(start: Int, piece: Piece)] = []
    private var givenBytes = 0

    init(_ file: AudioFile, _ pieces: [Piece]) {
        self.file = file
        var start = 0
        for piece in pieces where piece.count > 0 {
            self.pieces.append((start, piece))
            start += piece.count
        }
        sizeBytes = start
    }

    /// Copies what there is from `offset` on.
    ///
    /// - Returns: how many bytes; fewer than fit where the file gives fewer, or at the limit.
    func read(at offset: Int, into destination: UnsafeMutableRawBufferPointer) -> Int {
        givenBytes += max(Self.stepBytes, destination.count)
        guard offset >= 0, givenBytes <= Self.limitBytes else { return 0 }
        var total = 0
        for (start, piece) in pieces where start + piece.count > offset + total {
            guard total < destination.count else { break }
            let skipped = offset + total - start
            let wanted = min(destination.count - total, piece.count - skipped)
            let target = UnsafeMutableRawBufferPointer(
                rebasing: destination[total..<total + wanted]
            )
            let count = Self.copy(piece, from: skipped, of: file, to: target)
            total += count
            if count < wanted { break }
        }
        return total
    }

    private static func copy(
        _ piece: Piece,
        from start: Int,
        of file: AudioFile,
        to target: UnsafeMutableRawBufferPointer
    ) -> Int {
        switch piece {
        case .file(let range):
            return file.read(at: range.lowerBound + start, into: target)
        case .bytes(let bytes):
            bytes.withUnsafeBytes { source in
                target.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: source[start..<start + target.count])
                )
            }
            return target.count
        }
    }
}
