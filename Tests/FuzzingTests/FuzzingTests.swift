import Fuzzing
import HeapSupport
import SystemPackage
import TestSupport
import Testing

/// What `Tests/fuzz` does with libFuzzer for long, for some seconds with the seeds of a test.
@Suite struct FuzzingTests {
    /// Of each seed. A journal takes some milliseconds without optimisation, most of them for paths.
    private static func rounds(_ target: FuzzTarget) -> Int {
        target == .frames ? 100 : 2_500
    }

    private static let schemas: FilePath = {
        var path = FilePath(#filePath)
        for _ in 0..<3 { path.removeLastComponent() }
        return path.appending("Schemas")
    }()

    /// Else no input could fail for what it takes. (Under another sanitizer none can.)
    @Test func theHeapIsCounted() {
        var bytes: [UInt8] = []
        let peak = Heap.peakBytes {
            bytes = [UInt8](repeating: 1, count: 1 << 20)
            bytes = [UInt8](repeating: 2, count: 1 << 16)
        }
        let both: ClosedRange<Int64> = 1 << 20...(1 << 20) + (1 << 17)
        #expect(peak == 0 || both.contains(peak), "\(peak) for \(bytes.count)")
    }

    @Test(arguments: FuzzTarget.allCases)
    func seedsAsTheyAre(target: FuzzTarget) throws {
        for seed in try target.seeds(schemas: Self.schemas) { try target.run(seed) }
    }

    @Test(arguments: FuzzTarget.allCases, Seeds.from(1, count: 8))
    func mutatedSeeds(target: FuzzTarget, seed: UInt64) throws {
        var mutator = Mutator(seed: seed, inputs: try target.seeds(schemas: Self.schemas))
        for _ in 0..<Self.rounds(target) {
            let input = mutator.next()
            do {
                try target.run(input)
            } catch {
                Issue.record("\(target), seed \(seed): \(error): \(input)")
            }
        }
    }
}
