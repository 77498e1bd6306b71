import Journal
import SystemPackage

/// A piece of damage, for machines.
struct DamageJSON: Encodable {
    let file: String
    let segment: UInt64
    let firstByte: Int64
    let lastByte: Int64
    let firstPosition: UInt64
    let positionsLost: Int
    let reason: String
    /// Whether what it lost has been recorded again.
    let isRepaired: Bool

    init(_ damage: Damage, isRepaired: Bool) {
        file = damage.path.string
        segment = damage.segment.rawValue
        firstByte = damage.bytes.lowerBound
        lastByte = damage.bytes.upperBound - 1
        firstPosition = damage.positions.lowerBound.rawValue
        positionsLost = damage.positions.lowerBound.distance(to: damage.positions.upperBound)
        reason = damage.reason.rawValue
        self.isRepaired = isRepaired
    }
}

extension Damage {
    /// For people.
    func line(isRepaired: Bool) -> String {
        "\(self)\(isRepaired ? " This was repaired." : "")"
    }
}
