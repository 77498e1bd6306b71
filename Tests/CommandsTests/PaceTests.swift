import Testing

@testable import Commands

@Suite struct PaceTests {
    private let start = ContinuousClock.now

    private func pace(_ steps: (done: Int, seconds: Double)...) -> Pace {
        var pace = Pace()
        for step in steps { pace.note(step.done, at: start + .seconds(step.seconds)) }
        return pace
    }

    @Test func nothingIsKnownAtFirst() {
        #expect(pace().clause(total: 9).isEmpty)
        #expect(pace((5, 0)).clause(total: 9).isEmpty)
        // Nothing was done: nobody can tell how long the rest takes.
        #expect(pace((5, 0), (5, 2)).clause(total: 9).isEmpty)
    }

    @Test func rateAndTimeLeft() {
        #expect(pace((0, 0), (2_000, 2)).clause(total: 12_000) == "1,000 files/s, 10 s left")
        #expect(pace((0, 0), (100, 10)).clause(total: 2_500) == "10 files/s, 4 min left")
        #expect(pace((0, 0), (1, 4)).clause(total: 100_000) == "1 files/s, 111 h left")
        #expect(pace((0, 0), (9, 1)).clause(total: 9) == "9 files/s, 0 s left")
    }

    @Test func theLatestPaceCounts() {
        var slower = pace((0, 0), (1_000, 1))
        for second in 2...30 {
            slower.note(1_000 + (second - 1) * 10, at: start + .seconds(Double(second)))
        }
        #expect(slower.clause(total: 1_390) == "10 files/s, 10 s left")
    }

    @Test func lessThanBeforeBeginsAnew() {
        #expect(pace((0, 0), (1_000, 1), (10, 2)).clause(total: 20).isEmpty)
        #expect(
            pace((0, 0), (1_000, 1), (10, 2), (20, 3)).clause(total: 40) == "10 files/s, 2 s left"
        )
    }
}
