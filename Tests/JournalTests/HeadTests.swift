import Testing

@testable import Journal

/// A head that no writer stored is none, however its checksum is: it is found again by scanning.
@Suite struct HeadTests {
    private static let head = HeadRecord(
        sequence: 7,
        journalID: JournalID(high: 1, low: 2),
        position: Position(9),
        segment: Position(4),
        offset: 300,
        chain: 1,
        time: JournalTime(nanosecondsSinceEpoch: 5)
    )

    private func parsed(_ change: (inout HeadRecord) -> Void) -> HeadRecord? {
        var head = Self.head
        change(&head)
        var slot = [UInt8](repeating: 0, count: HeadRecord.byteCount)
        slot.withUnsafeMutableBytes { head.write(to: $0) }
        return slot.withUnsafeBytes { HeadRecord.parse($0) }
    }

    @Test func whatCannotBeTrueIsNoHead() {
        #expect(parsed { _ in } == Self.head)
        #expect(parsed { $0.sequence = 1 << 63 } == nil)
        #expect(parsed { $0.position = Position(3) } == nil)
        #expect(parsed { $0.offset = 63 } == nil)
        #expect(parsed { $0.offset = -1 } == nil)
        #expect(parsed { $0.offset = .max } == nil)
    }
}
