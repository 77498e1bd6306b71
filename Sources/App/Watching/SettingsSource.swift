package import SystemPackage
internal import Threads

/// Where a watcher's settings come from, so that it can read them again while it runs.
package struct SettingsSource: Sendable {
    /// The settings file; nil if there is none.
    let file: FilePath?
    let load: @Sendable () throws -> Settings

    /// - Parameter load: like the one that gave the first settings.
    package init(file: FilePath?, load: @escaping @Sendable () throws -> Settings) {
        self.file = file
        self.load = load
    }
}

/// Takes up changed settings while a watcher runs: those of the file, on each change of it and on
/// SIGHUP, if the other watchers of the data folder agree.
final class SettingsReload {
    private let source: SettingsSource
    private let shared: SharedSettings
    private let watcher: RegisteredWatcher
    private let follower: SettingsFollower
    private var current: Settings
    /// What was told last; the same is not told twice.
    private var told: String?
    /// Whether the others have to agree first.
    private(set) var isWaiting = false

    /// - Parameter current: the settings as they were loaded, without the options of the command.
    init(
        _ source: SettingsSource,
        _ shared: SharedSettings,
        _ watcher: RegisteredWatcher,
        current: Settings,
        bell: Doorbell
    ) {
        self.source = source
        self.shared = shared
        self.watcher = watcher
        self.current = current
        follower = SettingsFollower(
            file: source.file,
            others: shared.watchers,
            own: watcher.name,
            bell: bell
        )
    }

    func start() { follower.start() }
    func stop() { follower.stop() }

    /// Whether it is worth reading them again.
    func takeMove() -> Bool {
        let move = follower.takeMove()
        return move.file || (move.others && isWaiting)
    }

    /// Reads them again.
    ///
    /// - Parameters:
    ///   - objection: why settings cannot be used, or nil.
    ///   - tell: gets sentences for the user.
    /// - Returns: the new ones, if they are to be used from now on.
    func reload(
        objection: (Settings) -> (any Error)?,
        tell: (ApplicationNotice.Severity, String) -> Void
    ) -> Settings? {
        do {
            let next = try source.load()
            if next.isSame(as: current) {
                told = nil
                try stopWaiting()
                return nil
            }
            if let objection = objection(next) { throw objection }
            let changes = try shared.change(watcher, to: next)
            isWaiting = false
            for change in changes { tell(.info, change.sentence) }
            current = next
            return next
        } catch {
            if error is SettingsConflict {
                isWaiting = true
            } else {
                try? stopWaiting()
            }
            let sentence = "The new settings are not used yet. \(error)"
            if sentence != told { tell(.warning, sentence) }
            told = sentence
            return nil
        }
    }

    private func stopWaiting() throws {
        if isWaiting { try shared.withdrawWish(of: watcher) }
        isWaiting = false
    }
}

extension Settings {
    /// Whether they have the same effect, wherever they come from.
    fileprivate func isSame(as other: Settings) -> Bool {
        func effective(_ settings: Settings) -> Settings {
            var settings = settings
            // An option may lay another level over it; a log is no one else's business.
            settings.logLevel = ""
            settings.listing = []
            return settings
        }
        return effective(self) == effective(other)
    }
}
