import CGlibc
import Dispatch
import Foundation
import Glibc
import SystemPackage
import Testing

/// The built `psm`, running as a process of its own: what it prints goes to files, so that nothing
/// blocks, and every wait has a generous end.
final class PsmProcess: Sendable {
    /// For machines with better things to do than these tests.
    static let timeLimit = Duration.seconds(120)
    private static let lookEvery = Duration.milliseconds(10)

    let processID: pid_t
    private let outputPath: FilePath
    private let errorPath: FilePath

    struct LaunchError: Error {
        let code: Int32
    }

    /// Which of the three standard streams the process is started without.
    struct ClosedStreams: OptionSet {
        let rawValue: Int
        static let input = ClosedStreams(rawValue: 1)
        static let output = ClosedStreams(rawValue: 2)
        static let error = ClosedStreams(rawValue: 4)
    }

    /// `psm` lies beside the test bundle.
    static let executable: FilePath = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
        return FilePath(platformString: buffer).removingLastComponent().appending("psm")
    }()

    init(
        _ arguments: [[UInt8]],
        executable: FilePath = PsmProcess.executable,
        environment: [String: String],
        directory: FilePath,
        output: FilePath,
        closed: ClosedStreams = [],
        standardInput: FilePath = "/dev/null",
        standardOutput: FilePath? = nil
    ) throws {
        outputPath = output.appending("stdout")
        errorPath = output.appending("stderr")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        let targets: [(Int32, ClosedStreams, FilePath, Int32)] = [
            (0, .input, standardInput, O_RDONLY), (1, .output, standardOutput ?? outputPath, flags),
            (2, .error, errorPath, flags),
        ]
        for (descriptor, stream, path, flags) in targets {
            if closed.contains(stream) {
                // It may be closed here already; then there is nothing to close.
                posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDONLY, 0)
                posix_spawn_file_actions_addclose(&actions, descriptor)
            } else {
                posix_spawn_file_actions_addopen(&actions, descriptor, path.string, flags, 0o644)
            }
        }
        posix_spawn_file_actions_addchdir_np(&actions, directory.string)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        let strings = [Array(executable.string.utf8)] + arguments
        let argv = strings.map { Self.copy($0) } + [nil]
        let variables = environment.map { Self.copy(Array("\($0.key)=\($0.value)".utf8)) } + [nil]
        defer { for pointer in argv + variables { free(pointer) } }
        // The threads of a test run are deaf to most signals, and their children would be too.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var child: pid_t = 0
        let code = posix_spawn(
            &child,
            executable.string,
            &actions,
            &attributes,
            argv,
            variables
        )
        guard code == 0 else { throw LaunchError(code: code) }
        processID = child
    }

    private static func copy(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar>? {
        (bytes + [0]).withUnsafeBytes { strdup($0.bindMemory(to: CChar.self).baseAddress!) }
    }

    var output: [UInt8] { Self.bytes(outputPath) }
    var errors: [UInt8] { Self.bytes(errorPath) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }

    private static func bytes(_ path: FilePath) -> [UInt8] {
        (try? Data(contentsOf: URL(fileURLWithPath: path.string))).map { [UInt8]($0) } ?? []
    }

    func send(_ signal: Int32) {
        kill(processID, signal)
    }

    /// Waits until `condition` holds.
    ///
    /// - Throws: with what the process printed, when the time limit is over.
    func wait(
        _ expectation: String,
        until condition: () throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + Self.timeLimit
        while try !condition() {
            guard ContinuousClock.now < deadline else {
                throw TimeLimitError(expectation: expectation, errors: errorText)
            }
            try await Task.sleep(for: Self.lookEvery)
        }
    }

    struct TimeLimitError: Error {
        let expectation: String
        let errors: String
    }

    /// Waits for its end. A process that does not end is killed, and its exit code is -9.
    func finished() async -> PsmOutput {
        let status: Int32 = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: self.waitBlocking()) }
        }
        let hasExited = status & 0x7F == 0
        return PsmOutput(
            exitCode: hasExited ? (status >> 8) & 0xFF : -(status & 0x7F),
            stdout: output,
            stderr: errorText
        )
    }

    private func waitBlocking() -> Int32 {
        let deadline = ContinuousClock.now + Self.timeLimit
        var status: Int32 = 0
        while waitpid(processID, &status, WNOHANG) == 0 {
            if ContinuousClock.now > deadline { kill(processID, SIGKILL) }
            usleep(2_000)
        }
        return status
    }
}

/// What a finished `psm` left.
struct PsmOutput {
    /// Negative: the signal that ended it.
    let exitCode: Int32
    let stdout: [UInt8]
    let stderr: String

    var text: String { String(decoding: stdout, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }

    /// The one JSON object that was printed.
    func json() throws -> JSONObject {
        try JSONObject(stdout)
    }

    /// A JSON object a line.
    func jsonLines() throws -> [JSONObject] {
        try lines.map { try JSONObject(Array($0.utf8)) }
    }
}

/// An object of JSON, by key.
struct JSONObject {
    let fields: [String: Any]

    init(_ bytes: [UInt8]) throws {
        let value = try JSONSerialization.jsonObject(with: Data(bytes))
        fields = try #require(value as? [String: Any])
    }

    private init(fields: [String: Any]) {
        self.fields = fields
    }

    var keys: Set<String> { Set(fields.keys) }

    subscript(key: String) -> Int? { (fields[key] as? NSNumber)?.intValue }
    func string(_ key: String) -> String? { fields[key] as? String }
    func strings(_ key: String) -> [String]? { fields[key] as? [String] }

    func object(_ key: String) throws -> JSONObject {
        JSONObject(fields: try #require(fields[key] as? [String: Any]))
    }

    func objects(_ key: String) throws -> [JSONObject] {
        try #require(fields[key] as? [[String: Any]]).map { JSONObject(fields: $0) }
    }
}
