internal import CLimits
package import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Limits of the process, for where a library meets them and says only that it failed.
package enum ResourceLimits {
    /// Checks that `count` more files can be opened, on behalf of a library whose own error would
    /// not say why.
    ///
    /// - Throws: `FileError` for `path`, with `.tooManyOpenFiles`.
    package static func require(descriptors count: Int, for path: FilePath) throws(FileError) {
        var opened: [Int32] = []
        defer { for descriptor in opened { close(descriptor) } }
        while opened.count < count {
            let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
            if descriptor < 0 {
                let code = Errno.current
                guard [.tooManyOpenFiles, .tooManyOpenFilesInSystem].contains(code) else { return }
                throw FileError(operation: .open, path: path, errno: code)
            }
            opened.append(descriptor)
        }
    }

    /// Whether a file may be refused because of its size.
    package static var limitFileSize: Bool { psm_is_file_size_limited() != 0 }
}
