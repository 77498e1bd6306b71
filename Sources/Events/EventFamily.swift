/// The subject of an event. The tens of the body's number in `Event` give it.
package enum EventFamily: UInt64, CaseIterable, Sendable {
    case root = 0
    case file = 1
    case catalog = 2
    case decision = 3
    case journal = 4
    case watch = 5

    /// The family of the event in a payload, from its first bytes.
    ///
    /// - Returns: `nil` if unknown: for an event of a later psm, or one with several bodies.
    package init?(of payload: UnsafeRawBufferPointer) {
        var wire = WireReader(payload)
        guard let (number, type) = wire.tag(), type == .bytes, wire.slice() != nil, wire.isAtEnd
        else { return nil }
        self.init(rawValue: number / 10)
    }
}
