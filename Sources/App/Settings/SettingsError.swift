import Messages

/// Why settings cannot be used. A command that meets one exits 78 (`EX_CONFIG`).
package enum SettingsError: Equatable {
    /// The settings file cannot be read. `reason` is the system's message.
    case unreadableFile(path: String, reason: String)
    /// The settings file is not YAML, or not a table of settings. Line and column count from 1.
    case malformedFile(path: String, line: Int, column: Int, problem: String)
    /// No setting has this name. `nearest` is the most similar known name.
    case unknownKey(key: String, nearest: String, origin: SettingOrigin)
    /// The name is known from elsewhere, but psm does not have it. `reason` is a sentence.
    case unavailable(key: String, reason: String, origin: SettingOrigin)
    /// `allowed` completes "it must be …".
    case wrongValue(key: String, value: String, allowed: String, origin: SettingOrigin)
    /// Two library roots overlap.
    case overlappingRoots(outer: String, inner: String)
    /// Neither an option nor the environment tells where `what` is, and there is no home folder.
    case noHome(what: String, option: String)
}

extension SettingsError: ReportableError {
    var exitStatus: ExitStatus { .settings }

    package var description: String {
        switch self {
        case .unreadableFile(let path, let reason):
            "The settings file \(path) cannot be read: \(reason). "
                + "Check the path given with --config, and the file's permissions."
        case .malformedFile(let path, let line, let column, let problem):
            "The settings file \(path) is malformed at line \(line), column \(column): \(problem)."
        case .unknownKey(let key, let nearest, let origin):
            "\(key) (\(origin.place)) is not a setting of psm. Did you mean \(nearest)? "
                + "psm config lists all settings."
        case .unavailable(let key, let reason, let origin):
            "\(key) (\(origin.place)) is not supported. \(reason)"
        case .wrongValue(let key, let value, let allowed, let origin):
            "\(key) is “\(value)” (\(origin.place)); it must be \(allowed)."
        case .overlappingRoots(let outer, let inner) where outer == inner:
            "library.paths lists \(outer) twice (perhaps through a link). List it once."
        case .overlappingRoots(let outer, let inner):
            "library.paths lists \(outer) and, inside it, \(inner) (perhaps through a link). "
                + "Keep only one of the two: a file belongs to one root."
        case .noHome(let what, let option):
            "psm cannot tell where to put \(what), because HOME is not set. "
                + "Set HOME, or use \(option)."
        }
    }
}
