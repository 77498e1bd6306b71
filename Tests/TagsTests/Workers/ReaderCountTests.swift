import Testing

@testable import Tags

/// As many readers as pay.
@Suite struct ReaderCountTests {
    /// - Parameter rate: files a second with so many readers.
    private func settled(limit: Int = 16, computing: Double, rate: (Int) -> Double) -> [Int] {
        var readers = ReaderCount(limit: limit)
        return (0..<40).map { _ in
            readers.decide(rate: rate(readers.count), computing: computing)
            return readers.count
        }
    }

    @Test func whoComputesNeedsNoHelp() {
        #expect(Set(settled(computing: 0.9) { _ in 100 }) == [2])
    }

    @Test func aDeviceThatAnswersManyAtOnceGetsAllOfThem() {
        #expect(settled(computing: 0.1) { Double($0) * 100 }.last == 16)
        #expect(settled(limit: 4, computing: 0.1) { Double($0) * 100 }.max() == 4)
        #expect(settled(limit: 1, computing: 0.1) { Double($0) * 100 }.max() == 1)
    }

    /// It tries twice as many now and then, and comes back at once.
    @Test func aDeviceThatIsNoFasterKeepsTwo() {
        let counts = settled(computing: 0.1) { _ in 100 }
        #expect(counts.filter { $0 > 2 }.count <= 2)
        #expect(counts.max() == 4)
        let saturated = settled(computing: 0.1) { Double(min($0, 8)) * 100 }
        #expect(saturated.filter { $0 == 8 }.count > 30)
    }
}
