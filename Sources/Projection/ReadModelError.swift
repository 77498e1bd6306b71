package import GRDB
package import Messages
package import SystemPackage

/// Why `psm.db` cannot be used: a full disk, a folder that may only be read, a damaged file.
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

    package var isDamage: Bool {
        [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(cause.resultCode)
    }
}

extension ReadModelError: ReportableError {
    package var exitStatus: ExitStatus {
        if isBusy { return .tryAgain }
        return isDamage ? .damagedData : .inputOutput
    }

    package var description: String {
        if isBusy { return "Another psm is writing \(path.string). Try again when it is done." }
        if isDamage {
            return "\(path.string) is damaged. Everything in it is computed from the journal: "
                + "delete it, and the next command builds it again."
        }
        let reason = "\(path.string) cannot be used: \(cause.message ?? "\(cause)")."
        switch cause.resultCode {
        case .SQLITE_FULL:
            return "\(reason) Free some space there and run the command again; nothing written "
                + "was lost."
        case .SQLITE_IOERR:
            return "\(reason) Its disk may be full or have a fault; look at df and dmesg."
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            return "\(reason) psm must be able to write it and its folder."
        default:
            return reason
        }
    }
}
