import ArgumentParser
import Journal
import Messages
import SystemPackage

/// How far a reader has read a journal: `JOURNAL:POSITION`, with the next position to read.
struct Cursor: Hashable {
    let journal: JournalID
    let position: Position

    init(journal: JournalID, position: Position) {
        self.journal = journal
        self.position = position
    }

    /// Parses what `description` prints.
    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let journal = JournalID(String(parts[0])),
            parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let position = UInt64(parts[1])
        else { return nil }
        self.init(journal: journal, position: Position(position))
    }

    /// For options.
    static func argument(_ text: String) throws -> Cursor {
        guard let cursor = Cursor(text) else {
            throw ValidationError(
                "A cursor is the journal's id and a position, such as "
                    + "0123456789abcdef0123456789abcdef:42; psm journal info prints both."
            )
        }
        return cursor
    }

    /// The position, if the cursor belongs to this journal.
    func position(in journal: Journal) throws -> Position {
        let identity = try journal.identity()
        guard self.journal == identity else {
            throw CursorError.foreign(self, journal: identity, directory: journal.directory)
        }
        let head = try journal.head().position
        guard position <= head else { throw CursorError.beyondHead(self, head: head) }
        return position
    }
}

extension Cursor: CustomStringConvertible {
    var description: String { "\(journal):\(position)" }
}

/// Why reading cannot continue from a cursor.
enum CursorError: Hashable {
    /// It belongs to another journal; `journal` is nil if there is none yet.
    case foreign(Cursor, journal: JournalID?, directory: FilePath)
    /// The journal ends before it: it was replaced by an older copy.
    case beyondHead(Cursor, head: Position)
    /// The file does not contain a cursor.
    case unreadable(FilePath)
    /// Another process held the file for the whole waiting time.
    case locked(FilePath, waited: Duration)
}

extension CursorError: ReportableError {
    var exitStatus: ExitStatus {
        if case .locked = self { .tryAgain } else { .damagedData }
    }

    var description: String {
        switch self {
        case .foreign(let cursor, let journal?, let directory):
            return "The cursor \(cursor) belongs to another journal: that in \(directory.string) "
                + "is \(journal). Use the data folder it was made with, or start over without it."
        case .foreign(let cursor, nil, let directory):
            return "The cursor \(cursor) belongs to another journal: in \(directory.string) "
                + "nothing has been recorded yet. Use the data folder it was made with, or start "
                + "over without it."
        case .beyondHead(let cursor, let head):
            return "The cursor \(cursor) is beyond the journal's head, \(head): the journal was "
                + "replaced by an older copy. Start over without the cursor, or with --since."
        case .unreadable(let path):
            return "\(path.string) does not contain a cursor. It was left unchanged; use another "
                + "file, or delete it to start over."
        case .locked(let path, let waited):
            return "Another psm has been reading with \(path.string) for "
                + "\(waited.components.seconds) seconds. Try again when it is done."
        }
    }
}
