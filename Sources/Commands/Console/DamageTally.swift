import Journal
import Messages
import Synchronization

/// Reports each piece of damage that a command finds, once, and makes it exit with 65 at the end.
final class DamageTally {
    /// Whether something underneath found and reported damage: such a process never exits with 0.
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
