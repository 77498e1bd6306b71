import ArgumentParser

/// Measures psm against baselines of the same run: the shipped executable as a process, as its user
/// runs it, and the journal by itself.
@main
struct PsmBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "psm-bench",
        abstract: "Measures psm, each figure against a baseline of the same run.",
        discussion: "docs/benchmarks.md says what each figure means.",
        subcommands: benches
    )

    /// A new group of figures is one more line.
    private static let benches: [any ParsableCommand.Type] = [
        MainBench.self,
        ArtBench.self,
        MatchBench.self,
        WatchBench.self,
        JournalBench.self,
        GrowthBench.self,
    ]
}
