internal import CTagLib

/// The names by which Vorbis comments, APE items and ID3v2's TXXX frames say what a text is.
enum FieldName {
    static let count = Int(ctaglib_field.compilation.rawValue) + 1
    static let limitBytes = 64

    /// The number of the field that a name stands for; nil if psm reads none of that name.
    static func field(_ name: some Collection<UInt8>) -> Int? {
        guard name.count <= limitBytes else { return nil }
        let field = withUnsafeTemporaryAllocation(of: CChar.self, capacity: limitBytes) { bytes in
            var end = 0
            for byte in name {
                bytes[end] = CChar(bitPattern: byte)
                end += 1
            }
            return bytes.baseAddress.map { ctaglib_field_named($0, end) } ?? -1
        }
        return field >= 0 ? Int(field) : nil
    }
}
