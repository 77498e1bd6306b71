/// One measured figure, as the table and the JSON show it, without a verdict.
struct Figure: Encodable {
    struct Quantity: Encodable {
        let what: String
        let value: Double
        let unit: String

        init(_ what: String, _ value: Double, _ unit: String) {
            self.what = what
            self.value = value
            self.unit = unit
        }

        static func megabytes(_ what: String, kibibytes: Int) -> Quantity {
            Quantity(what, Numbers.megabytes(kibibytes: kibibytes), "MB")
        }
    }

    let name: String
    let value: Double
    let unit: String
    /// The target: at least or at most this.
    var target: Target?
    /// What it is compared with, measured in the same run.
    var baseline: Quantity?
    var details: [Quantity] = []
    var samples: [Double] = []

    struct Target: Encodable {
        let bound: Bound
        let value: Double

        static func atLeast(_ value: Double) -> Target { Target(bound: .atLeast, value: value) }
        static func atMost(_ value: Double) -> Target { Target(bound: .atMost, value: value) }
    }

    enum Bound: String, Encodable {
        case atLeast = "at_least"
        case atMost = "at_most"
    }
}
