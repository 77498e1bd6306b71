import Journal

/// Tells each piece of rot that a command meets, and ends it with 65 when it is done.
final class DamageTally {
    private(set) var isEmpty = true

    func tell(_ damage: Damage) {
        isEmpty = false
        StandardError.line("psm: \(damage)")
    }

    func throwIfAny() throws {
        if !isEmpty { throw Failure.damagedData }
    }
}
