/// The JSON shape of a message: its fields, by their numbers in `Schemas/events/v1`.
final class MessageShape: Sendable {
    let fields: [FieldShape]
    /// The fields' numbers, for a search that does not touch the fields.
    let numbers: [UInt64]

    /// - Parameter fields: by ascending number, which is the order of serialisation.
    init(_ fields: [FieldShape]) {
        self.fields = fields
        numbers = fields.map(\.number)
    }
}

/// A class, as it is passed around for each field of each event.
final class FieldShape: Sendable {
    enum Kind: Sendable {
        case number
        /// A 32-bit number.
        case smallNumber
        case signed
        case fixed
        case flag
        case text
        case texts
        /// An enumeration, written by name, or by number if it has no name.
        case names([String])
        /// The absolute path that the next `path` is relative to.
        case root
        /// A path that is relative on the wire and absolute in JSON.
        case path
        /// A message whose fields are written as those of the outer one.
        case flattened(MessageShape)
        case objects(MessageShape)
        case object(MessageShape)
    }

    let number: UInt64
    let name: String
    let kind: Kind
    /// Whether it is written even if empty or 0.
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
