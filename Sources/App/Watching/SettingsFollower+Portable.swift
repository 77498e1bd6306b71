#if !os(Linux) || PSM_PORTABLE
import SystemPackage
import Threads

/// Serves `SettingsReload`, where nothing tells of changes: SIGHUP is left.
final class SettingsFollower: Sendable {
    init(file: FilePath?, others: FilePath, own: [UInt8], bell: Doorbell) {}

    func start() {}
    func stop() {}
    func takeMove() -> (file: Bool, others: Bool) { (false, false) }
}
#endif
