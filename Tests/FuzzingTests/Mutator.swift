import TestSupport

/// Inputs that differ a little from given ones.
struct Mutator {
    private var random: SeededRandom
    private let inputs: [[UInt8]]

    init(seed: UInt64, inputs: [[UInt8]]) {
        random = SeededRandom(seed: seed)
        self.inputs = inputs
    }

    mutating func next() -> [UInt8] {
        var input = random.pick(inputs) ?? []
        for _ in 0...random.below(4) { mutate(&input) }
        return input
    }

    private mutating func mutate(_ input: inout [UInt8]) {
        guard !input.isEmpty else {
            input = (0..<random.below(9)).map { _ in UInt8(random.below(256)) }
            return
        }
        let start = random.below(input.count)
        let end = min(input.count, start + random.below(24))
        switch random.below(8) {
        case 0: input[start] ^= 1 << UInt8(random.below(8))
        case 1: input[start] = random.pick(of: 0, 1, 0x7F, 0x80, 0xFF, UInt8(random.below(256)))
        case 2: input.insert(UInt8(random.below(256)), at: start)
        case 3: input.removeSubrange(start..<end)
        case 4: input.removeLast(random.below(input.count))
        case 5: input.insert(contentsOf: input[start..<end], at: random.below(input.count))
        case 6: overwriteNumber(&input, at: start)
        default:
            let other = random.pick(inputs) ?? []
            input.replaceSubrange(start..., with: other.dropFirst(random.below(other.count + 1)))
        }
    }

    /// A length or a position, of any width, that is at some edge.
    private mutating func overwriteNumber(_ input: inout [UInt8], at start: Int) {
        let number = random.pick(of: UInt64.max, 1 << 63, .max >> 1, 1 << 32, 1 << 26, 255)
        let count = min(random.pick(of: 2, 4, 8), input.count - start)
        for index in 0..<count {
            input[start + index] = UInt8(truncatingIfNeeded: number >> UInt64(index * 8))
        }
    }
}
