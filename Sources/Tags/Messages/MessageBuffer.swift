/// What was received, and not yet understood.
struct MessageBuffer {
    private static let pieceBytes = 64 << 10
    private static let lengthBytes = MemoryLayout<UInt32>.size

    private var bytes = [UInt8](repeating: 0, count: 2 * pieceBytes)
    private var filled = 0..<0

    /// Gives `receive` room for what comes next; it returns how many bytes came.
    ///
    /// - Returns: what `receive` returned.
    mutating func fill(_ receive: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
        makeRoom()
        let end = filled.upperBound
        let count = bytes.withUnsafeMutableBytes { all in
            receive(UnsafeMutableRawBufferPointer(rebasing: all[end...]))
        }
        filled = filled.lowerBound..<end + max(0, count)
        return count
    }

    private mutating func makeRoom() {
        if filled.isEmpty { filled = 0..<0 }
        guard bytes.count - filled.upperBound < Self.pieceBytes else { return }
        bytes.removeFirst(filled.lowerBound)
        filled = 0..<filled.count
        let missing = filled.upperBound + Self.pieceBytes - bytes.count
        if missing > 0 { bytes.append(contentsOf: repeatElement(0, count: missing)) }
    }

    /// Takes the first message, which has its length in front.
    ///
    /// - Returns: nil if it is not there as a whole.
    mutating func take<Message>(
        limitBytes: Int,
        _ decode: (inout MessageReader) throws(MalformedMessage) -> Message
    ) throws(MalformedMessage) -> Message? {
        guard filled.count >= Self.lengthBytes else { return nil }
        let found: Result<(Message, Int)?, MalformedMessage> = bytes.withUnsafeBytes { all in
            Result { () throws(MalformedMessage) in
                let start = filled.lowerBound
                let number = all.loadUnaligned(fromByteOffset: start, as: UInt32.self)
                let length = Int(UInt32(littleEndian: number))
                guard length <= limitBytes else { throw MalformedMessage() }
                let end = start + Self.lengthBytes + length
                guard end <= filled.upperBound else { return nil }
                let frame = all[(start + Self.lengthBytes)..<end]
                var reader = MessageReader(UnsafeRawBufferPointer(rebasing: frame))
                return (try decode(&reader), end)
            }
        }
        guard let (message, end) = try found.get() else { return nil }
        filled = end..<filled.upperBound
        return message
    }
}
