internal import FoundationEssentials
internal import SwiftProtobuf

extension Event {
    /// The number of its body; `nil` for an event of a later psm, whose body is unknown.
    ///
    /// The generated code exposes the numbers only to visitors. A visitor avoids a list of our own.
    var bodyNumber: UInt64? {
        var visitor = BodyNumberVisitor()
        // The visitor never throws.
        try? traverse(visitor: &visitor)
        return visitor.number
    }
}

/// Records the number of the one message in an envelope, without visiting its fields.
private struct BodyNumberVisitor: Visitor {
    private(set) var number: UInt64?

    mutating func visitSingularMessageField<M: Message>(value: M, fieldNumber: Int) {
        number = UInt64(fieldNumber)
    }

    func visitUnknown(bytes: Data) {}

    // An envelope has no fields of these types.
    func visitSingularDoubleField(value: Double, fieldNumber: Int) {}
    func visitSingularInt64Field(value: Int64, fieldNumber: Int) {}
    func visitSingularUInt64Field(value: UInt64, fieldNumber: Int) {}
    func visitSingularBoolField(value: Bool, fieldNumber: Int) {}
    func visitSingularStringField(value: String, fieldNumber: Int) {}
    func visitSingularBytesField(value: Data, fieldNumber: Int) {}
    func visitSingularEnumField<E: Enum>(value: E, fieldNumber: Int) {}
    func visitMapField<Key, Value: MapValueType>(
        fieldType: _ProtobufMap<Key, Value>.Type,
        value: _ProtobufMap<Key, Value>.BaseType,
        fieldNumber: Int
    ) {}
    func visitMapField<Key, Value>(
        fieldType: _ProtobufEnumMap<Key, Value>.Type,
        value: _ProtobufEnumMap<Key, Value>.BaseType,
        fieldNumber: Int
    ) {}
    func visitMapField<Key, Value>(
        fieldType: _ProtobufMessageMap<Key, Value>.Type,
        value: _ProtobufMessageMap<Key, Value>.BaseType,
        fieldNumber: Int
    ) {}
}
