import TestSupport
import Testing

@testable import Events

/// What the difference of two lists says of the old one makes the new one.
@Suite struct ListDifferenceTests {
    /// A name that counts how often it is looked at.
    private struct Name: Hashable {
        final class Count {
            var looks = 0
        }

        let number: Int
        let count: Count

        static func == (left: Name, right: Name) -> Bool {
            left.count.looks += 1
            return left.number == right.number
        }

        func hash(into hasher: inout Hasher) {
            count.looks += 1
            hasher.combine(number)
        }
    }

    @Test(arguments: [500, 2_000])
    func aShuffledListIsLookedAtAFewTimes(length: Int) {
        var random = SeededRandom(seed: 5)
        let count = Name.Count()
        let old = (0..<length).map { Name(number: $0, count: count) }
        let new = old.shuffled(using: &random)
        let changes = ListDifference.changes(from: old, to: new)
        #expect(count.looks < 32 * length)
        // What stays is a longest rising series, of about twice the root of the length.
        #expect(changes.count > 2 * length - 5 * Int(Double(length).squareRoot()))
    }
}
