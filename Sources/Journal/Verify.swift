/// What a look at every byte up to the head found.
package struct VerifyReport: Sendable {
    /// `nil`: there is no journal.
    package var id: JournalID?
    /// The head when it began; nothing beyond it was judged.
    package var head: Position
    package var segments = 0
    package var frames = 0
    package var records = 0
    package var storedBytes: Int64 = 0
    package var recordBytes: Int64 = 0
    package var damage: [Damage] = []

    package var isClean: Bool { damage.isEmpty }
    /// Positions that cannot be read any more.
    package var positionsLost: Int {
        damage.reduce(0) { $0 + $1.positions.lowerBound.distance(to: $1.positions.upperBound) }
    }
}

/// What a journal is made of, without reading it.
package struct JournalInfo: Sendable {
    package struct Segment: Sendable {
        package let firstPosition: Position
        package let sizeBytes: Int64
    }

    /// `nil`: there is no journal yet.
    package let id: JournalID?
    package let head: Head
    package let segments: [Segment]
    /// Of all segments.
    package var sizeBytes: Int64 { segments.reduce(0) { $0 + $1.sizeBytes } }
}
