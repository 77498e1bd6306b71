import FileIO
import Synchronization
import SystemPackage

/// Appends, one at a time within a process (the mutex) and among processes (`append.lock`).
///
/// Keeps the tail open from one append to the next. Any failure closes it: a descriptor that had an
/// error is never written to again, and the next append reopens the tail and verifies it first.
final class JournalWriter: Sendable {
    private static let clockToleranceNanoseconds: Int64 = 1_000_000_000
    private static let dayNanoseconds: Int64 = 86_400_000_000_000

    private struct State: ~Copyable {
        let lock: FileLock
        var tail: OpenTail?
        var frame = ScratchBuffer()
        var isClockBehind = false
    }

    private let files: JournalFiles
    private let marks: DamageMarks
    private let options: JournalOptions
    private let clock: JournalClock
    private let notices = Mutex<[JournalNotice]>([])
    private let state: Mutex<State>

    init(
        files: JournalFiles,
        marks: DamageMarks,
        options: JournalOptions,
        clock: @escaping JournalClock
    ) {
        self.files = files
        self.marks = marks
        self.options = options
        self.clock = clock
        let path = files.appendLockPath
        state = Mutex(State(lock: FileLock(path: path, fileSystem: files.fileSystem)))
    }

    func takeNotices() -> [JournalNotice] {
        notices.withLock { notices in
            defer { notices = [] }
            return notices
        }
    }

    func append(
        _ batch: RecordBatch,
        expecting expected: Position?
    ) throws(JournalError) -> Range<Position> {
        precondition(!batch.isEmpty, "an append holds at least one record")
        let limit = min(options.batchLimitBytes, FrameHeader.recordLimitBytes)
        guard batch.byteCount <= limit else {
            throw .tooLarge(bytes: batch.byteCount, limitBytes: limit)
        }
        return try state.withLock { (state: inout State) throws(JournalError) in
            // Compressed before the lock is taken, so that others wait for the disk only.
            let frame = state.frame.prepare(FrameHeader.byteCount + batch.byteCount)
            let block = batch.bytes.withUnsafeBytes { FrameCodec.encode($0, into: frame) }
            do throws(JournalError) {
                if state.tail == nil { try createDirectory() }
                try state.lock.wait(timeout: options.appendLockTimeout)
                defer { state.lock.release() }
                guard var tail = try openTail(&state, creating: true) else {
                    throw .damaged(files.directory, "the journal could not be created")
                }
                if let expected, expected != tail.record.position {
                    throw .moved(expected: expected, head: tail.record.position)
                }
                // A caller that expects a head must find it there, so the next append records gaps.
                if expected == nil { try recordGaps(&state, &tail) }
                return try write(batch, block, frame, &state, tail)
            } catch {
                if case .moved = error { throw error }
                poison(&state)
                throw error
            }
        }
    }

    /// Takes over whole appends that a crash left beyond the head and sets a torn one aside, so
    /// that the head is accurate. Does nothing if there is no journal.
    func recover() throws(JournalError) {
        try withTail { (state: inout State, tail) throws(JournalError) in
            var tail = tail
            try recordGaps(&state, &tail)
        }
    }

    /// Starts a segment at `position` if the head is before it.
    func leaveOut(upTo position: Position) throws(JournalError) {
        try withTail { (state: inout State, tail) throws(JournalError) in
            guard tail.record.position < position else { return }
            var next = tail.record
            next.position = position
            next.digest = .unknown
            try continueInNewSegment(next, at: try clock(), &state)
        }
    }

    /// Appends a record and starts a segment with the clock's time, if the journal's is ahead of it.
    func beginStretch(
        recording encode: (_ reached: JournalTime, _ clock: JournalTime) -> [UInt8]
    ) throws(JournalError) -> ClockRepair? {
        var repair: ClockRepair?
        try withTail { (state: inout State, tail) throws(JournalError) in
            var tail = tail
            let wallTime = try clock()
            let time = JournalTime(nanosecondsSinceEpoch: wallTime)
            guard time < tail.record.time else { return }
            // The caller knows that.
            state.isClockBehind = true
            try recordGaps(&state, &tail)
            var batch = RecordBatch()
            batch.append(encode(tail.record.time, time))
            let positions = try write(batch, &state, tail)
            guard var next = state.tail?.record else { return }
            next.time = time
            try continueInNewSegment(next, at: wallTime, &state)
            repair = ClockRepair(
                position: positions.lowerBound,
                reached: tail.record.time,
                clock: time
            )
        }
        return repair
    }

    private func continueInNewSegment(
        _ record: HeadRecord,
        at wallTimeNanoseconds: Int64,
        _ state: inout State
    ) throws(JournalError) {
        guard var tail = state.tail else { return }
        let opening = TailOpening(
            files: files,
            options: options,
            wallTimeNanoseconds: wallTimeNanoseconds
        )
        var next = record
        try tail.moveToSegment(try opening.beginSegment(&next))
        try tail.storeHead(next)
        state.tail = tail
    }

    /// Runs `body` under the append lock, with the tail recovered; does nothing without a journal.
    private func withTail(
        _ body: (inout State, OpenTail) throws(JournalError) -> Void
    ) throws(JournalError) {
        guard try !files.segments().isEmpty else { return }
        try state.withLock { (state: inout State) throws(JournalError) in
            do throws(JournalError) {
                try state.lock.wait(timeout: options.appendLockTimeout)
                defer { state.lock.release() }
                guard let tail = try openTail(&state, creating: false) else { return }
                try body(&state, tail)
            } catch {
                poison(&state)
                throw error
            }
        }
    }

    private func createDirectory() throws(JournalError) {
        try io { () throws(FileError) in try files.fileSystem.createDirectories(files.directory) }
    }

    private func openTail(_ state: inout State, creating: Bool) throws(JournalError) -> OpenTail? {
        if let tail = state.tail {
            if try tail.isCurrent(files) {
                try marks.lookForMarks()
                return tail
            }
            poison(&state)
        }
        var opening = TailOpening(files: files, options: options, wallTimeNanoseconds: try clock())
        defer { note(opening.notices) }
        state.tail = try opening.open(creating: creating)
        try marks.lookForMarks()
        return state.tail
    }

    /// Records the unrecorded gaps of marked segments, as one frame.
    private func recordGaps(_ state: inout State, _ tail: inout OpenTail) throws(JournalError) {
        guard let coding = options.gapCoding, marks.isPending else { return }
        let marked = marks.pending()
        let finder = GapFinder(files: files, head: tail.record, coding: coding)
        let gaps = try finder.unrecorded(in: marked)
        if !gaps.isEmpty {
            var batch = RecordBatch()
            for gap in gaps { batch.append(coding.encode(gap)) }
            let positions = try write(batch, &state, tail)
            note([.gapsRecorded(positions: positions)])
            if let current = state.tail { tail = current }
        }
        marks.clear(marked)
    }

    @discardableResult
    private func write(
        _ batch: RecordBatch,
        _ state: inout State,
        _ tail: OpenTail
    ) throws(JournalError) -> Range<Position> {
        var buffer = ScratchBuffer()
        let frame = buffer.prepare(FrameHeader.byteCount + batch.byteCount)
        let block = batch.bytes.withUnsafeBytes { FrameCodec.encode($0, into: frame) }
        return try write(batch, block, frame, &state, tail)
    }

    private func write(
        _ batch: RecordBatch,
        _ block: FrameCodec.Block,
        _ frame: UnsafeMutableRawBufferPointer,
        _ state: inout State,
        _ current: OpenTail
    ) throws(JournalError) -> Range<Position> {
        var tail = current
        let wallTime = try clock()
        watchClock(wallTime, tail.record, &state.isClockBehind)
        var next = tail.record
        next.time = max(next.time, JournalTime(nanosecondsSinceEpoch: wallTime))
        let frameBytes = FrameHeader.byteCount + block.storedBytes
        if isFull(next, adding: frameBytes) {
            let opening = TailOpening(
                files: files,
                options: options,
                wallTimeNanoseconds: next.time.nanosecondsSinceEpoch
            )
            try tail.moveToSegment(try opening.beginSegment(&next))
            state.tail = tail
        }
        let header = FrameHeader(
            isCompressed: block.isCompressed,
            firstPosition: next.position,
            journalTime: next.time,
            wallTimeNanoseconds: wallTime,
            recordCount: batch.count,
            recordBytes: batch.byteCount,
            storedBytes: block.storedBytes,
            storedChecksum: block.checksum,
            chain: next.chain,
            journalTag: next.journalID.tag
        )
        header.write(to: frame)
        let bytes = UnsafeRawBufferPointer(rebasing: frame[..<frameBytes])
        try put(bytes, at: next.offset, in: tail.file)
        next.position = header.endPosition
        next.offset += Int64(frameBytes)
        next.chain = FrameHeader.digest(of: bytes)
        batch.bytes.withUnsafeBytes { next.digest.fold(AppendHeader(header), $0) }
        // Should this fail, the frame is whole and synced but not acknowledged; nobody may cut it
        // any more, since the new head may have been stored. The next writer takes it over.
        try tail.storeHead(next)
        state.tail = tail
        return header.firstPosition..<header.endPosition
    }

    /// Writes and syncs a frame. If either fails, the frame is cut off again where that still
    /// works, so that what threw did not happen. Where it does not, the next writer finds either
    /// a whole frame, which it takes over, or a torn one.
    private func put(
        _ bytes: UnsafeRawBufferPointer,
        at offset: Int64,
        in file: any OpenFile
    ) throws(JournalError) {
        do throws(FileError) {
            try file.writeAll(bytes, atOffset: offset)
            if options.sync == .everyAppend { try file.synchronizeData() }
        } catch {
            try? file.truncate(toSizeBytes: offset)
            throw .io(error)
        }
    }

    private func isFull(_ record: HeadRecord, adding frameBytes: Int) -> Bool {
        let isEmpty = record.offset <= Int64(SegmentHeader.byteCount)
        return !isEmpty && record.offset + Int64(frameBytes) > Int64(options.segmentLimitBytes)
    }

    private func poison(_ state: inout State) {
        state.tail?.close()
        state.tail = nil
    }

    /// Reports each step of more than a day ahead, and once each time that the clock falls behind,
    /// not at every append.
    private func watchClock(_ wallTime: Int64, _ record: HeadRecord, _ isBehind: inout Bool) {
        let (step, overflow) = wallTime.subtractingReportingOverflow(
            record.time.nanosecondsSinceEpoch
        )
        if overflow || record.position == .zero { return }
        if step > Self.dayNanoseconds { note([.clockWentAhead(nanoseconds: step)]) }
        let isNowBehind = step < -Self.clockToleranceNanoseconds
        if isNowBehind, !isBehind { note([.clockWentBackwards(nanoseconds: -step)]) }
        isBehind = isNowBehind
    }

    func note(_ more: [JournalNotice]) {
        notices.withLock { $0 += more }
    }
}
