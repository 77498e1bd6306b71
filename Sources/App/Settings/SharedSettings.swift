internal import FileIO
internal import FoundationEssentials
package import Messages
package import SystemPackage

/// The settings that everyone who works on a data folder shares: what is library, how it is matched,
/// and what is published. Two of them with different ones would undo each other's work in turn.
///
/// `settings.json` in the data folder remembers them, and where each came from. `watchers/` has a file
/// of each running watcher, which holds its lock, with the settings that it uses and those that it
/// would like to use.
///
/// ```swift
/// let shared = SharedSettings(dataDirectory: folder)
/// for change in try shared.agree(on: settings) { print(change.sentence) }
/// ```
package struct SharedSettings: Sendable {
    struct Entry: Codable, Equatable {
        /// As `psm config` shows it.
        let value: String
        /// `in /etc/psm/psm.yaml, line 3`
        let origin: String
    }

    typealias Values = [String: Entry]

    /// A setting with a new value.
    package struct Change: Sendable {
        let key: String
        let old: Entry
        let new: Entry

        package var sentence: String {
            let change = "\(key) is now \(new.value) (\(new.origin)); it was \(old.value)."
            guard Self.folders.contains(key) else { return change }
            return change + " What psm wrote there stays, and is no longer updated."
        }

        private static let folders: Set = [
            SettingKey.exportDirectory.rawValue, SettingKey.reportsDirectory.rawValue,
        ]
    }

    private let dataDirectory: FilePath
    private let fileSystem: any FileSystem

    private static let lockName = "settings.lock"
    private static let fileName = "settings.json"
    private static let patience = Duration.seconds(10)

    package init(dataDirectory: FilePath) {
        self.dataDirectory = dataDirectory
        fileSystem = PosixFileSystem(creating: .owner)
    }

    // MARK: Agreeing

    /// Takes up these settings for the data folder, unless a running watcher uses others.
    ///
    /// - Returns: what changed since the last time.
    /// - Throws: `SettingsConflict`.
    package func agree(on settings: Settings) throws -> [Change] {
        let values = values(of: settings)
        return try locked {
            try checkWatchers(values, but: nil)
            return try remember(values)
        }
    }

    /// The same for a watcher, which others must agree with from now on.
    package func register(
        _ settings: Settings,
        command: String
    ) throws -> (watcher: RegisteredWatcher, changes: [Change]) {
        let values = values(of: settings)
        return try locked {
            try checkWatchers(values, but: nil)
            let changes = try remember(values)
            let watcher = try RegisteredWatcher(
                in: watchers,
                command: command,
                using: values,
                fileSystem
            )
            return (watcher, changes)
        }
    }

    /// A running watcher's wish to use new settings: granted if every other one uses them or would
    /// like to.
    ///
    /// - Returns: what changed.
    /// - Throws: `SettingsConflict`; the wish is noted, so that the others know it.
    func change(_ watcher: RegisteredWatcher, to settings: Settings) throws -> [Change] {
        let values = values(of: settings)
        return try locked {
            try watcher.wish(for: values)
            try checkWatchers(values, but: watcher)
            let changes = try remember(values)
            try watcher.use(values)
            return changes
        }
    }

    /// Takes a wish back: the others must not count on it.
    func withdrawWish(of watcher: RegisteredWatcher) throws {
        try locked { try watcher.wish(for: nil) }
    }

    /// Where each running watcher has its file.
    var watchers: FilePath { dataDirectory.appending("watchers") }

    private func checkWatchers(_ values: Values, but own: RegisteredWatcher?) throws {
        for watcher in try RegisteredWatcher.others(in: watchers, but: own, fileSystem) {
            // A wish counts only between watchers: they take it up together.
            let agreesSoon =
                own != nil
                && watcher.wanted.map { Self.difference($0, values) == nil }
                    ?? false
            guard !agreesSoon, let key = Self.difference(watcher.used, values),
                let theirs = watcher.used[key], let mine = values[key]
            else { continue }
            throw SettingsConflict(
                key: key,
                mine: "\(mine.value) (\(mine.origin))",
                theirs: "\(theirs.value) (\(theirs.origin))",
                watcher: "\(watcher.command), process \(watcher.pid)"
            )
        }
    }

    private static func difference(_ left: Values, _ right: Values) -> String? {
        left.keys.sorted().first { right[$0] != nil && left[$0]?.value != right[$0]?.value }
    }

    // MARK: Memory

    /// Whether these settings are those of the data folder, or nobody has said which those are.
    /// Nothing is created or changed.
    func hold(_ settings: Settings) throws -> Bool {
        Self.difference(try remembered(), values(of: settings)) == nil
    }

    /// Those of the settings that are shared. A folder in the data folder is told as such: the data
    /// folder may have several names.
    private func values(of settings: Settings) -> Values {
        var values: Values = [:]
        for setting in settings.listing where setting.definition.isShared {
            var value = setting.value.display
            let inside = dataDirectory.string + "/"
            if value.hasPrefix(inside) {
                // By bytes: what is one character here may be several there.
                let rest = String(decoding: value.utf8.dropFirst(inside.utf8.count), as: UTF8.self)
                value = "\(rest) in the data folder"
            }
            values[setting.definition.key.rawValue] = Entry(
                value: value,
                origin: setting.origin.place
            )
        }
        return values
    }

    private var file: FilePath { dataDirectory.appending(Self.fileName) }

    private func remembered() throws -> Values {
        guard try fileSystem.metadata(at: file, followSymlinks: false) != nil else { return [:] }
        let bytes = try fileSystem.readAll(file)
        // Forgotten settings are told once less; nothing else depends on them.
        return (try? JSONDecoder().decode(Values.self, from: Data(bytes))) ?? [:]
    }

    private func remember(_ values: Values) throws -> [Change] {
        let remembered = try remembered()
        if remembered == values { return [] }
        try removeLeftovers()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let bytes = Array(try encoder.encode(values)) + [UInt8(ascii: "\n")]
        _ = try AtomicFile.replace(file, with: bytes, in: fileSystem)
        return values.keys.sorted().compactMap { key in
            guard let old = remembered[key], let new = values[key], old.value != new.value else {
                return nil
            }
            return Change(key: key, old: old, new: new)
        }
    }

    /// Removes what a killed psm left of this file. Under the lock nobody else uses it.
    private func removeLeftovers() throws {
        for name in try fileSystem.list(dataDirectory) where AtomicFile.isTemporary(name) {
            let path = dataDirectory.pushing(FilePath(bytes: name))
            guard try fileSystem.metadata(at: path, followSymlinks: false)?.kind == .regular else {
                continue
            }
            try fileSystem.remove(path)
        }
    }

    private func locked<Result>(_ body: () throws -> Result) throws -> Result {
        let lock = FileLock(
            path: dataDirectory.appending(Self.lockName),
            fileSystem: fileSystem
        )
        guard try lock.acquire(timeout: Self.patience) else {
            throw CommandError(
                .tryAgain,
                "Another psm is comparing its settings in \(dataDirectory.string). Try again."
            )
        }
        defer { lock.drop() }
        return try body()
    }
}

/// Two processes want to use one data folder with different settings.
package struct SettingsConflict: ReportableError {
    let key: String
    /// Values with their origins.
    let mine: String
    let theirs: String
    let watcher: String

    package var exitStatus: ExitStatus { .settings }

    package var description: String {
        "A running watcher (\(watcher)) uses \(key) = \(theirs), and this psm would use \(mine). Both "
            + "work on one data folder, so they must agree: give both the same settings, or stop "
            + "that one first."
    }
}
