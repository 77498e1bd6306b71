import Events
import Journal
import Library

/// Something happens after the first look at what is known, before anything is decided.
struct InterruptedLedger: LibraryLedger {
    let real: any LibraryLedger
    let interrupt: @Sendable () -> Void

    init(_ real: any LibraryLedger, _ interrupt: @escaping () -> Void) {
        self.real = real
        // The scan calls it on its own thread.
        nonisolated(unsafe) let interrupt = interrupt
        self.interrupt = { interrupt() }
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
        try real.decide(knowing: head, body)
    }

    func bringCurrent() throws { try real.bringCurrent() }
}
