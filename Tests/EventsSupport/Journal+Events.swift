package import Events
package import Journal

extension Journal {
    package func forEachEvent(
        from start: Position = .zero,
        _ body: (Position, Event) throws -> Void
    ) throws {
        try read(from: start, damage: { _ in }) { frame in
            try frame.forEachRecord { position, payload in
                try body(position, EventCodec.decode(payload, at: position))
            }
            return .continue
        }
    }
}
