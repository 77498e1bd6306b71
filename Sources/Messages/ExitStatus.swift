/// How a process ends, by the codes of sysexits.h; the README explains each.
package enum ExitStatus: Int32, CaseIterable, Sendable {
    /// EX_USAGE: the command line is wrong.
    case usage = 64
    /// EX_DATAERR: the journal, a database or an input file is damaged or malformed.
    case damagedData = 65
    /// EX_NOINPUT: an input does not exist.
    case noInput = 66
    /// EX_IOERR: the system failed to read or write.
    case inputOutput = 74
    /// EX_TEMPFAIL: the same command may succeed later.
    case tryAgain = 75
    /// EX_CONFIG: the settings are wrong, or conflict with those of another psm.
    case settings = 78
}
