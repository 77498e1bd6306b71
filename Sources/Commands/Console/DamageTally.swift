import Journal
import Messages
import Synchronization

/// Reports each piece of damage that a command encounters, once; when the command is done, it exits
/// 65.
final class DamageTally {
    /// Whether a lower layer encountered and reported damage: such a process must not exit 0.
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
