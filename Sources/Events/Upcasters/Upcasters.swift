/// Converts events that an earlier psm wrote to their current version, on every read.
///
/// The journal is never rewritten, so readers would have to know every former version of an event.
/// An upcaster knows one former version, and all other code only the current one. It leaves
/// anything that it does not recognise, or that is already current, unchanged.
///
/// Each is declared in the entry of its event in `EventType.allCases`.
///
/// ```
/// var event = try Event(serializedBytes: payload)
/// Upcasters.all.upcast(&event)
/// ```
package struct Upcasters: Sendable {
    package typealias Upcaster = @Sendable (inout Event) -> Void

    package static let all = Upcasters { EventType.of($0)?.upcast }

    /// By the number of the body.
    private let byNumber: [Upcaster?]

    init(_ upcaster: (UInt64) -> Upcaster?) {
        byNumber = (0..<EventType.limit).map(upcaster)
    }

    package func upcast(_ event: inout Event) {
        if let number = event.bodyNumber { upcast(&event, number: number) }
    }

    /// - Parameter number: of the event's body.
    func upcast(_ event: inout Event, number: UInt64) {
        if number < byNumber.count { byNumber[Int(number)]?(&event) }
    }
}
