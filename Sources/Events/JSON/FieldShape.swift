/// What the JSON of a message looks like: its fields, by their numbers in `Schemas/events/v1`.
final class MessageShape: Sendable {
    let fields: [FieldShape]
    /// Theirs, to be searched without touching them.
    let numbers: [UInt64]

    /// - Parameter fields: by ascending number, which is the order in which they are serialised.
    init(_ fields: [FieldShape]) {
        self.fields = fields
        numbers = fields.map(\.number)
    }
}

/// A class, for it is passed on once for each field of each event.
final class FieldShape: Sendable {
    enum Kind: Sendable {
        case number
        /// Of 32 bits.
        case smallNumber
        case signed
        case fixed
        case flag
        case text
        case texts
        /// An enumeration, told by name; a number that has none is told as it is.
        case names([String])
        /// The absolute path that the next `path` is relative to.
        case root
        /// Relative on the wire, absolute in JSON.
        case path
        /// A message whose fields are told as the outer one's.
        case flattened(MessageShape)
        case objects(MessageShape)
        case object(MessageShape)
    }

    let number: UInt64
    let name: String
    let kind: Kind
    /// Told also where it is empty or 0.
    let isAlways: Bool
    /// `"name":`
    let key: [UInt8]
    let wireType: WireReader.WireType

    init(_ number: UInt64, _ name: String, _ kind: Kind, always: Bool = false) {
        self.number = number
        self.name = name
        self.kind = kind
        isAlways = always
        key = Array("\"\(name)\":".utf8)
        wireType =
            switch kind {
            case .number, .smallNumber, .flag, .names: .varint
            case .signed, .fixed: .fixed64
            case .text, .texts, .root, .path, .flattened, .objects, .object: .bytes
            }
    }
}
