/// From an event as an earlier psm wrote it to the event as it is written today, on every read.
///
/// The journal is never rewritten, so whoever reads it would have to know each way in which
/// something was ever said. An upcaster knows one former way, and everybody else knows the latest.
/// It changes nothing that it does not recognise, and nothing that is of today already.
///
/// Each stands in the entry of its event in `EventType.allCases`.
package struct Upcasters: Sendable {
    package typealias Upcaster = @Sendable (inout Event) -> Void

    package static let all = Upcasters { EventType.of($0)?.upcast }

    /// By the number of the body that it is for.
    private let byNumber: [Upcaster?]

    init(_ upcaster: (UInt64) -> Upcaster?) {
        byNumber = (0..<EventType.limit).map(upcaster)
    }

    package func upcast(_ event: inout Event) {
        if let number = event.bodyNumber { upcast(&event, number: number) }
    }

    /// - Parameter number: that of the event's body.
    func upcast(_ event: inout Event, number: UInt64) {
        if number < byNumber.count { byNumber[Int(number)]?(&event) }
    }
}
