internal import FileIO
internal import Glibc
package import SystemPackage

/// The system calls of programs that change files, by paths of bytes, beside those of ``Tree``.
package enum FileCalls {
    /// A file that was opened for writing and is written piece by piece.
    package final class Writer {
        private let file: any OpenFile
        private var offset: Int64

        /// - Parameter appends: else what is in it goes at once.
        package init(_ path: FilePath, appends: Bool = false) throws {
            file = try PosixFileSystem().open(path, .create)
            offset = appends ? try file.metadata().sizeBytes : 0
            if !appends { try file.truncate(toSizeBytes: 0) }
        }

        package func write(_ text: String) throws {
            try file.writeAll(Array(text.utf8), atOffset: offset)
            offset += Int64(text.utf8.count)
        }

        package func truncate(toSizeBytes size: Int64) throws {
            try file.truncate(toSizeBytes: size)
            offset = size
        }

        package func close() { file.close() }
    }

    /// Swaps two names in one step: renameat2(2) with `RENAME_EXCHANGE`.
    package static func exchange(_ one: FilePath, _ other: FilePath) throws {
        typealias Rename =
            @convention(c) (
                Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
            ) -> Int32
        // The C library as Swift sees it here does not declare it.
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "renameat2") else { throw Errno.noFunction }
        let rename = unsafeBitCast(symbol, to: Rename.self)
        try check(
            one.withPlatformString { one in
                other.withPlatformString { rename(AT_FDCWD, one, AT_FDCWD, $0, 2) }
            }
        )
    }

    package static func link(_ path: FilePath, _ target: FilePath) throws {
        try check(
            path.withPlatformString { path in
                target.withPlatformString { Glibc.link(path, $0) }
            }
        )
    }

    /// Gives a name to a file that had none while it was written: open(2) with `O_TMPFILE`. It
    /// comes whole, and nobody hears that it is closed.
    package static func writeUnnamed(_ text: String, in folder: FilePath, as name: FilePath) throws
    {
        let unnamed = O_DIRECTORY | 0o20_000_000
        let descriptor = folder.withPlatformString { open($0, O_RDWR | unnamed | O_CLOEXEC, 0o644) }
        try check(descriptor)
        defer { close(descriptor) }
        let count = text.utf8.count
        if write(descriptor, text, count) != count { throw Errno.ioError }
        try check(
            name.withPlatformString {
                linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, $0, AT_SYMLINK_FOLLOW)
            }
        )
    }

    package static func symlink(to target: FilePath, _ path: FilePath) throws {
        try check(
            target.withPlatformString { target in
                path.withPlatformString { Glibc.symlink(target, $0) }
            }
        )
    }

    package static func setMode(_ path: FilePath, _ mode: UInt32) throws {
        try check(path.withPlatformString { chmod($0, mode) })
    }

    package static func removeDirectory(_ path: FilePath) throws {
        try check(path.withPlatformString { rmdir($0) })
    }

    private static func check(_ result: Int32) throws {
        if result < 0 { throw Errno(rawValue: errno) }
    }
}
