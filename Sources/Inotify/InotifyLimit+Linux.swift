#if os(Linux) && !PSM_PORTABLE
import FileIO
import SystemPackage

/// What the kernel grants each user, from `/proc/sys/fs/inotify`. Serves ``Inotify``.
package enum InotifyLimit {
    /// `max_user_watches`; 0 if it cannot be read.
    package static var watches: Int {
        guard let bytes = ProcFile.read("/proc/sys/fs/inotify/max_user_watches") else { return 0 }
        return Int(String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)) ?? 0
    }
}
#endif
