internal import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A file without a name, which is gone with its last user, whatever happens.
final class TemporaryFile: Sendable {
    private let descriptor: FileDescriptor

    /// Makes it in `TMPDIR`, or else where large temporary files belong: `/tmp` may be in memory.
    ///
    /// Source: file-hierarchy(7).
    init() throws(Errno) {
        let chosen = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        let folders = chosen.isEmpty ? ["/var/tmp", "/tmp"] : [chosen]
        var failure = Errno.noSuchFileOrDirectory
        for folder in folders {
            var template = Array(FilePath(folder).appending("psm-XXXXXX").string.utf8CString)
            let number = mkstemp(&template)
            guard number >= 0 else {
                failure = Errno(rawValue: errno)
                continue
            }
            unlink(template)
            descriptor = FileDescriptor(rawValue: number)
            _ = fcntl(number, F_SETFD, FD_CLOEXEC)
            return
        }
        throw failure
    }

    deinit {
        try? descriptor.close()
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(Errno) {
        do {
            _ = try bytes.withUnsafeBytes {
                try descriptor.writeAll(toAbsoluteOffset: Int64(offset), $0)
            }
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    /// Appends `count` bytes from `offset` on to `bytes`.
    func read(_ count: Int, at offset: Int, into bytes: inout [UInt8]) throws(Errno) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: count))
        var done = 0
        while done < count {
            let found: Int
            do {
                found = try bytes.withUnsafeMutableBytes { bytes in
                    try descriptor.read(
                        fromAbsoluteOffset: Int64(offset + done),
                        into: UnsafeMutableRawBufferPointer(rebasing: bytes[(start + done)...])
                    )
                }
            } catch {
                throw error as? Errno ?? .ioError
            }
            if found == 0 { throw .ioError }
            done += found
        }
    }
}
