package import FileIO
package import Messages
package import SystemPackage

/// Why the journal could not do what was asked.
package enum JournalError: Sendable {
    /// A file operation failed. After a failed append nothing of it is acknowledged.
    case io(FileError)
    /// Another process or thread held the lock until the time limit.
    case locked(FilePath, waited: Duration)
    /// A file that nothing can replace is unreadable.
    case damaged(FilePath, String)
    /// A later psm wrote it, in a format that this one does not know.
    case newerFormat(FilePath, version: Int)
    /// A file of another journal is in this journal's directory.
    case foreignJournal(FilePath, expected: JournalID, found: JournalID)
    /// A batch exceeds the limit of one frame.
    case tooLarge(bytes: Int, limitBytes: Int)
    /// The machine's clock shows a time that the journal cannot store.
    case clockOutOfRange
    /// The head is not where the caller computed its batch: another writer appended meanwhile.
    case moved(expected: Position, head: Position)
}

extension JournalError: ReportableError {
    package var exitStatus: ExitStatus {
        switch self {
        case .io(let error): error.exitStatus
        case .locked, .moved, .clockOutOfRange: .tryAgain
        case .damaged, .newerFormat, .foreignJournal, .tooLarge: .damagedData
        }
    }

    /// A sentence that names the path and says what the user can do, if anything.
    package var description: String {
        switch self {
        case .io(let error):
            return error.description
        case .locked(let path, let waited):
            return "Another psm has held \(path.string) for \(waited.components.seconds) seconds. "
                + "Try again when it has finished."
        case .damaged(let path, let what):
            return "\(path.string) is damaged: \(what). Nothing was changed. "
                + "psm journal verify lists all damage."
        case .newerFormat(let path, let version):
            return "\(path.string) is in journal format \(version), which this psm does "
                + "not support. Use the version of psm that wrote it, or a later one."
        case .foreignJournal(let path, let expected, let found):
            return "\(path.string) belongs to the journal \(found), not to \(expected). "
                + "Move it out of that directory."
        case .tooLarge(let bytes, let limitBytes):
            return "A batch of \(bytes) bytes exceeds the limit of \(limitBytes) bytes. "
                + "Append it in parts."
        case .clockOutOfRange:
            return
                "The machine's clock is outside the years 1678 to 2261, the range that the journal "
                + "can store. Nothing was written. Set the clock, and try again."
        case .moved(let expected, let head):
            return "Another psm moved the journal's head from \(expected) to \(head). Try again."
        }
    }
}

extension JournalError {
    /// Whether the disk failed to read the bytes of an existing file: then they are damaged, and
    /// what comes after them may be sound.
    var isUnreadable: Bool {
        if case .io(let error) = self { return error.isUnreadable }
        return false
    }
}

extension FileError {
    var isUnreadable: Bool { operation == .read && errno == .ioError }
}

/// Runs file operations and turns their errors into journal errors.
func io<R>(_ body: () throws(FileError) -> R) throws(JournalError) -> R {
    do throws(FileError) {
        return try body()
    } catch {
        throw .io(error)
    }
}

/// Something that happened during an operation, harmless by itself, that the user should know.
package enum JournalNotice: Hashable, Sendable {
    /// Power was lost inside an append that was never acknowledged. Its bytes are kept.
    case tornTailKept(path: FilePath, sizeBytes: Int64, position: Position)
    /// The machine's clock is behind the journal's last time, which never goes back.
    case clockWentBackwards(nanoseconds: Int64)
    /// The machine's clock is more than a day ahead of the journal's last time.
    case clockWentAhead(nanoseconds: Int64)
    /// Whole appends beyond the stored head were recovered after a crash.
    case recoveredBeyondHead(positions: Range<Position>)
    /// The tail is damaged; it was left unchanged, and a new segment was started after it.
    case segmentAbandoned(path: FilePath, position: Position)
    /// Damage was recorded in the journal.
    case gapsRecorded(positions: Range<Position>)
    /// A reader found damage that the journal records as repaired, and continued.
    case repairedDamageMet([Damage])
}

extension JournalNotice: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tornTailKept(let path, let sizeBytes, let position):
            return "A crash cut off the append at position \(position). It was never "
                + "acknowledged; its \(sizeBytes) bytes are kept in \(path.string)."
        case .clockWentBackwards(let nanoseconds):
            let step = Text.roughly(nanoseconds: nanoseconds)
            return "The clock is \(step) behind the journal's last time. New events get that last "
                + "time until the clock has caught up. If the clock was wrong then and is right "
                + "now, run psm journal repair --clock."
        case .clockWentAhead(let nanoseconds):
            let age = Text.roughly(nanoseconds: nanoseconds)
            return "According to the clock, the journal's last event is \(age) old. If the clock "
                + "is wrong, set it and run psm journal repair --clock, as the journal's time does "
                + "not go back by itself."
        case .recoveredBeyondHead(let positions):
            return "Positions \(positions.lowerBound) to \(positions.upperBound) (exclusive) were "
                + "recovered after a crash."
        case .segmentAbandoned(let path, let position):
            return "\(path.string) is damaged at its end and was left unchanged; the journal "
                + "continues in a new segment at position \(position)."
        case .gapsRecorded(let positions):
            return "The journal is damaged; the loss was recorded at position "
                + "\(positions.lowerBound). See psm journal repair."
        case .repairedDamageMet(let damages):
            return "The journal is damaged: \(damages.map(\.description).joined(separator: " ")) "
                + "It was repaired, and nothing else is lost."
        }
    }
}

extension JournalNotice {
    /// Whether it reports damage, so that no process that found it exits with success.
    package var isDamage: Bool {
        switch self {
        case .gapsRecorded, .segmentAbandoned, .repairedDamageMet: true
        case .tornTailKept, .clockWentBackwards, .clockWentAhead, .recoveredBeyondHead: false
        }
    }
}
