import Fuzzing
import SystemPackage
import TestSupport
import Testing

/// What `Tests/fuzz` does with libFuzzer for long, for some seconds with the seeds of a test.
@Suite struct FuzzingTests {
    private static let rounds = 2_500

    private static let schemas: FilePath = {
        var path = FilePath(#filePath)
        for _ in 0..<3 { path.removeLastComponent() }
        return path.appending("Schemas")
    }()

    @Test(arguments: FuzzTarget.allCases)
    func seedsAsTheyAre(target: FuzzTarget) throws {
        for seed in try target.seeds(schemas: Self.schemas) { try target.run(seed) }
    }

    @Test(arguments: FuzzTarget.allCases, Seeds.from(1, count: 8))
    func mutatedSeeds(target: FuzzTarget, seed: UInt64) throws {
        var mutator = Mutator(seed: seed, inputs: try target.seeds(schemas: Self.schemas))
        for _ in 0..<Self.rounds {
            let input = mutator.next()
            #expect(throws: Never.self, "\(target), seed \(seed): \(input)") {
                try target.run(input)
            }
        }
    }
}
