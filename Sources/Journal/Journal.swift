package import FileIO
import Synchronization
package import SystemPackage

/// An append-only log of opaque records in a directory: framed, LZ4, checksummed, synced.
///
/// ```
/// journal/
///   00000000000000000000.journal   segments, named by their first position
///   00000000000000004096.journal
///   00000000000000004096.torn-812  an append that a crash cut off, kept when it was cut
///   00000000000000004096.rot       a reader met rot in that segment; empty
///   head                           up to where it is synced; disposable
///   append.lock                    held for one append
///   decision.lock                  held from reading a state to appending what follows from it
///   maintenance.lock               held while segments are packed
/// ```
///
/// An append is one frame: written behind the last one with a single write, synced, and then
/// made visible by storing the head. Readers stop at the head and take no lock. When a crash
/// came in between, the next writer takes over whole frames beyond the head and keeps a torn one
/// beside. Rot before the head is told by every reader that meets it and skipped; it is never
/// changed, and the next writer records it once as a gap. `docs/journal-format.md` has the layout, byte by byte.
///
/// One instance may be used from any number of threads; any number of instances, in any number
/// of processes, may use one directory.
package final class Journal: Sendable {
    package let directory: FilePath
    private let files: JournalFiles
    private let marks: RotMarks
    private let writer: JournalWriter

    /// Does nothing yet: no file is opened, and a directory need not exist before an append.
    package init(
        directory: FilePath,
        fileSystem: any FileSystem = PosixFileSystem(),
        options: JournalOptions = JournalOptions(),
        clock: @escaping JournalClock = systemJournalClock
    ) {
        self.directory = directory
        files = JournalFiles(directory: directory, fileSystem: fileSystem)
        marks = RotMarks(files: files, isEnabled: options.gapCoding != nil)
        writer = JournalWriter(files: files, marks: marks, options: options, clock: clock)
    }

    // MARK: Writing

    /// Appends the records of `batch`, which must not be empty, as one frame: all or none.
    ///
    /// Once it returns, the records survive power loss (with `SyncPolicy.everyAppend`) and readers
    /// see them. Makes the directory and the first segment where they do not exist.
    ///
    /// - Parameter expecting: the head that the batch was computed from, if it must still be that.
    /// - Returns: the positions of the records.
    /// - Throws: `JournalError`. `.locked` after the append lock's time limit, `.moved`,
    ///   `.tooLarge`: nothing was written. `.io`: the records are not acknowledged; unless the
    ///   power fails too they are not there, and they are never there in part.
    @discardableResult
    package func append(
        _ batch: RecordBatch,
        expecting: Position? = nil
    ) throws(JournalError) -> Range<Position> {
        try writer.append(batch, expecting: expecting)
    }

    /// Runs `body` while no other process or thread decides anything: catch up to the head,
    /// compare, append. Recovers first, as `recover` does, so that the head is accurate. Calls must
    /// not be nested.
    ///
    /// - Throws: `JournalError.locked` after `timeout`, and what `body` throws.
    package func withDecisionLock<R>(
        timeout: Duration = .seconds(30),
        _ body: () throws -> R
    ) throws -> R {
        try io { () throws(FileError) in try files.fileSystem.createDirectories(directory) }
        let lock = FileLock(path: files.decisionLockPath, fileSystem: files.fileSystem)
        defer { lock.drop() }
        try lock.acquire(timeout: timeout)
        try writer.recover()
        return try body()
    }

    /// Recovers what a killed process appended beyond the stored head, as the next append would,
    /// and records gaps that are not recorded yet. Call it when a checkpoint is beyond the head:
    /// after power loss the stored head may be out of date.
    package func recover() throws(JournalError) {
        try writer.recover()
    }

    /// Moves the head on to `position`, where it is before that: whoever kept what he read knows of
    /// records that are not here any more, and no position may be given twice. Readers are told
    /// that the positions in between are lost. Does nothing where there is no journal.
    ///
    /// - Throws: `JournalError.locked`, `.io`; then the head is where it was, or at `position`.
    package func leaveOut(upTo position: Position) throws(JournalError) {
        try writer.leaveOut(upTo: position)
    }

    /// How positions are told that others know of and that are beyond the head.
    package func lostEnd(upTo position: Position) throws(JournalError) -> Damage? {
        guard let head = try storedHead(), head.position < position else { return nil }
        return files.missing(head.segment, head.position..<position)
    }

    /// Writes sealed segments again, smaller and with a footer. What they say stays the same, and
    /// readers are not disturbed. One at a time among all processes; appends go on beside it.
    ///
    /// - Parameter limit: how many segments at most.
    /// - Throws: `JournalError.locked` where another psm does it already. `.io`: the segment at
    ///   which it happened is as it was.
    package func pack(limit: Int = .max) throws(JournalError) -> PackReport {
        guard try !files.segments().isEmpty else { return PackReport() }
        let lock = FileLock(path: files.maintenanceLockPath, fileSystem: files.fileSystem)
        defer { lock.drop() }
        try lock.acquire(timeout: .zero)
        try writer.recover()
        guard let head = try HeadFile.read(files) else { return PackReport() }
        return try Packing(files: files, head: head).pack(limit: limit)
    }

    /// Adds to what is to be told to the user.
    package func note(_ notice: JournalNotice) {
        writer.note([notice])
    }

    /// What happened underneath since the last call, to be told to the user.
    package func takeNotices() -> [JournalNotice] {
        writer.takeNotices()
    }

    // MARK: Reading

    /// Which journal this is; `nil` where nothing was written yet.
    package func identity() throws(JournalError) -> JournalID? {
        try storedHead()?.journalID
    }

    /// Up to where the journal is synced. Reads the head file only, unless that is gone.
    package func head() throws(JournalError) -> Head {
        try storedHead()?.head ?? Self.emptyHead
    }

    /// The position from which the last `count` records are read.
    package func position(ofLast count: Int) throws(JournalError) -> Position {
        try head().position.retreated(by: count)
    }

    /// The first position whose append has `time` or a later one; the head where there is none.
    ///
    /// - Parameter damage: what is lost there, of which nobody knows the time. It counts as of
    ///   `time` or later.
    package func position(
        atOrAfter time: JournalTime,
        damage: (Damage) -> Void
    ) throws(JournalError) -> Position {
        guard let head = try storedHead() else { return .zero }
        return try withoutActuallyEscaping(damage) { (damage) throws(JournalError) in
            let tell = { [marks] (rot: Damage) in
                marks.mark(rot)
                damage(rot)
            }
            return try TimeLocator(files: files, head: head, damage: tell)
                .position(atOrAfter: time)
        }
    }

    /// Reads the appends that hold positions from `start` on, in order, up to the head as it is
    /// now (or up to `limit`, exclusive, if that is before it).
    ///
    /// Rot is skipped and told to `damage`, once for each piece met. Nothing is locked and
    /// nothing changed.
    ///
    /// - Returns: where the read ended: the limit, or behind the append at which `body` stopped.
    /// - Throws: `JournalError.io`, `.newerFormat`, and what `body` throws.
    @discardableResult
    package func read(
        from start: Position,
        upTo limit: Position? = nil,
        damage: (Damage) -> Void,
        _ body: (borrowing JournalAppend) throws -> ReadStep
    ) throws -> Position {
        guard let head = try storedHead() else { return start }
        var reached = start
        let reader = JournalReader(files: files, head: head)
        let tell = { [marks] (rot: Damage) in
            marks.mark(rot)
            damage(rot)
        }
        let isDone = try reader.read(from: start, upTo: limit, damage: tell) { frame in
            reached = frame.firstPosition.advanced(by: frame.count)
            return try body(frame)
        }
        return isDone ? max(start, min(limit ?? head.position, head.position)) : reached
    }

    /// Its id, head and segments, from names and sizes.
    package func info() throws(JournalError) -> JournalInfo {
        let head = try storedHead()
        var segments: [JournalInfo.Segment] = []
        for segment in try files.segments() {
            let metadata = try io { () throws(FileError) in
                let path = files.segmentPath(segment)
                return try files.fileSystem.metadata(at: path, followSymlinks: true)
            }
            let sizeBytes = metadata?.sizeBytes ?? 0
            segments.append(JournalInfo.Segment(firstPosition: segment, sizeBytes: sizeBytes))
        }
        return JournalInfo(
            id: head?.journalID,
            head: head?.head ?? Self.emptyHead,
            segments: segments
        )
    }

    /// Reads and checks every byte up to the head as it is now: headers, checksums, chains, records,
    /// positions, footers, and the digests that each segment names of the one before it. A live
    /// writer is never in its way, and never a false alarm.
    package func verify() throws(JournalError) -> VerifyReport {
        guard let head = try storedHead() else { return VerifyReport(id: nil, head: .zero) }
        let report = try Verifier.verify(files, upTo: head)
        for rot in report.damage { marks.mark(rot) }
        return report
    }

    /// Goes through the segments and frames up to the head, in order.
    ///
    /// - Parameter position: shows the segment that holds it only.
    /// - Throws: `JournalError`, and what `body` throws.
    package func inspect(
        segmentOf position: Position? = nil,
        _ body: (InspectedPiece) throws -> Void
    ) throws {
        guard let head = try storedHead() else { return }
        try Inspector(files: files, head: head).inspect(position, body)
    }

    private static let emptyHead = Head(
        position: .zero,
        segment: .zero,
        offsetBytes: 0,
        time: JournalTime(nanosecondsSinceEpoch: 0)
    )

    /// The head file's, or where that is gone what a scan of the last segment finds.
    private func storedHead() throws(JournalError) -> HeadRecord? {
        if let stored = try HeadFile.read(files) { return stored }
        let recovery = Recovery(files: files, stored: nil)
        guard let tail = try recovery.tail(segments: try files.segments()) else { return nil }
        // Nobody reads what is not synced, and here nothing says that it is. The next writer,
        // who stores the head again, writes these frames once more.
        try io { () throws(FileError) in
            let path = files.segmentPath(tail.record.segment)
            guard try files.fileSystem.metadata(at: path, followSymlinks: true) != nil else {
                return
            }
            let file = try files.fileSystem.open(path, .read)
            defer { file.close() }
            try file.synchronizeData()
        }
        return tail.record
    }
}
