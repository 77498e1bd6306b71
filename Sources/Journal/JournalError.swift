package import FileIO
package import Messages
package import SystemPackage

/// Why the journal could not do what was asked.
package enum JournalError: Sendable {
    /// A file operation failed. After a failed append nothing of it is acknowledged.
    case io(FileError)
    /// Another process or thread held the lock for all of the time one was ready to wait.
    case locked(FilePath, waited: Duration)
    /// Something that no other file can stand in for cannot be read.
    case damaged(FilePath, String)
    /// Written by a later psm, in a format that this one does not know.
    case newerFormat(FilePath, version: Int)
    /// A file of another journal lies in this one's directory.
    case foreignJournal(FilePath, expected: JournalID, found: JournalID)
    /// A batch beyond the limit of one frame.
    case tooLarge(bytes: Int, limitBytes: Int)
    /// The head is not where the caller computed its batch: somebody appended meanwhile.
    case moved(expected: Position, head: Position)
}

extension JournalError: ReportableError {
    package var exitStatus: ExitStatus {
        switch self {
        case .io(let error): error.exitStatus
        case .locked, .moved: .tryAgain
        case .damaged, .newerFormat, .foreignJournal, .tooLarge: .damagedData
        }
    }

    /// A sentence that names the path, and where there is something to do, says what.
    package var description: String {
        switch self {
        case .io(let error):
            return error.description
        case .locked(let path, let waited):
            return "Another psm held \(path.string) for \(waited.components.seconds) seconds. "
                + "Try again when it is done."
        case .damaged(let path, let what):
            return "\(path.string) is damaged: \(what). Nothing was changed; run "
                + "psm journal verify to see all of it."
        case .newerFormat(let path, let version):
            return "\(path.string) is in journal format \(version), which this psm does not know. "
                + "Use the psm that wrote it, or a later one."
        case .foreignJournal(let path, let expected, let found):
            return "\(path.string) belongs to the journal \(found), not to \(expected). "
                + "Move it out of this directory."
        case .tooLarge(let bytes, let limitBytes):
            return "A batch of \(bytes) bytes is beyond the limit of \(limitBytes) bytes. "
                + "Append it in parts."
        case .moved(let expected, let head):
            return "The journal's head moved from \(expected) to \(head) in between. Try again."
        }
    }
}

extension JournalError {
    /// Whether the disk did not give the bytes of a file that is there: then they are damaged, and
    /// what lies behind them may be sound.
    var isUnreadable: Bool {
        if case .io(let error) = self { return error.isUnreadable }
        return false
    }
}

extension FileError {
    var isUnreadable: Bool { operation == .read && errno == .ioError }
}

/// Runs file operations, with their error told as the journal's.
func io<R>(_ body: () throws(FileError) -> R) throws(JournalError) -> R {
    do throws(FileError) {
        return try body()
    } catch {
        throw .io(error)
    }
}

/// Something that happened underneath, harmless by itself, that the command should tell.
package enum JournalNotice: Hashable, Sendable {
    /// Power was lost inside an append that was never acknowledged. Its bytes are kept.
    case tornTailKept(path: FilePath, sizeBytes: Int64, position: Position)
    /// The machine's clock is behind the journal's last time; the journal's does not go back.
    case clockWentBackwards(nanoseconds: Int64)
    /// Whole appends beyond the stored head were found and taken over after a crash.
    case recoveredBeyondHead(positions: Range<Position>)
    /// The tail is damaged; it is left as it is, and a new segment was begun behind it.
    case segmentAbandoned(path: FilePath, position: Position)
    /// What is damaged was recorded in the journal.
    case gapsRecorded(positions: Range<Position>)
    /// A reader met damage of which the journal says that it was repaired, and went on.
    case repairedDamageMet([Damage])
}

extension JournalNotice: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tornTailKept(let path, let sizeBytes, let position):
            return "An append at position \(position) was cut off by a crash. It was never "
                + "acknowledged; its \(sizeBytes) bytes are kept in \(path.string)."
        case .clockWentBackwards(let nanoseconds):
            return "The clock is \(nanoseconds / 1_000_000_000) seconds behind the journal's last "
                + "time. New events carry that last time until the clock has caught up."
        case .recoveredBeyondHead(let positions):
            return "Positions \(positions.lowerBound) to \(positions.upperBound) (exclusive) were "
                + "recovered after a crash."
        case .segmentAbandoned(let path, let position):
            return "\(path.string) is damaged at its end and was left as it is; the journal goes "
                + "on in a new segment at position \(position)."
        case .gapsRecorded(let positions):
            return "The journal is damaged; what is lost is recorded at position "
                + "\(positions.lowerBound). See psm journal repair."
        case .repairedDamageMet(let damages):
            return "The journal is damaged: \(damages.map(\.description).joined(separator: " ")) "
                + "That was repaired, and nothing more is lost by it."
        }
    }
}

extension JournalNotice {
    /// Whether there is damage, so that no process that met it ends as if all were well.
    package var isDamage: Bool {
        switch self {
        case .gapsRecorded, .segmentAbandoned, .repairedDamageMet: true
        case .tornTailKept, .clockWentBackwards, .recoveredBeyondHead: false
        }
    }
}
