#if os(Linux) && !PSM_PORTABLE
package import SystemPackage

/// Files of `/proc`: the kernel makes them while they are read, and their size says nothing. Serves
/// ``MountTable``.
package enum ProcFile {
    private static let pieceBytes = 64 * 1024
    private static let limitBytes = 16 << 20

    /// The whole content; `nil` if it cannot be read.
    package static func read(_ path: FilePath) -> [UInt8]? {
        guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else {
            return nil
        }
        defer { try? file.close() }
        var bytes: [UInt8] = []
        while bytes.count < limitBytes {
            let piece = try? [UInt8](unsafeUninitializedCapacity: pieceBytes) { buffer, count in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            guard let piece else { return nil }
            if piece.isEmpty { return bytes }
            bytes += piece
        }
        return bytes
    }
}
#endif
