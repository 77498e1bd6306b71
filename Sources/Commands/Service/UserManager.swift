import App
import FileIO
import Glibc
import Messages
import SystemPackage

/// The user's own systemd instance, controlled with `systemctl`.
struct UserManager {
    private let systemctl: FilePath

    /// nil if there is no `systemctl` in `PATH`, or systemd does not answer.
    init?(environment: [String: [UInt8]]) {
        guard let found = Self.systemctl(environment), Self.answers(environment) else {
            return nil
        }
        systemctl = found
    }

    /// The commands that load a unit file and start the unit.
    ///
    /// Starting does not wait: the service is ready when its first build is done.
    ///
    /// - Parameter isReplaced: whether the unit may be running from a former file.
    static func start(_ unit: String, isReplaced: Bool) -> [[String]] {
        let start =
            isReplaced
            ? [["enable", unit], ["restart", "--no-block", unit]]
            : [["enable", "--now", "--no-block", unit]]
        return [["daemon-reload"]] + start
    }

    static func stop(_ unit: String) -> [String] { ["disable", "--now", unit] }

    static let forget = ["daemon-reload"]

    /// The command line as a user types it.
    static func commandLine(_ arguments: [String]) -> String {
        (["systemctl", "--user"] + arguments).joined(separator: " ")
    }

    /// Runs `systemctl --user` and waits for it; its output goes to stderr.
    ///
    /// - Throws: `CommandError` if it fails.
    func run(_ arguments: [String]) throws(CommandError) {
        let status = try wait(for: spawn(["systemctl", "--user"] + arguments))
        guard status == 0 else {
            throw CommandError(
                .tryAgain,
                "“\(Self.commandLine(arguments))” failed, for the reason above. Fix it and run this "
                    + "command again."
            )
        }
    }

    // MARK: Looking for it

    private static func systemctl(_ environment: [String: [UInt8]]) -> FilePath? {
        (environment["PATH"] ?? []).split(separator: UInt8(ascii: ":")).lazy
            .map { FilePath(bytes: Array($0)).appending("systemctl") }
            .first { path in
                path.isAbsolute && path.withPlatformString { access($0, X_OK) } == 0
            }
    }

    /// Whether something listens on the socket that `systemctl --user` connects to: the file may
    /// have outlived its manager.
    private static func answers(_ environment: [String: [UInt8]]) -> Bool {
        guard let directory = environment["XDG_RUNTIME_DIR"],
            let address = UnixSocketAddress(directory + Array("/systemd/private".utf8))
        else { return false }
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return address.withPointer { connect(descriptor, $0, $1) } == 0
    }

    // MARK: Running it

    /// Source: posix_spawn(3).
    private func spawn(_ arguments: [String]) throws(CommandError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        // Only psm itself writes to stdout.
        posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
        let strings = arguments.map { strdup($0) }
        defer { for string in strings { free(string) } }
        var child: pid_t = 0
        let code = systemctl.withPlatformString { path in
            posix_spawn(&child, path, &actions, nil, strings + [nil], environ)
        }
        guard code == 0 else { throw failure(code) }
        return child
    }

    private func wait(for child: pid_t) throws(CommandError) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { throw failure(errno) }
        }
        return status
    }

    private func failure(_ code: Int32) -> CommandError {
        CommandError(
            .inputOutput,
            "Cannot run \(systemctl.string): \(Errno(rawValue: code)). "
                + "Remove it from PATH, and psm prints the commands to run instead."
        )
    }
}
