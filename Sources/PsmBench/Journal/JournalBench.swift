import ArgumentParser
import Journal
import SystemPackage

/// The figures of the journal: append, read, verify, find.
struct JournalBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Append, read, verify, find: the journal by itself.",
        discussion: "Writes a journal of its own, some 200 bytes an event, and removes it."
    )

    @OptionGroup var options: BenchOptions

    @Option(help: "How many events the journal has that is read.")
    var events = 10_000_000

    @Option(help: "How many durable appends of one event.")
    var appends = 4_000

    @Option(help: "How many times to read, to verify and to find.")
    var runs = 5

    func validate() throws {
        for (name, value, most) in [
            ("--events", events, 100_000_000), ("--appends", appends, 1_000_000),
            ("--runs", runs, 1_000),
        ] where value < 1 || value > most {
            throw ValidationError("\(name) takes a number from 1 to \(most).")
        }
    }

    func run() throws {
        Interruption.handle()
        let workspace = try options.workspace()
        defer { workspace.remove() }
        var report = BenchReport(psm: "the journal in psm-bench", runs: runs)
        Progress.tell("\(appends) appends of one event, in turn with bare writes")
        report.figures.append(
            try SingleAppendBench(directory: workspace.makeDirectory("single"), count: appends)
                .measure()
        )
        Progress.tell("\(events) events in batches")
        let directory = workspace.directory.appending("journal")
        let journal = Journal(directory: directory)
        report.figures.append(
            try BatchAppendBench(journal: journal, bare: directory, count: events).measure()
        )
        Progress.tell("packing the sealed segments")
        report.figures.append(try PackBench(journal: journal).measure())
        report.figures += try ReadBench(journal: journal, runs: runs).measure()
        report.machine.finish()
        try options.print(report)
    }
}
