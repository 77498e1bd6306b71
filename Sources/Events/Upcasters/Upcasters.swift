/// From an event as an earlier psm wrote it to the event as it is written today, on every read.
///
/// The journal is never rewritten, so whoever reads it would have to know each way in which
/// something was ever said. An upcaster knows one former way, and everybody else knows the latest.
/// It changes nothing that it does not recognise, and nothing that is of today already.
package struct Upcasters: Sendable {
    package typealias Upcaster = @Sendable (inout Event.OneOf_Body) -> Void

    /// A new one is one more line. Each event goes through all of them, in order.
    package static let all = Upcasters([
        RootLostUpcaster.upcast
    ])

    private let upcasters: [Upcaster]

    init(_ upcasters: [Upcaster]) {
        self.upcasters = upcasters
    }

    package func upcast(_ event: inout Event) {
        guard var body = event.body else { return }
        for upcast in upcasters { upcast(&body) }
        event.body = body
    }
}
