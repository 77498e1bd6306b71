import Dispatch
import Glibc

/// SIGINT and SIGTERM as something to wait for: what is in hand is finished first.
///
/// A handler and not a mask: the runtime's threads are there before `main`, and a signal goes to
/// any thread that does not block it.
enum TerminationSignal {
    /// A byte for each signal that came: its number.
    private static let channel: (reader: Int32, writer: Int32) = {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0, "pipe(2) is refused")
        return (ends[0], ends[1])
    }()

    /// From here on the signals do not end the process by themselves.
    static func install() {
        // The pipe must be there before a handler needs it.
        _ = channel
        var action = sigaction()
        action.sa_flags = SA_RESTART
        action.__sigaction_handler.sa_handler = { signal in
            let code = errno
            var byte = UInt8(truncatingIfNeeded: signal)
            _ = write(TerminationSignal.channel.writer, &byte, 1)
            errno = code
        }
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
    }

    /// Returns with the first of the signals. A second one ends the process at once.
    static func wait() async {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "psm.signals").async {
                _ = next()
                continuation.resume()
                _exit(128 + next())
            }
        }
    }

    private static func next() -> Int32 {
        var byte: UInt8 = 0
        while read(channel.reader, &byte, 1) < 0, errno == EINTR {}
        return Int32(byte)
    }
}
