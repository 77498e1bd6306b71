import ArgumentParser
import Journal
import Messages
import SystemPackage

/// Up to where somebody has read which journal: `JOURNAL:POSITION`, the next position to be read.
struct Cursor: Hashable {
    let journal: JournalID
    let position: Position

    init(journal: JournalID, position: Position) {
        self.journal = journal
        self.position = position
    }

    /// What `description` prints.
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

    /// The position, where it is one of this journal.
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

/// Why reading cannot go on from a cursor.
enum CursorError: Hashable {
    /// It is one of another journal; `journal` is `nil` where there is none yet.
    case foreign(Cursor, journal: JournalID?, directory: FilePath)
    /// The journal does not reach as far: it was replaced by an older copy.
    case beyondHead(Cursor, head: Position)
    /// The file holds something else.
    case unreadable(FilePath)
    /// Somebody else held the file for all of the time.
    case locked(FilePath, waited: Duration)
}

extension CursorError: ReportableError {
    var exitStatus: ExitStatus {
        if case .locked = self { .tryAgain } else { .damagedData }
    }

    var description: String {
        switch self {
        case .foreign(let cursor, let journal?, let directory):
            return "The cursor \(cursor) is one of another journal: that in \(directory.string) "
                + "is \(journal). Name the data folder it was made with, or begin anew without it."
        case .foreign(let cursor, nil, let directory):
            return "The cursor \(cursor) is one of another journal: in \(directory.string) "
                + "nothing was recorded yet. Name the data folder it was made with, or begin "
                + "anew without it."
        case .beyondHead(let cursor, let head):
            return "The cursor \(cursor) is beyond the journal's head, \(head): the journal is "
                + "an older copy of itself. Begin anew without the cursor, or with --since."
        case .unreadable(let path):
            return "\(path.string) holds no cursor. It was left as it is; name another file, or "
                + "delete it to begin anew."
        case .locked(let path, let waited):
            return "Another psm has been reading with \(path.string) for "
                + "\(waited.components.seconds) seconds. Try again when it is done."
        }
    }
}
