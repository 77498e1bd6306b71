import TestSupport
import Testing

@testable import Events

/// What the difference of two lists says of the old one makes the new one.
@Suite struct ListDifferenceTests {
    private func expectLeads(from old: [Int], to new: [Int], _ told: Comment) {
        #expect(old.applying(ListDifference.changes(from: old, to: new)) == new, told)
        let (oldNumbers, newNumbers) = ListDifference.numbers(of: old, and: new)
        let runs = ListDifference.runs(from: oldNumbers, to: newNumbers)
        for run in runs { #expect(!run.old.isEmpty || !run.new.isEmpty, told) }
        // What lies between two of them is there, and equal.
        for (run, next) in zip(runs, runs.dropFirst()) {
            let (old, new) = (
                oldNumbers[run.old.upperBound..<next.old.lowerBound],
                newNumbers[run.new.upperBound..<next.new.lowerBound]
            )
            #expect(old.elementsEqual(new) && !old.isEmpty, told)
        }
    }

    @Test(arguments: Seeds.from(1, count: 200))
    func fewDifferencesAreAsFewAsPossible(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let range = 1 + random.below(60)
        let old = (0..<random.below(120)).map { _ in random.below(range) }
        var new = old
        for _ in 0..<random.below(20) {
            switch random.below(4) {
            case 0 where !new.isEmpty: new.remove(at: random.below(new.count))
            case 1 where !new.isEmpty:
                let moved = new.remove(at: random.below(new.count))
                new.insert(moved, at: random.below(new.count + 1))
            case 2 where new.count < 20: new.shuffle(using: &random)
            default: new.insert(random.below(90), at: random.below(new.count + 1))
            }
        }
        expectLeads(from: old, to: new, "seed \(seed)")
        let changes = ListDifference.changes(from: old, to: new)
        #expect(changes.count == new.difference(from: old).count, "seed \(seed)")
    }

    /// So many that no shortest script is looked for; a longest rising series is one all the same.
    @Test(arguments: Seeds.from(1_001, count: 12))
    func manyWithoutDuplicatesAreAsFewAsPossible(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let old = Array(0..<(400 + random.below(200)))
        var new = old.shuffled(using: &random)
        for number in 0..<random.below(40) { new.insert(-number, at: random.below(new.count + 1)) }
        new.removeLast(random.below(40))
        expectLeads(from: old, to: new, "seed \(seed)")
        let changes = ListDifference.changes(from: old, to: new)
        #expect(changes.count > ListDifference.mostForShortest)
        #expect(changes.count == new.difference(from: old).count, "seed \(seed)")
    }

    @Test(arguments: Seeds.from(2_001, count: 40))
    func manyWithDuplicatesAreTrue(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let range = 1 + random.below(1_500)
        func list() -> [Int] {
            (0..<(800 + random.below(800))).map { _ in random.below(range) }
        }
        let old = list()
        let new = random.chance(50) ? old.shuffled(using: &random) : list()
        expectLeads(from: old, to: new, "seed \(seed)")
    }

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

    /// A list stays although a shuffled copy of it comes before it, or after it.
    @Test(arguments: [true, false]) func aCopyTakesNothingFromTheList(isBefore: Bool) {
        var random = SeededRandom(seed: 7)
        let old = Array(0..<500)
        let changed = Array(0..<499) + [1_000]
        let copy = old.shuffled(using: &random)
        let new = isBefore ? copy + changed : changed + copy
        expectLeads(from: old, to: new, "before: \(isBefore)")
        #expect(ListDifference.changes(from: old, to: new).count < 510)
    }

    /// A long block stays, wherever other items come and go.
    @Test func aLongPartThatStaysIsFound() {
        let block = (0..<1_000).map { $0 % 250 }
        let old = (1_000..<1_300).map { $0 } + block
        let new = block + (2_000..<2_300).map { $0 }
        #expect(ListDifference.changes(from: old, to: new).count == 600)
    }

    @Test func nothingIsNoDifference() {
        let none: [Int] = []
        #expect(ListDifference.changes(from: none, to: none).isEmpty)
        #expect(ListDifference.changes(from: [1, 2], to: [1, 2]).isEmpty)
        #expect(ListDifference.changes(from: none, to: [1]).count == 1)
        #expect(ListDifference.changes(from: [1], to: none).count == 1)
    }
}
