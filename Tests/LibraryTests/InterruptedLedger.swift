import Events
import Journal
import Library

/// Something happens after the first look at what is known, before anything is decided; and something
/// else once the first event is said.
struct InterruptedLedger: LibraryLedger {
    let real: any LibraryLedger
    let interrupt: @Sendable () -> Void
    let afterFirstEvent: @Sendable () -> Void

    init(
        _ real: any LibraryLedger,
        afterFirstEvent: @escaping () -> Void = {},
        _ interrupt: @escaping () -> Void
    ) {
        self.real = real
        // The scan calls them on its own thread.
        nonisolated(unsafe) let both = (interrupt, afterFirstEvent)
        self.interrupt = { both.0() }
        self.afterFirstEvent = { both.1() }
    }

    func read<Result>(_ body: (any KnownFiles) throws -> Result) throws -> (Result, Position) {
        let result = try real.read(body)
        interrupt()
        return result
    }

    func decide(
        knowing head: Position?,
        _ body: ((any KnownFiles)?, any EventSink) throws -> Void
    ) throws -> Position {
        try real.decide(knowing: head) { known, sink in
            try body(known, AttentiveSink(real: sink, afterFirst: afterFirstEvent))
        }
    }

    func bringCurrent() throws { try real.bringCurrent() }
}

private final class AttentiveSink: EventSink {
    private let real: any EventSink
    private let afterFirst: () -> Void
    private var hasEvents = false

    init(real: any EventSink, afterFirst: @escaping () -> Void) {
        self.real = real
        self.afterFirst = afterFirst
    }

    func append(_ event: Event) throws {
        try real.append(event)
        note()
    }

    func appendTogether(_ events: [Event]) throws {
        try real.appendTogether(events)
        note()
    }

    private func note() {
        if !hasEvents { afterFirst() }
        hasEvents = true
    }
}
