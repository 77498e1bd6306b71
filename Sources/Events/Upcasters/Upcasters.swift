/// From an event as an earlier psm wrote it to the event as it is written today, on every read.
///
/// The journal is never rewritten, so whoever reads it would have to know each way in which
/// something was ever said. An upcaster knows one former way, and everybody else knows the latest.
/// It changes nothing that it does not recognise, and nothing that is of today already.
package enum Upcasters {
    /// A new one is one more line. Each event goes through all of them, in order.
    private static let all: [@Sendable (inout Event.OneOf_Body) -> Void] = [
        RootLostUpcaster.upcast
    ]

    package static func upcast(_ event: inout Event) {
        guard var body = event.body else { return }
        for upcast in all { upcast(&body) }
        event.body = body
    }
}
