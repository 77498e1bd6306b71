import SystemPackage
import TestSupport
import Testing

@testable import FileIO

/// That the simulated disk loses what it may lose, and only that.
@Suite struct SimulatedDiskTests {
    private func file(_ disk: SimulatedDisk, _ bytes: [UInt8]) throws -> any OpenFile {
        let file = try disk.open("/file", .create)
        try file.writeAll(bytes, atOffset: 0)
        try file.synchronize()
        try disk.synchronizeDirectory("/")
        return file
    }

    @Test func whatIsSyncedSurvives() throws {
        let disk = SimulatedDisk()
        _ = try file(disk, [1, 2, 3])
        for loss in PowerLoss.allCases {
            for seed in Seeds.from(1, count: 20) {
                #expect(try disk.crash(loss, seed: seed).readAll("/file") == [1, 2, 3])
            }
        }
    }

    @Test func whatIsNotSyncedMayGo() throws {
        let disk = SimulatedDisk()
        let file = try file(disk, [1])
        try file.writeAll([2], atOffset: 1)
        try file.writeAll([3], atOffset: 2)
        try disk.rename("/file", to: "/other")
        _ = try disk.open("/new", .create)
        #expect(try disk.crash(.keepsNothing, seed: 1).readAll("/file") == [1])
        let kept = disk.crash(.keepsEverything, seed: 1)
        #expect(try kept.readAll("/other") == [1, 2, 3])
        #expect(try kept.list("/").count == 2)
        var seen: Set<[UInt8]> = []
        var names: Set<[[UInt8]]> = []
        for seed in Seeds.from(1, count: 200) {
            let after = disk.crash(.keepsSomeChanges, seed: seed)
            let list = try after.list("/").sorted { $0.lexicographicallyPrecedes($1) }
            names.insert(list)
            let isMoved = list.contains(Array("other".utf8))
            seen.insert(try after.readAll(isMoved ? "/other" : "/file"))
            #expect(isMoved != list.contains(Array("file".utf8)), "a rename is whole")
        }
        #expect(seen == [[1], [1, 2], [1, 0, 3], [1, 2, 3]])
        #expect(names.count == 4)
    }

    @Test func sectorsAreAbsent() throws {
        let disk = SimulatedDisk()
        let file = try file(disk, [UInt8](repeating: 1, count: 700))
        try file.writeAll([UInt8](repeating: 2, count: 1024), atOffset: 512)
        var seen: Set<[[UInt8]]> = []
        for seed in Seeds.from(1, count: 200) {
            let bytes = try disk.crash(.keepsSomeSectors, seed: seed).readAll("/file")
            #expect(bytes.prefix(512).allSatisfy { $0 == 1 })
            let rest = Array(bytes.dropFirst(512))
            let sectors = [rest.prefix(188), rest.dropFirst(188).prefix(324), rest.dropFirst(512)]
            seen.insert(sectors.map { Array(Set($0)) })
        }
        let whole: [[UInt8]] = [[2], [2], [2]]
        #expect(seen.contains(whole))
        #expect(seen.contains([[1], [], []]), "nothing came")
        #expect(seen.contains([[1], [0], [0]]), "only the size came")
        #expect(seen.contains([[2], [2], [0]]), "the last sector is absent")
        #expect(seen.contains([[1], [0], [2]]), "the first sector is absent")
    }

    @Test func aFailedSyncLosesForGood() throws {
        var seen: Set<[UInt8]> = []
        for seed in Seeds.from(1, count: 40) {
            let disk = SimulatedDisk(seed: seed)
            let file = try file(disk, [1])
            try file.writeAll([2], atOffset: 1)
            disk.failCall(1)
            #expect(throws: FileError.self) { try file.synchronizeData() }
            #expect(disk.failedCall == "synchronize file")
            #expect(disk.violations.isEmpty)
            try file.synchronizeData()
            #expect(disk.violations == ["synchronize after a failure: file"])
            #expect(try disk.readAll("/file") == [1, 2])
            seen.insert(try disk.crash(.keepsEverything, seed: seed).readAll("/file"))
        }
        #expect(seen == [[1], [1, 0], [1, 2]])
    }

    @Test func writesAreShortAndInterrupted() throws {
        let disk = SimulatedDisk(seed: 3)
        let file = try file(disk, [])
        disk.disturb(shortWritePercent: 50, interruptPercent: 30)
        for _ in 0..<50 { try file.writeAll(Array(0..<100), atOffset: 0) }
        disk.disturb(shortWritePercent: 0, interruptPercent: 100)
        #expect(throws: FileError.self) { try file.writeAll([1], atOffset: 0) }
        disk.disturb(shortWritePercent: 0, interruptPercent: 0)
        #expect(try disk.readAll("/file") == Array(0..<100))
        try disk.makeUnreadable("/file", 50..<60)
        #expect(throws: FileError.self) { try disk.readAll("/file") }
        var bytes = [UInt8](repeating: 0, count: 50)
        #expect(try file.read(into: &bytes, atOffset: 0) == 50)
    }
}
