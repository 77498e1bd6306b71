internal import FileIO
package import GRDB
package import Messages
package import SystemPackage

/// Why `psm.db` cannot be used: a full disk, a read-only folder, a damaged file.
package struct ReadModelError {
    package let path: FilePath
    package let cause: DatabaseError

    package init(path: FilePath, cause: DatabaseError) {
        self.path = path
        self.cause = cause
    }

    /// Another process has been writing for too long.
    package var isBusy: Bool {
        [.SQLITE_BUSY, .SQLITE_LOCKED].contains(cause.resultCode)
    }

    /// Whether the database's file system has the locks that SQLite needs.
    static func hasLocks(beside path: FilePath) -> Bool {
        hasRecordLocks(at: path.removingLastComponent().appending("settings.lock"))
    }

    /// SQLite cannot read the file without making others beside it, which it may not.
    package var needsWriting: Bool {
        [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(cause.resultCode)
    }

    /// Whether the file or its disk is at fault, and not what was asked of it.
    package var isOfStorage: Bool { cause.isOfStorage }

    package var isDamage: Bool {
        [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(cause.resultCode)
    }
}

extension ReadModelError: ReportableError {
    package var exitStatus: ExitStatus {
        if isBusy { return Self.hasLocks(beside: path) ? .tryAgain : .inputOutput }
        return isDamage ? .damagedData : .inputOutput
    }

    package var description: String {
        if isBusy, !Self.hasLocks(beside: path) {
            return "The file system of \(path.string) has no file locks, which SQLite needs. "
                + "Choose a data folder on another one with --data-dir."
        }
        if isBusy {
            return "Another psm is writing \(path.string). Try again when it has finished."
        }
        if isDamage {
            return "SQLite finds \(path.string) damaged; if the disk failed for a moment, another "
                + "try helps. If psm journal verify finds nothing, move it away, and the next "
                + "command makes a new one from the journal. If the journal is damaged too, keep "
                + "it: it may hold the last copy of what the journal lost (psm journal repair)."
        }
        let reason = "\(path.string) cannot be used: \(cause.message ?? "\(cause)")."
        if cause.resultCode == .SQLITE_IOERR, ResourceLimits.limitFileSize {
            return "\(reason) The limit on the size of files (ulimit -f) may be reached: raise it. "
                + "Nothing saved so far was lost."
        }
        switch cause.resultCode {
        case .SQLITE_NOMEM:
            return "\(reason) The limit on memory (ulimit -v) may be reached. Nothing saved so far "
                + "was lost."
        case .SQLITE_FULL:
            return "\(reason) Free some space there and run the command again. Nothing saved so "
                + "far was lost."
        case .SQLITE_IOERR:
            return "\(reason) The disk may be full or failing; check df and dmesg."
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            if let (user, owner) = Ownership.mismatch(at: path) {
                return "You (\(user)) may not write \(path.string), which belongs to \(owner). Run "
                    + "psm as \(owner), or give this user a data folder with --data-dir."
            }
            return "\(reason) psm needs write permission for it and its folder: run psm as the "
                + "user who owns them, or choose another data folder with --data-dir."
        default:
            return reason
        }
    }
}
