import CGlibc
import Glibc
import SystemPackage

/// A terminal that a test types at and reads: what a process prints there comes out of `master`.
final class PseudoTerminal {
    /// What the process opens as its terminal.
    let path: FilePath
    private let master: Int32
    /// Held open, so that the terminal stands while no process has it.
    private let held: Int32
    private var shown: [UInt8] = []

    init() throws {
        master = posix_openpt(O_RDWR | O_NOCTTY)
        guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0,
            let name = ptsname(master)
        else { throw Errno(rawValue: errno) }
        path = FilePath(platformString: name)
        held = open(name, O_RDWR | O_NOCTTY)
        guard held >= 0, fcntl(master, F_SETFL, O_NONBLOCK) == 0 else {
            throw Errno(rawValue: errno)
        }
    }

    deinit {
        close(held)
        close(master)
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// All that was shown until now, with what was typed.
    var text: String {
        var piece = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = read(master, &piece, piece.count)
            if count <= 0 { break }
            shown += piece[..<count]
        }
        return String(decoding: shown, as: UTF8.self)
    }
}
