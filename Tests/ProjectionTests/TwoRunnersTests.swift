import Foundation
import Journal
import Projection
import Synchronization
import TestSupport
import Testing

/// Several processes at one database, each with its own connection.
@Suite struct TwoRunnersTests {
    @Test func eachEventOnce() throws {
        let bench = try Workbench()
        try bench.append("first")
        let path = bench.readModel.path
        let journalPath = bench.journalFiles.path
        let problems = Mutex<[String]>([])
        let rebuilds = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 4) { number in
            do {
                let journal = Workbench.open(journalPath)
                let runner = ProjectorRunner(
                    journal: journal,
                    readModel: try ReadModel(path: path),
                    projectors: [
                        NoteProjector(name: "base"),
                        NoteProjector(name: "dependent", dependencies: ["base"]),
                    ]
                )
                for round in 0..<30 {
                    try Workbench.append(["\(number)-\(round)"], to: journal)
                    let report = try runner.catchUp(round % 3 == 0 ? ["base"] : nil)
                    let rebuilt = report.projectors.count { $0.rebuildReason != nil }
                    rebuilds.withLock { $0 += rebuilt }
                }
            } catch {
                problems.withLock { $0.append("\(error)") }
            }
        }
        #expect(problems.withLock { $0 } == [])
        // Nobody mistakes a neighbour that is ahead for a journal that became shorter.
        #expect(rebuilds.withLock { $0 } == 0)
        let runner = bench.runner(
            NoteProjector(name: "base"),
            NoteProjector(name: "dependent", dependencies: ["base"])
        )
        _ = try runner.catchUp()
        let notes = try bench.notes("base")
        #expect(notes.count == 121)
        #expect(Set(notes).count == 121)
        #expect(try bench.notes("dependent") == notes)
        #expect(try runner.rebuild().models.allSatisfy { $0.before == $0.after })
    }
}
