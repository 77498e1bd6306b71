#if os(Linux) && !PSM_PORTABLE
package import Glibc

/// Where a socket of AF_UNIX is: a path, or a name that no file system has. Serves
/// ``ServiceNotifier``.
///
/// Source: unix(7).
package struct UnixSocketAddress: Sendable {
    private var address = sockaddr_un()
    private let lengthBytes: socklen_t

    /// - Parameter bytes: an absolute path, or an abstract name behind `@`. nil: it is neither, or
    ///   longer than the kernel takes.
    package init?(_ bytes: [UInt8]) {
        let isAbstract = bytes.first == UInt8(ascii: "@")
        guard isAbstract || bytes.first == UInt8(ascii: "/"), bytes.count > 1 else { return nil }
        // A NUL begins an abstract name, and ends a path.
        let name = isAbstract ? [0] + bytes.dropFirst() : bytes + [0]
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard name.count <= capacity else { return nil }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        // All of an abstract name counts, so it must not be longer than what was given.
        lengthBytes = socklen_t(MemoryLayout<sockaddr_un>.size - capacity + name.count)
    }

    /// Calls `body` with the address as bind(2), connect(2) and sendto(2) take it.
    package func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result)
        -> Result
    {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, lengthBytes) }
        }
    }
}
#endif
