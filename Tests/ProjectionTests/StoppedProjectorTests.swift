import GRDB
import Journal
import Projection
import Testing

/// One that cannot apply an event stops itself and its dependents, and nothing is skipped.
@Suite struct StoppedProjectorTests {
    @Test func dependentsWaitAndOthersGoOn() throws {
        let bench = try Workbench()
        try bench.append("a", "b", "poison", "c")
        let broken = NoteProjector(name: "broken")
        broken.faults.poison = "poison"
        let runner = bench.runner(
            broken,
            NoteProjector(name: "dependent", dependencies: ["broken"]),
            NoteProjector(name: "second", dependencies: ["dependent"]),
            NoteProjector(name: "other")
        )

        let report = try runner.catchUp()
        #expect(report.errors.map(\.name) == ["broken", "dependent", "second"])
        #expect(try bench.notes("broken") == ["a", "b"])
        #expect(try bench.notes("dependent") == ["a", "b"])
        #expect(try bench.notes("second") == ["a", "b"])
        #expect(try bench.notes("other") == ["a", "b", "poison", "c"])

        let status = try #require(try runner.status(of: "broken"))
        #expect(status.state == "stopped")
        #expect(status.checkpoint == Position(2))
        #expect(status.lag == 2)
        #expect(status.error?.contains("position 2") == true)
        #expect(status.error?.contains("cannot take poison") == true)
        #expect(try runner.status(of: "second")?.state == "waiting")
        #expect(try runner.status(of: "other")?.state == "running")
        #expect(try runner.status(of: "other")?.lag == 0)

        // Nothing is new, and still the next run tries again.
        broken.faults.poison = nil
        #expect(try runner.catchUp().errors.isEmpty)
        for name in ["broken", "dependent", "second", "other"] {
            #expect(try bench.notes(name) == ["a", "b", "poison", "c"])
            #expect(try runner.status(of: name)?.state == "running")
        }
    }

    /// A run applies some thousand events at a time. One that stopped in an earlier portion must not
    /// go on with a later one.
    @Test func stopsForTheWholeRun() throws {
        let bench = try Workbench()
        try bench.append("a", "poison")
        for _ in 0..<3 { try bench.append((0..<4_100).map { "n\($0)" }) }
        let broken = NoteProjector(name: "broken")
        broken.faults.poison = "poison"
        let runner = bench.runner(
            broken,
            NoteProjector(name: "dependent", dependencies: ["broken"])
        )
        _ = try runner.catchUp()
        #expect(try bench.notes("broken") == ["a"])
        #expect(try bench.notes("dependent") == ["a"])
        #expect(try runner.status(of: "broken")?.checkpoint == Position(1))
        #expect(try runner.status(of: "dependent")?.checkpoint == Position(1))

        broken.faults.poison = nil
        _ = try runner.catchUp()
        #expect(try bench.notes("broken").count == 12_302)
        #expect(try bench.notes("dependent") == bench.notes("broken"))
    }

    /// Positions behind a gap are no measure of how many events there are.
    @Test func eventsBehindAGapAreCounted() throws {
        let bench = try Workbench()
        try bench.append("a")
        let broken = NoteProjector(name: "broken")
        let runner = bench.runner(broken)
        #expect(try runner.catchUp().projectors.first?.eventCount == 1)
        try bench.journal.leaveOut(upTo: Position(100))
        broken.faults.poison = "poison"
        try bench.append("b", "c", "poison")
        let report = try runner.catchUp()
        #expect(report.projectors.first?.eventCount == 2)
        #expect(report.eventCount == 3)
        #expect(report.projectors.first?.to == Position(102))
    }

    @Test func goodEventsBeforeItStayWhenMoreComeLater() throws {
        let bench = try Workbench()
        let broken = NoteProjector(name: "broken")
        broken.faults.poison = "poison"
        let runner = bench.runner(broken)
        try bench.append("a")
        _ = try runner.catchUp()
        try bench.append("b", "poison")
        _ = try runner.catchUp()
        try bench.append("c")
        let report = try runner.catchUp()
        #expect(try bench.notes("broken") == ["a", "b"])
        #expect(report.projectors.first?.to == Position(2))
        #expect(report.projectors.first?.eventCount == 0)
    }

    /// A full disk is not the event's fault: nobody stops, and nothing of the run stays.
    @Test func aFullDiskStopsNobody() throws {
        let bench = try Workbench()
        let runner = bench.runner(NoteProjector(name: "base"), NoteProjector(name: "other"))
        try bench.append("a")
        _ = try runner.catchUp()
        try bench.append((0..<2_000).map { "one of many names, \($0)" })
        func limitPages(_ count: Int) throws {
            _ = try bench.readModel.read { db in
                try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(count)")
            }
        }
        // Not below what there is.
        try limitPages(1)
        let error = #expect(throws: ReadModelError.self) { try runner.catchUp() }
        #expect(error?.cause.resultCode == .SQLITE_FULL)
        for name in ["base", "other"] {
            #expect(try bench.notes(name) == ["a"])
            #expect(try runner.status(of: name)?.state == "running")
            #expect(try runner.status(of: name)?.checkpoint == Position(1))
        }
        try limitPages(1_000_000)
        #expect(try runner.catchUp().errors.isEmpty)
        #expect(try bench.notes("other").count == 2_001)
    }

    @Test func whoCouldNotSettleIsRebuilt() throws {
        let bench = try Workbench()
        let broken = NoteProjector(name: "broken")
        let runner = bench.runner(
            broken,
            NoteProjector(name: "dependent", dependencies: ["broken"])
        )
        try bench.append("a", "b")
        _ = try runner.catchUp()
        broken.faults.failsToSettle = true
        try bench.append("c")
        let report = try runner.catchUp()
        #expect(report.errors.map(\.name) == ["broken", "dependent"])
        #expect(try runner.status(of: "broken")?.state == "unsettled")
        #expect(try runner.status(of: "broken")?.error?.contains("cannot settle") == true)

        broken.faults.failsToSettle = false
        let repaired = try runner.catchUp()
        #expect(repaired.errors.isEmpty)
        #expect(repaired.projectors.allSatisfy { $0.rebuildReason != nil && $0.from == .zero })
        #expect(try bench.notes("broken") == ["a", "b", "c"])
        #expect(try runner.status(of: "dependent")?.state == "running")
    }

    /// Nobody knows whom a record concerns that is no event: everybody stops there, and says so.
    @Test func aRecordThatIsNoEventStopsEverybodyThere() throws {
        let bench = try Workbench()
        try bench.append("a", "b")
        var batch = RecordBatch()
        batch.append([0xFF])
        try bench.journal.append(batch)
        try bench.append("c")
        let runner = bench.runner(NoteProjector(name: "first"), NoteProjector(name: "second"))
        for _ in 0..<2 {
            let report = try runner.catchUp()
            #expect(report.errors.map(\.name) == ["first", "second"])
        }
        for name in ["first", "second"] {
            #expect(try bench.notes(name) == ["a", "b"])
            let status = try #require(try runner.status(of: name))
            #expect(status.state == "stopped")
            #expect(status.checkpoint == Position(2))
            #expect(status.error?.contains("position 2") == true)
        }
    }
}
