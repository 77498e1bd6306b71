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
///   00000000000000004096.rot       a reader found damage in that segment; empty
///   head                           up to where it is synced; disposable
///   append.lock                    held for one append
///   decision.lock                  held from reading a state to appending what follows from it
///   maintenance.lock               held while segments are packed
/// ```
///
/// An append is one frame: written after the last one with a single write, synced, and then made
/// visible by storing the head. Readers stop at the head and take no lock. After a crash in
/// between, the next writer takes over whole frames beyond the head and sets a torn one aside.
/// Every reader reports and skips damage before the head. Damage is never changed; the next writer
/// records it once, as a gap. `docs/journal-format.md` has the layout, byte by byte.
///
/// ```
/// let journal = Journal(directory: "/home/ada/.local/share/psm/journal")
/// var batch = RecordBatch()
/// batch.append(payload)
/// let positions = try journal.append(batch)
/// try journal.read(from: positions.lowerBound, damage: { print($0) }) { append in
///     append.forEachRecord { position, record in print(position, record.count) }
///     return .continue
/// }
/// ```
///
/// Any number of threads may use one instance; any number of instances, in any number of
/// processes, may use one directory.
package final class Journal: Sendable {
    package let directory: FilePath
    private let files: JournalFiles
    private let marks: DamageMarks
    private let writer: JournalWriter

    /// Opens no file yet; the directory need not exist before the first append.
    package init(
        directory: FilePath,
        fileSystem: any FileSystem = PosixFileSystem(creating: .owner),
        options: JournalOptions = JournalOptions(),
        clock: @escaping JournalClock = systemJournalClock
    ) {
        self.directory = directory
        files = JournalFiles(directory: directory, fileSystem: fileSystem)
        marks = DamageMarks(files: files, isEnabled: options.gapCoding != nil)
        writer = JournalWriter(files: files, marks: marks, options: options, clock: clock)
    }

    // MARK: Writing

    /// Appends the records of `batch`, which must not be empty, as one frame: all or none.
    ///
    /// When it returns, the records survive power loss (with `SyncPolicy.everyAppend`) and readers
    /// see them. Creates the directory and the first segment if they do not exist.
    ///
    /// - Parameter expecting: the head that the batch was computed from, if it must be unchanged.
    /// - Returns: the positions of the records.
    /// - Throws: `JournalError`. `.locked` after the append lock's time limit, `.moved`,
    ///   `.tooLarge`: nothing was written. `.io`: the records are not acknowledged; unless the
    ///   power fails too they are absent, and they are never present in part.
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
        try lock.wait(timeout: timeout)
        try writer.recover()
        return try body()
    }

    /// Recovers what a killed process appended beyond the stored head, as the next append would,
    /// and records gaps that are not recorded yet. Call it when a checkpoint is beyond the head:
    /// after power loss the stored head may be out of date.
    package func recover() throws(JournalError) {
        try writer.recover()
    }

    /// Advances the head to `position` if it is before that, so that no position is assigned twice:
    /// a read model may know of records that the journal has lost. Readers get the positions in
    /// between as lost. Does nothing if there is no journal.
    ///
    /// - Throws: `JournalError.locked`, `.io`; the head is then unchanged or at `position`.
    package func leaveOut(upTo position: Position) throws(JournalError) {
        try writer.leaveOut(upTo: position)
    }

    /// Begins a new stretch of time at the clock's time, if the journal's time is ahead of that
    /// because the clock was wrong once. Within a stretch, time never runs backwards.
    ///
    /// - Parameter encode: the record that says so; it is the last of the former stretch.
    /// - Returns: `nil` if the journal's time is not ahead of the clock; nothing was changed.
    /// - Throws: `JournalError.locked`, `.io`, `.clockOutOfRange`. The record may then have been
    ///   appended without a stretch; try again.
    package func beginStretch(
        recording encode: (_ reached: JournalTime, _ clock: JournalTime) -> [UInt8]
    ) throws(JournalError) -> ClockRepair? {
        try writer.beginStretch(recording: encode)
    }

    /// The positions from the head up to `position`, as damage: a read model knows of them, but the
    /// journal has lost them. `nil` if the head is not before `position`.
    package func lostEnd(upTo position: Position) throws(JournalError) -> Damage? {
        guard let head = try storedHead(), head.position < position else { return nil }
        return files.missing(head.segment, head.position..<position)
    }

    /// Rewrites sealed segments, smaller and with a footer. Their records stay the same, and
    /// readers are not disturbed. One process packs at a time; appends continue meanwhile.
    ///
    /// - Parameter limit: the most segments to pack.
    /// - Throws: `JournalError.locked` if another psm is packing. `.io`: the segment concerned is
    ///   unchanged.
    package func pack(limit: Int = .max) throws(JournalError) -> PackReport {
        guard try !files.segments().isEmpty else { return PackReport() }
        let lock = FileLock(path: files.maintenanceLockPath, fileSystem: files.fileSystem)
        defer { lock.drop() }
        try lock.wait(timeout: .zero)
        try writer.recover()
        guard let head = try HeadFile.read(files) else { return PackReport() }
        return try Packing(files: files, head: head).pack(limit: limit)
    }

    /// Whether other processes marked damage since the last call; the next writer records it.
    func takeMarks() throws(JournalError) -> Bool {
        try marks.takeNews()
    }

    /// Adds a notice for the user.
    package func note(_ notice: JournalNotice) {
        writer.note([notice])
    }

    /// The notices for the user since the last call.
    package func takeNotices() -> [JournalNotice] {
        writer.takeNotices()
    }

    // MARK: Reading

    /// The journal's id; `nil` if nothing was written yet.
    package func identity() throws(JournalError) -> JournalID? {
        try storedHead()?.journalID
    }

    /// The end of what is synced. Reads only the head file, unless that is missing.
    package func head() throws(JournalError) -> Head {
        try storedHead()?.head ?? Self.emptyHead
    }

    /// The position of the first of the last `count` records.
    package func position(ofLast count: Int) throws(JournalError) -> Position {
        try head().position.retreated(by: count)
    }

    /// The first position appended at `time` or later; the head if there is none. Where the clock
    /// was repaired, within the last stretch of time that had begun before `time`.
    ///
    /// - Parameter damage: gets what is lost there. Its time is unknown, so it counts as `time` or
    ///   later.
    package func position(
        atOrAfter time: JournalTime,
        damage: (Damage) -> Void
    ) throws(JournalError) -> Position {
        guard let head = try storedHead() else { return .zero }
        return try withoutActuallyEscaping(damage) { (damage) throws(JournalError) in
            let tell = { [marks] (piece: Damage) in
                marks.mark(piece)
                damage(piece)
            }
            return try TimeLocator(files: files, head: head, damage: tell)
                .position(atOrAfter: time)
        }
    }

    /// Reads the appends that hold positions from `start` on, in order, up to the current head (or
    /// up to `limit`, exclusive, if that is before it).
    ///
    /// Skips damage and reports it to `damage`, once for each piece. Locks and changes nothing.
    ///
    /// ```
    /// let end = try journal.read(from: start, damage: { damages.append($0) }) { append in
    ///     append.forEachRecord { position, payload in apply(payload, at: position) }
    ///     return isCancelled ? .stop : .continue
    /// }
    /// ```
    ///
    /// - Returns: where the read ended: the limit, or after the append at which `body` stopped.
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
        let tell = { [marks] (piece: Damage) in
            marks.mark(piece)
            damage(piece)
        }
        let isDone = try reader.read(from: start, upTo: limit, damage: tell) { frame in
            reached = frame.firstPosition.advanced(by: frame.count)
            return try body(frame)
        }
        return isDone ? max(start, min(limit ?? head.position, head.position)) : reached
    }

    /// The id, the head and the segments, from file names and sizes.
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

    /// Reads and checks every byte up to the current head: headers, checksums, chains, records,
    /// positions, footers, and the digest that each segment names of the one before it. A live
    /// writer neither blocks it nor causes a false alarm.
    package func verify() throws(JournalError) -> VerifyReport {
        guard let head = try storedHead() else { return VerifyReport(id: nil, head: .zero) }
        let report = try Verifier.verify(files, upTo: head)
        for piece in report.damage { marks.mark(piece) }
        return report
    }

    /// Visits the segments and frames up to the head, in order.
    ///
    /// - Parameter position: limits the visit to the segment that holds it.
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

    /// The head file's record, or if that is missing, what a scan of the last segment finds.
    private func storedHead() throws(JournalError) -> HeadRecord? {
        if let stored = try HeadFile.read(files) { return stored }
        let recovery = Recovery(files: files, stored: nil)
        guard let tail = try recovery.tail(segments: try files.segments()) else { return nil }
        // Nobody may read what is not synced, and without a head nothing says that this is. The
        // next writer stores the head again and writes these frames once more.
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
