import Events
import EventsSupport
import Journal
import LibrarySupport
import TestSupport
import Testing

@testable import Library

/// What one flipped bit can cost of a scan, and which moves are recorded as one.
@Suite struct MoveChainsTests {
    private func path(_ name: String) -> LibraryPath {
        LibraryPath(root: Array("/music".utf8), path: Array(name.utf8))
    }

    @Test func chainsAndCircles() {
        let moves = [
            ("a", "b"), ("x", "y"), ("b", "c"), ("p", "q"), ("q", "p"), ("c", "d"), ("m", "n"),
        ].map { (from: path($0.0), to: path($0.1)) }
        #expect(MoveChains.chains(of: moves) == [[0, 2, 5], [1], [3, 4], [6]])
        #expect(MoveChains.chains(of: []).isEmpty)
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

    @Test func moveAfterMoveIsHeldBack() {
        let moves = [("a", "b"), ("x", "y"), ("b", "c"), ("y", "z"), ("c", "d"), ("k", "a")]
            .map { (from: $0.0, to: $0.1) }
        #expect(MoveChains.heldBack(moves, by: []).isEmpty)
        #expect(MoveChains.heldBack(moves, by: ["d"]).sorted() == [0, 2, 4, 5])
        #expect(MoveChains.heldBack(moves, by: ["b", "z"]).sorted() == [0, 1, 3, 5])
        #expect(MoveChains.heldBack(moves, by: ["elsewhere"]).isEmpty)
    }

    /// Each takes the name of the next, and the last one's name is kept.
    @Test(arguments: [1_000, 4_000])
    func holdingBackAChainLooksAtEachNameAFewTimes(moveCount: Int) {
        let count = Name.Count()
        let moves = (0..<moveCount).map { number in
            (from: Name(number: number, count: count), to: Name(number: number + 1, count: count))
        }
        let kept: Set = [Name(number: moveCount, count: count)]
        count.looks = 0
        #expect(MoveChains.heldBack(moves, by: kept).count == moveCount)
        #expect(count.looks < 32 * moveCount)
    }

    @Test func anAppendOfAScanIsBounded() throws {
        let library = try TestLibrary()
        for number in 0..<600 { try library.music.write("in/\(number).flac", "no audio") }
        try library.scan()
        try library.music.rename("in", to: "there")
        try library.scan()
        for number in 0..<300 { try library.music.remove("there/\(number).flac") }
        try library.scan()
        // Two hundred names in a circle: one set, which holds together.
        for number in 300..<500 {
            try library.music.rename("there/\(number).flac", to: "\(number)")
        }
        for number in 300..<500 {
            try library.music.rename("\(number)", to: "there/\(300 + (number - 299) % 200).flac")
        }
        try library.scan()
        var counts: [Int] = []
        try library.journal.read(from: .zero, damage: { _ in }) { append in
            counts.append(append.count)
            return .continue
        }
        #expect(counts.max() ?? 0 <= 256)
        #expect(counts.reduce(0, +) > 1_500)
    }
}
