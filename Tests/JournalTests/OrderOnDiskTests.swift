import FileIO
import SystemPackage
import TestSupport
import Testing

@testable import Journal

/// What must be on disk before something else may happen, seen by losing power in between.
@Suite struct OrderOnDiskTests {
    private static let directory: FilePath = "/journal"
    private let disk = SimulatedDisk(seed: 1)
    private let segmentPath: FilePath

    init() {
        segmentPath = JournalFiles(directory: Self.directory, fileSystem: disk).segmentPath(.zero)
    }

    private func open(_ disk: SimulatedDisk, _ sync: SyncPolicy = .everyAppend) -> Journal {
        var options = JournalOptions()
        options.sync = sync
        return Journal(directory: Self.directory, fileSystem: disk, options: options)
    }

    /// At each moment the bytes are where they were, or in a file of their own.
    @Test func aTornTailIsKeptBeforeItIsCutOff() throws {
        try open(disk).append(batch("a"))
        let whole = try disk.readAll(segmentPath)
        let torn = FrameHeader.magic + [1, 2, 3]
        try disk.plant(whole + torn, at: segmentPath)
        disk.keepMoments()
        try open(disk).append(batch("b"))
        for moment in disk.takeMoments() {
            for loss in PowerLoss.allCases {
                let image = moment.crash(loss, seed: 1)
                var copies = try image.list(Self.directory)
                    .map { String(decoding: $0, as: UTF8.self) }
                    .filter { $0.contains(".torn-") }
                    .map { try image.readAll(Self.directory.appending($0)) }
                copies.append(Array(try image.readAll(segmentPath).dropFirst(whole.count)))
                #expect(copies.contains(torn), "\(loss)")
            }
        }
    }

    /// After a failed sync readers still see the frame, and a later sync stores nothing of it. So the
    /// next writer, who takes it over, writes it again.
    @Test(arguments: UInt64(1)...8)
    func aFrameWhoseSyncFailedIsWrittenAgain(seed: UInt64) throws {
        let headPath = Self.directory.appending("head")
        try open(disk).append(batch("a"))
        let (before, head) = (try disk.readAll(segmentPath), try disk.readAll(headPath))
        try open(disk).append(batch("b"))
        let frame = Array(try disk.readAll(segmentPath).dropFirst(before.count))

        let failing = SimulatedDisk(seed: seed)
        try failing.createDirectories(Self.directory)
        try failing.plant(before, at: segmentPath)
        try failing.plant(head, at: headPath)
        let file = try failing.open(segmentPath, .readWrite)
        try file.writeAll(frame, atOffset: Int64(before.count))
        failing.failCall(1)
        #expect(throws: FileError.self) { try file.synchronizeData() }
        file.close()
        try open(failing).append(batch("c"))

        let journal = open(failing.crash(.keepsNothing, seed: seed))
        try journal.append(batch("d"))
        let outcome = try journal.readAll()
        #expect(outcome.texts == ["a", "b", "c", "d"])
        #expect(outcome.damage.isEmpty)
    }

    /// Without a head nothing says that a frame is synced, so who reads it syncs it first.
    @Test func whatWasReadWithoutAHeadSurvivesPowerLoss() throws {
        try open(disk).append(batch("a"))
        try open(disk, .never).append(batch("b"))
        try disk.remove(Self.directory.appending("head"))
        try disk.synchronizeDirectory(Self.directory)
        #expect(try open(disk).readAll().texts == ["a", "b"])
        let image = disk.crash(.keepsNothing, seed: 1)
        #expect(try open(image).readAll().texts == ["a", "b"])
    }
}
