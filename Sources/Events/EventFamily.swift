/// What events are about. The numbers of their bodies in `Event` go by tens.
package enum EventFamily: UInt64, CaseIterable, Sendable {
    case root = 0
    case file = 1
    case catalog = 2
    case decision = 3
    case journal = 4
    case watch = 5

    /// The family of the event that a payload holds, from its first bytes.
    ///
    /// - Returns: nil where that cannot be said: of an event of a later psm, or of several bodies.
    package init?(of payload: UnsafeRawBufferPointer) {
        var wire = WireReader(payload)
        guard let (number, type) = wire.tag(), type == .bytes, wire.slice() != nil, wire.isAtEnd
        else { return nil }
        self.init(rawValue: number / 10)
    }
}
