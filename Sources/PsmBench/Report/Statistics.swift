/// Samples of one measurement, in the order in which they were taken.
struct Samples {
    private(set) var values: [Double] = []

    mutating func add(_ value: Double) {
        values.append(value)
    }

    var count: Int { values.count }
    var least: Double { values.min() ?? .nan }
    var most: Double { values.max() ?? .nan }
    var median: Double { percentile(50) }

    /// The smallest sample that at least `percent` of all do not exceed; of an even number the
    /// median is the lower one of the middle two.
    func percentile(_ percent: Int) -> Double {
        guard !values.isEmpty else { return .nan }
        let rank = (values.count * percent + 99) / 100
        return values.sorted()[max(0, rank - 1)]
    }
}
