import Synchronization

/// A number that several threads share.
final class AtomicValue: Sendable {
    private let value: Atomic<Int64>

    init(_ value: Int64) { self.value = Atomic(value) }

    func get() -> Int64 { value.load(ordering: .sequentiallyConsistent) }
    func add(_ more: Int64) { value.wrappingAdd(more, ordering: .sequentiallyConsistent) }
}
