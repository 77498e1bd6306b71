"""The places at which `Tests/mutations` breaks the code, one at a time.

A mutation replaces text that stands exactly once in its file: whole lines (`Lines`; no new lines
means that they are left out) or an expression within one (`Expression`). The sentence says what is
broken.
"""

from .schemata import Expression, Lines

PLACES = [
    # Journal
    Lines(
        1, "Journal", "JournalWriter.swift",
        "After a failed write or sync the next append goes on with the same descriptor.",
        """
        if case .moved = error { throw error }
        poison(&state)
        throw error
        """,
        """
        throw error
        """,
    ),
    Lines(
        2, "Journal", "OpenTail.swift",
        "Frames beyond the head are synced, but not written again: a failed sync is believed.",
        """
        try file.writeAll(bytes, atOffset: offset)
        """,
        "",
    ),
    Lines(
        3, "Journal", "OpenTail.swift",
        "The directory is not synced when the last segment is opened: its name may be lost.",
        """
        try file.synchronizeData()
        try files.fileSystem.synchronizeDirectory(files.directory)
        """,
        """
        try file.synchronizeData()
        """,
    ),
    Lines(
        4, "Journal", "OpenTail.swift",
        "The copy of a torn tail is not synced before the tail is cut off.",
        """
        try file.synchronize()
        """,
        "",
    ),
    Lines(
        5, "Journal", "JournalWriter.swift",
        "The head is stored before the frame is written and synced.",
        """
        try put(bytes, at: next.offset, in: tail.file)
        """,
        """
        var early = next
        early.position = header.endPosition
        early.offset += Int64(frameBytes)
        early.chain = FrameHeader.digest(of: bytes)
        batch.bytes.withUnsafeBytes { early.digest.fold(AppendHeader(header), $0) }
        try tail.storeHead(early)
        try put(bytes, at: next.offset, in: tail.file)
        """,
    ),
    Lines(
        6, "Journal", "JournalWriter.swift",
        "A recovery does not take the append lock.",
        """
        try state.lock.wait(timeout: options.appendLockTimeout)
        defer { state.lock.release() }
        if var tail = try openTail(&state, creating: false) {
            try recordGaps(&state, &tail)
        }
        """,
        """
        if var tail = try openTail(&state, creating: false) {
            try recordGaps(&state, &tail)
        }
        """,
    ),
    Expression(
        7, "Journal", "GapFinder.swift",
        "Gaps recorded before the last damage are not looked for, and so recorded again.",
        r"gaps.map(\.segment).min()",
        r"gaps.map(\.segment).max()",
    ),
    Lines(
        8, "Journal", "Recovery.swift",
        "The time of a recovered frame is forgotten: the next append may be earlier than it.",
        """
        tail.record.time = max(tail.record.time, header.journalTime)
        """,
        "",
    ),
    Expression(
        9, "Journal", "SegmentScanner.swift",
        "A frame may follow another one than the one that it names.",
        "chain != header.chain",
        "false",
    ),
    Lines(
        10, "Journal", "Journal.swift",
        "Without a head, readers get frames that are not synced yet.",
        """
        try file.synchronizeData()
        """,
        "",
    ),
    # Publishers
    Expression(
        11, "Publishers", "Publishing/FolderManifest.swift",
        "A name in the list of files may lead out of the folder.",
        '!part.elementsEqual("..".utf8)',
        "true",
    ),
    Lines(
        12, "Publishers", "Publishing/PublishedFolder.swift",
        "A file that somebody edited without changing its size counts as psm's own.",
        """
        return manifest.isOwn(name, digest: try Self.digest(of: place))
        """,
        """
        return true
        """,
    ),
    Expression(
        13, "Publishers", "Publishing/PublishedFolder.swift",
        "A link in the place of an owner's folder is followed.",
        "isFolder ? try root.directory(at: path, followSymlinks: false) : nil",
        "try? root.directory(at: path, followSymlinks: true)",
    ),
    Lines(
        14, "Publishers", "Publishing/PublishedFolder.swift",
        "What replaces an edited file does not get its mode and group.",
        """
        attributes = try AtomicFile.attributes(of: place.leaf, in: place.fileSystem)
        """,
        "",
    ),
    Expression(
        15, "Publishers", "Publishing/PublishedFolder.swift",
        "A copy of the data folder that went on to the same position counts as the owner.",
        "found.lastRecord == owner.lastRecord",
        "true",
    ),
    Expression(
        16, "Publishers", "Reports/ReportsPublisher.swift",
        "Marks of changes that came while the pages were made are taken off unread.",
        '"DELETE FROM report_marks WHERE id <= ?"',
        '"DELETE FROM report_marks WHERE id <= ? OR TRUE"',
    ),
    Expression(
        17, "Publishers", "Publishing/PublishedFolder.swift",
        "The folders of owners are not synced after a file in them was deleted.",
        "unsynced.sorted()",
        r"unsynced.sorted().filter(\.isEmpty)",
    ),
    Lines(
        18, "Publishers", "Publishing/FolderManifest.swift",
        "After a crash, a version that was only announced hides the one that is in place.",
        """
        entries[name, default: []].append(entry)
        """,
        """
        entries[name] = [entry]
        """,
    ),
    # Decisions
    Expression(
        19, "Decisions", "Library/JournaledLibrary.swift",
        "A scan does not compare again where another psm appended before it got the decision lock.",
        "runner.journal.head().position == head",
        "true",
    ),
    Lines(
        20, "Decisions", "EventBatches.swift",
        "Moves that depend on one another may be cut in two by the limit of an append.",
        """
        if batch.count + events.count > limitCount { try finish() }
        for event in events { try EventCodec.encode(event, into: &batch) }
        """,
        """
        for event in events { try append(event) }
        """,
    ),
    Lines(
        21, "Decisions", "Decision.swift",
        "A decision is made without the decision lock.",
        """
        try runner.journal.withDecisionLock {
            let head = try runner.bringCurrent(projector)
            let events = try runner.readModel.read { try body($0, head) }
            _ = try append(events, to: runner.journal)
            if !events.isEmpty { _ = try runner.bringCurrent(projector) }
        }
        """,
        """
        let head = try runner.bringCurrent(projector)
        let events = try runner.readModel.read { try body($0, head) }
        _ = try append(events, to: runner.journal)
        if !events.isEmpty { _ = try runner.bringCurrent(projector) }
        """,
    ),
    Lines(
        22, "Decisions", "Decision.swift",
        "Damage that a decision comes across is not reported.",
        """
        if !report.openDamages.isEmpty {
            throw ProjectionError.skippedDamage(report.damages)
        }
        """,
        "",
    ),
    Lines(
        23, "Decisions", "EventBatches.swift",
        "An append of a scan may hold one event more than the limit.",
        """
        try EventCodec.encode(event, into: &batch)
        if batch.byteCount >= Self.limitBytes || batch.count >= limitCount { try finish() }
        """,
        """
        try EventCodec.encode(event, into: &batch)
        if batch.byteCount >= Self.limitBytes || batch.count > limitCount { try finish() }
        """,
    ),
    Expression(
        24, "Decisions", "Repair/JournalRepair.swift",
        "A repair gives the last position again that the tables know and the journal lost.",
        "end.positions.upperBound",
        "end.positions.upperBound.retreated(by: 1)",
    ),
    # Projection
    Expression(
        25, "Projection", "ProjectorRun.swift",
        "A model whose settings changed is rebuilt over damage that is not repaired.",
        "workers.contains { $0.rebuildReason != nil }",
        "workers.contains { $0.rebuildReason.map { $0 != .settings } ?? false }",
    ),
    Lines(
        26, "Projection", "ProjectorRun.swift",
        "After a rebuild of its own, the dependents of a dependent stay as they were.",
        """
        rebuilt.insert(projector.name)
        checkpoint.state = .unsettled
        """,
        """
        checkpoint.state = .unsettled
        """,
    ),
    Expression(
        27, "Projection", "ProjectorRun.swift",
        "The change at the position that a dependent comes to next is deleted before it is seen.",
        r'"DELETE FROM \(table.name) WHERE position < ?"',
        r'"DELETE FROM \(table.name) WHERE position <= ?"',
    ),
    Expression(
        28, "Projection", "RepairedGaps.swift",
        "A loss counts as repaired if the repair covers the beginning of it.",
        "open >= damage.positions.upperBound",
        "open > damage.positions.lowerBound",
    ),
    Expression(
        29, "Projection", "ProjectorRun.swift",
        "A full disk counts as the fault of the event: its projector stops, and the run commits.",
        ".SQLITE_FULL",
        "ResultCode.SQLITE_OK",
    ),
    Expression(
        30, "Projection", "ProjectorRun.swift",
        "A projector passes a dependency that waits for another one.",
        "$0.checkpoint.state != .running",
        "$0.checkpoint.state == .stopped",
    ),
]
