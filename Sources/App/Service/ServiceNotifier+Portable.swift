#if !os(Linux) || PSM_PORTABLE
/// ``ServiceNotifier`` where there is no systemd: nobody asks, so nothing is told. Serves
/// ``Watcher``.
package final class ServiceNotifier: Sendable {
    let beatInterval: Duration? = nil

    init(environment: [String: [UInt8]]) {}

    package static func ofProcess() -> ServiceNotifier { ServiceNotifier(environment: [:]) }

    func ready(_ status: String) {}
    func status(_ status: String) {}
    func stopping() {}
    func beat() {}
}
#endif
