#if os(Linux) && !PSM_PORTABLE
package import Glibc

/// The address of a Unix domain socket: a path, or a name in the abstract namespace.
///
/// Source: unix(7).
package struct UnixSocketAddress: Sendable {
    private var address = sockaddr_un()
    private let lengthBytes: socklen_t

    /// - Parameter bytes: an absolute path, or `@` and an abstract name. nil if it is neither, or
    ///   longer than the kernel allows.
    package init?(_ bytes: [UInt8]) {
        let isAbstract = bytes.first == UInt8(ascii: "@")
        guard isAbstract || bytes.first == UInt8(ascii: "/"), bytes.count > 1 else { return nil }
        // An abstract name begins with a NUL, and a path ends with one.
        let name = isAbstract ? [0] + bytes.dropFirst() : bytes + [0]
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard name.count <= capacity else { return nil }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        // Every byte of an abstract name counts, so the length must not include any padding.
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
