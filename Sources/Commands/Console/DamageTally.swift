import Journal
import Messages
import Synchronization

/// Tells each piece of rot that a command meets, once, and ends it with 65 when it is done.
final class DamageTally {
    /// Whether something underneath met rot and told it: no such process ends with 0.
    static let isMetUnderneath = Atomic(false)

    private var told: Set<Damage> = []

    var isEmpty: Bool { told.isEmpty }

    func tell(_ damage: Damage) {
        if told.insert(damage).inserted { StandardError.line("psm: \(damage)") }
    }

    func throwIfAny() throws {
        if !isEmpty { throw ExitStatus.damagedData.code }
    }
}
