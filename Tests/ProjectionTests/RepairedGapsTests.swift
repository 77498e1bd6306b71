import Events
import SystemPackage
import Testing

@testable import Journal
@testable import Projection

/// A loss is repaired if all of it is.
@Suite struct RepairedGapsTests {
    private func damage(_ positions: Range<UInt64>, bytes: Range<Int64> = 100..<200) -> Damage {
        Damage(
            path: "/journal/00000000000000000000.journal",
            segment: .zero,
            bytes: bytes,
            positions: Position(positions.lowerBound)..<Position(positions.upperBound),
            reason: .checksum
        )
    }

    private func repaired(_ damages: Damage...) -> RepairedGaps {
        var repaired = RepairedGaps()
        for piece in damages {
            repaired.note(.success(.journalRepaired([Gap(piece)], restoredCount: 1)))
        }
        return repaired
    }

    @Test func allOfItMustBeCovered() {
        let gaps = repaired(damage(10..<20), damage(30..<40), damage(20..<25))
        for covered in [10..<20, 10..<25, 12..<13, 22..<25, 30..<40] as [Range<UInt64>] {
            #expect(gaps.cover(damage(covered)), "\(covered)")
        }
        for open in [9..<20, 10..<26, 24..<26, 10..<40, 39..<41, 25..<30, 50..<51]
            as [Range<UInt64>]
        {
            #expect(!gaps.cover(damage(open)), "\(open)")
        }
    }

    /// Damage that lost no position is known by its place.
    @Test func withoutALossThePlaceCounts() {
        let gaps = repaired(damage(10..<10, bytes: 100..<200))
        #expect(gaps.cover(damage(10..<10, bytes: 100..<200)))
        #expect(!gaps.cover(damage(10..<10, bytes: 100..<201)))
        #expect(!gaps.cover(damage(10..<11, bytes: 100..<200)))
    }
}
