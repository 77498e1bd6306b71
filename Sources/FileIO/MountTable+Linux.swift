#if os(Linux) && !PSM_PORTABLE
import Glibc
package import SystemPackage

/// What is mounted where, as this process sees it, and a descriptor that tells when that changes.
/// Serves `Inotify` and `InotifySource`.
///
/// Source: proc(5) on `/proc/PID/mountinfo`; poll(2) reports `POLLPRI` on it after each mount and
/// unmount.
package final class MountTable: Sendable {
    package struct Mount: Hashable, Sendable {
        /// The kernel's mount id; a mount on top of another has its own.
        package let id: Int
        package let path: FilePath
    }

    private static let path: FilePath = "/proc/self/mountinfo"

    /// To be polled for `POLLPRI`. Negative without `/proc`, which poll(2) ignores.
    package let descriptor: Int32

    package init() {
        descriptor = open(Self.path.string, O_RDONLY | O_CLOEXEC)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The mounts at or below `directory`; empty if the table cannot be read.
    package static func mounts(below directory: FilePath) -> Set<Mount> {
        guard let text = ProcFile.read(path) else { return [] }
        let mounts = text.split(separator: 0x0A).compactMap(mount)
        return Set(mounts.filter { $0.path.starts(with: directory) })
    }

    /// `36 35 98:0 / /mnt/music rw …`: the id is the first field, the path the fifth.
    private static func mount(_ line: ArraySlice<UInt8>) -> Mount? {
        let fields = line.split(separator: 0x20, maxSplits: 5)
        guard fields.count > 4, let id = Int(String(decoding: fields[0], as: UTF8.self)) else {
            return nil
        }
        return Mount(id: id, path: FilePath(bytes: unescaped(fields[4])))
    }

    /// Spaces, newlines and backslashes in a path are escaped as three octal digits.
    private static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
        var path: [UInt8] = []
        var rest = field
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            guard byte == 0x5C, digits.count == 3,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            else {
                path.append(byte)
                continue
            }
            path.append(value)
            rest.removeFirst(3)
        }
        return path
    }
}
#endif
