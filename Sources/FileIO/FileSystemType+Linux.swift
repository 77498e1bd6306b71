#if os(Linux) && !PSM_PORTABLE
import CGlibc
import Glibc
package import SystemPackage

/// The kind of file system that holds a path. Serves `InotifySource`.
///
/// Source: statfs(2), linux/magic.h, and the sources of the file systems that are in neither.
package struct FileSystemType: Hashable, Sendable {
    /// `f_type`.
    package let magic: UInt32

    package init(magic: UInt32) {
        self.magic = magic
    }

    /// - Throws: `FileError`.
    package init(of path: FilePath) throws(FileError) {
        var status = statfs()
        guard path.withPlatformString({ statfs($0, &status) }) == 0 else {
            throw FileError(operation: .metadata, path: path, errno: .current)
        }
        magic = UInt32(truncatingIfNeeded: status.f_type)
    }

    /// Whether inotify misses changes made by others: another machine, a server process, or the
    /// host of a virtual machine.
    package var isSilent: Bool { Self.silent[magic] != nil }

    /// The name for messages.
    package var name: String { Self.silent[magic] ?? "0x" + String(magic, radix: 16) }

    private static let silent: [UInt32: String] = [
        0x0000_6969: "NFS", 0x0000_517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2",
        0x6573_5546: "FUSE", 0x0102_1997: "9P", 0x5346_414F: "AFS", 0x6B41_4653: "kAFS",
        0x7375_7245: "Coda", 0x00C3_6400: "Ceph", 0x0000_564C: "NCP", 0x0BD0_0BD0: "Lustre",
        0x7461_636F: "OCFS2", 0x0116_1970: "GFS2", 0x786F_4256: "vboxsf", 0xBACB_ACBC: "vmhgfs",
        0x1983_0326: "BeeGFS", 0x4750_4653: "GPFS", 0xAAD7_AAEA: "PanFS", 0x2003_0528: "OrangeFS",
        0x013A_13A1: "MooseFS", 0x6E66_7364: "nfsd",
    ]
}
#endif
