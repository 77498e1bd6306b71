import Foundation
import Glibc
import SystemPackage

/// What people and programs do to a tree, by plain system calls.
enum TreeChanges {
    static func write(_ path: FilePath, _ text: String = "audio") throws {
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .truncate],
            permissions: [.ownerReadWrite, .groupRead]
        )
        try file.closeAfter { _ = try file.writeAll(text.utf8) }
    }

    static func append(_ path: FilePath, _ text: String = "more") throws {
        let file = try FileDescriptor.open(path, .writeOnly, options: .append)
        try file.closeAfter { _ = try file.writeAll(text.utf8) }
    }

    static func makeDirectory(_ path: FilePath) throws {
        try FileManager.default.createDirectory(
            atPath: path.string,
            withIntermediateDirectories: true
        )
    }

    static func rename(_ from: FilePath, _ to: FilePath) throws {
        guard Glibc.rename(from.string, to.string) == 0 else { throw Errno(rawValue: errno) }
    }

    static func remove(_ path: FilePath) throws {
        try FileManager.default.removeItem(atPath: path.string)
    }

    static func link(_ from: FilePath, _ to: FilePath) throws {
        guard Glibc.link(from.string, to.string) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Sets the time of the last change to a time long past.
    static func makeOld(_ path: FilePath) throws {
        let old = timespec(tv_sec: 1_000_000_000, tv_nsec: 0)
        guard utimensat(AT_FDCWD, path.string, [old, old], 0) == 0 else {
            throw Errno(rawValue: errno)
        }
    }

    static func setMode(_ path: FilePath, _ mode: mode_t) throws {
        guard chmod(path.string, mode) == 0 else { throw Errno(rawValue: errno) }
    }
}
