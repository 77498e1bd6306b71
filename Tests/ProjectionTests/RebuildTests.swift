import FileIO
import GRDB
import Journal
import Messages
import Projection
import SystemPackage
import TestSupport
import Testing

/// When a model is thrown away and replayed, and when it must not be.
@Suite struct RebuildTests {
    @Test func newVersionRebuildsWithDependents() throws {
        let bench = try Workbench()
        try bench.append("a", "b")
        let dependent = NoteProjector(name: "dependent", dependencies: ["base"])
        let other = NoteProjector(name: "other")
        _ = try bench.runner(NoteProjector(name: "base"), dependent, other).catchUp()

        let newer = NoteProjector(name: "base", version: 2)
        let report = try bench.runner(newer, dependent, other).catchUp()
        let reasons = report.projectors.map(\.rebuildReason)
        #expect(reasons[0] == "version 2 is new")
        #expect(reasons[1] == "base is rebuilt")
        #expect(reasons[2] == nil)
        #expect(try bench.notes("dependent") == ["a", "b"])

        let set = NoteProjector(name: "base", version: 2, fingerprint: "louder")
        let again = try bench.runner(set, dependent, other).catchUp()
        #expect(
            again.projectors.map(\.rebuildReason) == [
                "its settings changed", "base is rebuilt", nil,
            ]
        )
        #expect(try bench.runner(set, dependent, other).catchUp().projectors.isEmpty)
    }

    /// An earlier psm beside a later one: neither a catch-up nor a rebuild undoes the later one's work.
    @Test func whatALaterVersionMadeStays() throws {
        let bench = try Workbench()
        try bench.append("a", "b")
        _ = try bench.runner(NoteProjector(name: "base", version: 3)).catchUp()
        try bench.append("c")
        let earlier = bench.runner(NoteProjector(name: "base", version: 2))
        for attempt in [{ _ = try earlier.catchUp() }, { _ = try earlier.rebuild() }] {
            let error = #expect(throws: ProjectionError.self) { try attempt() }
            #expect(error?.exitStatus == .settings)
        }
        #expect(try bench.notes("base") == ["a", "b"])
    }

    /// A dependent that is no part of the run in which its base is rebuilt follows in its own.
    @Test func dependentsFollowLater() throws {
        let bench = try Workbench()
        try bench.append("a", "b")
        let dependent = NoteProjector(name: "dependent", dependencies: ["base"])
        _ = try bench.runner(NoteProjector(name: "base"), dependent).catchUp()

        let runner = bench.runner(NoteProjector(name: "base", version: 2), dependent)
        #expect(try runner.catchUp(["base"]).projectors.map(\.name) == ["base"])
        let later = try runner.catchUp()
        #expect(later.projectors.first { $0.name == "dependent" }?.rebuildReason != nil)
        #expect(try runner.status(of: "dependent")?.state == "running")
        #expect(try bench.notes("dependent") == ["a", "b"])
    }

    /// So does one that depends on it by way of another.
    @Test func dependentsOfDependentsFollowLater() throws {
        let bench = try Workbench()
        try bench.append("a", "b")
        let dependent = NoteProjector(name: "dependent", dependencies: ["base"])
        let second = NoteProjector(name: "second", dependencies: ["dependent"])
        _ = try bench.runner(NoteProjector(name: "base"), dependent, second).catchUp()

        let runner = bench.runner(NoteProjector(name: "base", version: 2), dependent, second)
        _ = try runner.catchUp(["base"])
        for name in ["dependent", "second"] {
            #expect(try runner.status(of: name)?.state == "unsettled")
        }
        let later = try runner.catchUp()
        #expect(later.projectors.map { $0.rebuildReason != nil } == [false, true, true])
        #expect(try bench.notes("second") == ["a", "b"])
    }

    /// A change is logged until the last projector has come by.
    @Test func changesStayUntilEverybodyHasSeenThem() throws {
        let bench = try Workbench()
        let base = NoteProjector(name: "base", logsChanges: true)
        let runner = bench.runner(base, NoteProjector(name: "dependent", dependencies: ["base"]))
        func changes() throws -> [Int64] {
            try bench.readModel.read { db in
                try Int64.fetchAll(db, sql: "SELECT position FROM changes_base ORDER BY position")
            }
        }
        try bench.append("a")
        _ = try runner.catchUp()
        #expect(try changes() == [])
        try bench.append("b")
        _ = try runner.catchUp(["base"])
        #expect(try changes() == [1])
        try bench.append("c")
        _ = try runner.catchUp(["base"])
        #expect(try changes() == [1, 2])
        _ = try runner.catchUp()
        #expect(try changes() == [])
    }

    @Test func askedForWithDependents() throws {
        let bench = try Workbench()
        try bench.append("a", "b")
        let runner = bench.runner(
            NoteProjector(name: "base"),
            NoteProjector(name: "dependent", dependencies: ["base"]),
            NoteProjector(name: "other")
        )
        _ = try runner.catchUp()
        let report = try runner.rebuild(["base"])
        #expect(report.models.map(\.name) == ["base", "dependent"])
        #expect(report.models.allSatisfy { $0.before == $0.after })
        #expect(report.eventCount == 2)
        #expect(throws: ProjectionError.self) { try runner.rebuild(["nobody"]) }
    }

    @Test func anotherJournalRebuilds() throws {
        let bench = try Workbench()
        try bench.append("a", "b", "c")
        let base = NoteProjector(name: "base")
        _ = try bench.runner(base).catchUp()

        let other = Workbench.open(bench.folder.path.appending("other"))
        try bench.append(["x", "y"], to: other)
        let report = try bench.runner(base, journal: other).catchUp()
        #expect(report.projectors.first?.rebuildReason == "it was built from another journal")
        #expect(try bench.notes("base") == ["x", "y"])
    }

    /// The tables hold what is left of the events: nothing is replayed over them.
    @Test func missingJournalIsRefused() throws {
        let bench = try Workbench()
        try bench.append("a", "b")
        let base = NoteProjector(name: "base")
        _ = try bench.runner(base).catchUp()
        bench.journalFiles.removeAll()

        let gone = Workbench.open(bench.journalFiles.path)
        #expect(throws: ProjectionError.self) {
            try bench.runner(base, journal: gone).catchUp()
        }
        #expect(throws: ProjectionError.self) {
            try bench.runner(base, journal: gone).rebuild()
        }
        #expect(try bench.notes("base") == ["a", "b"])
    }

    /// A backup of the journal was put back. The tables hold what it lacks: they stay as they are,
    /// until somebody deletes them or its history goes on as another one.
    @Test func rewoundJournalIsNotRebuiltFrom() throws {
        let bench = try Workbench()
        let base = NoteProjector(name: "base")
        try bench.append("a")
        let backup = try bench.journalFiles.files().keys.map {
            ($0, try PosixFileSystem().readAll(bench.journalFiles.absolute($0)))
        }
        try bench.append("b", "c")
        _ = try bench.runner(base).catchUp()
        bench.journalFiles.removeAll()
        for (path, bytes) in backup { try bench.journalFiles.write(path, bytes) }

        let shorter = Workbench.open(bench.journalFiles.path)
        #expect(throws: ProjectionError.self) {
            try bench.runner(base, journal: shorter).catchUp()
        }
        #expect(throws: ProjectionError.self) {
            try bench.runner(base, journal: shorter).rebuild()
        }
        let report = try bench.runner(base, journal: shorter).catchUp(rebuilding: .never)
        #expect(report.projectors.first?.rebuildReason == nil)
        #expect(try bench.notes("base") == ["a", "b", "c"])

        try bench.append(["b", "c"], to: shorter)
        _ = try bench.runner(base, journal: shorter).catchUp()
        bench.journalFiles.removeAll()
        for (path, bytes) in backup { try bench.journalFiles.write(path, bytes) }
        let longer = Workbench.open(bench.journalFiles.path)
        try bench.append(["x", "y", "z"], to: longer)
        _ = try bench.runner(base, journal: longer).catchUp()
        #expect(try bench.notes("base") == ["a", "x", "y", "z"])
    }

    /// Looking whether the history is the same finds damage in the record that was applied last.
    @Test func damageInTheLastRecordIsReported() throws {
        let bench = try Workbench()
        let base = NoteProjector(name: "base")
        try bench.append((0..<50).map { "a\($0)" })
        _ = try bench.runner(base).catchUp()
        let segment = try #require(
            try bench.journalFiles.files().first { $0.key.starts(with: "0000".utf8) }
        )
        var bytes = try PosixFileSystem().readAll(bench.journalFiles.absolute(segment.key))
        bytes[bytes.count - 10] ^= 0x10
        try bench.journalFiles.write(segment.key, bytes)
        let damaged = Workbench.open(bench.journalFiles.path)
        try bench.append(["b"], to: damaged)
        let report = try bench.runner(base, journal: damaged).catchUp()
        #expect(report.damages.count == 1)
        #expect(try bench.notes("base").count == 51)
        try bench.append(["c"], to: damaged)
        #expect(try bench.runner(base, journal: damaged).catchUp().damages.isEmpty)
    }

    /// The tables may hold the last copy of what a damaged journal lost.
    @Test func damagedJournalIsNotRebuiltFrom() throws {
        let bench = try Workbench()
        let base = NoteProjector(name: "base")
        for name in ["a", "b", "c"] {
            try bench.append((0..<50).map { "\(name)\($0)" })
        }
        let runner = bench.runner(base)
        _ = try runner.catchUp()
        let before = try bench.notes("base")
        let digest = try runner.digest(of: "base")

        let segment = try #require(
            try bench.journalFiles.files().first { $0.key.starts(with: "0000".utf8) }
        )
        var bytes = try PosixFileSystem().readAll(bench.journalFiles.absolute(segment.key))
        bytes[bytes.count / 2] ^= 0x10
        try bench.journalFiles.write(segment.key, bytes)

        let damaged = Workbench.open(bench.journalFiles.path)
        #expect(throws: ProjectionError.self) {
            try bench.runner(base, journal: damaged).rebuild()
        }
        for newer in [
            NoteProjector(name: "base", version: 2),
            NoteProjector(name: "base", fingerprint: "louder"),
        ] {
            #expect(throws: ProjectionError.self) {
                try bench.runner(newer, journal: damaged).catchUp()
            }
        }
        #expect(try bench.notes("base") == before)
        #expect(try runner.digest(of: "base") == digest)
        #expect(try runner.status(of: "base")?.version == 1)

        // What comes behind the damage is applied to the tables as they are.
        try bench.append(["d"], to: damaged)
        _ = try? bench.runner(base, journal: damaged).catchUp()
        #expect(try bench.notes("base") == before + ["d"])
    }
}
