internal import FoundationEssentials
internal import SwiftProtobuf

extension Event {
    /// Of its body; nil for an event of a later psm, which has none that is known.
    ///
    /// The generated code tells the numbers to visitors only. Asking it spares a list of our own.
    var bodyNumber: UInt64? {
        guard body != nil else { return nil }
        var visitor = BodyNumberVisitor()
        // It throws nothing.
        try? traverse(visitor: &visitor)
        return visitor.number
    }
}

/// Notes the number of the one message in an envelope, and does not look into it.
private struct BodyNumberVisitor: Visitor {
    private(set) var number: UInt64?

    mutating func visitSingularMessageField<M: Message>(value: M, fieldNumber: Int) {
        number = UInt64(fieldNumber)
    }

    func visitUnknown(bytes: Data) {}

    // An envelope has none of these.
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
