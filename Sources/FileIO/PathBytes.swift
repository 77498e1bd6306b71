package import SystemPackage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension FilePath {
    /// Creates a path of exactly these bytes, UTF-8 or not. A NUL ends it, as in the kernel.
    package init(bytes: [UInt8]) {
        self = bytes.withTerminatedBytes { FilePath(platformString: $0) }
    }

    /// The path's bytes as the kernel sees them, without the terminating NUL.
    package var bytes: [UInt8] {
        withPlatformString { pointer in
            var bytes: [UInt8] = []
            var offset = 0
            while pointer[offset] != 0 {
                bytes.append(UInt8(bitPattern: pointer[offset]))
                offset += 1
            }
            return bytes
        }
    }
}

extension FilePath {
    /// The same path with all links resolved, by realpath(3); `nil` if nothing exists there.
    package func withoutLinks() -> FilePath? {
        withPlatformString { pointer in
            guard let resolved = realpath(pointer, nil) else { return nil }
            defer { free(resolved) }
            return FilePath(platformString: resolved)
        }
    }

    /// The same path without links, as far as it exists: the rest is appended as it is.
    package func resolvingLinks() -> FilePath {
        var existing = self
        var rest: [FilePath.Component] = []
        while true {
            if let resolved = existing.withoutLinks() {
                return resolved.appending(rest.reversed())
            }
            guard let last = existing.lastComponent, existing.removeLastComponent() else {
                return self
            }
            rest.append(last)
        }
    }
}

extension Array where Element == UInt8 {
    /// Calls `body` with these bytes as a C string.
    package func withTerminatedBytes<R>(_ body: (UnsafePointer<CChar>) -> R) -> R {
        var terminated: [CChar] = []
        terminated.reserveCapacity(count + 1)
        for byte in self { terminated.append(CChar(bitPattern: byte)) }
        terminated.append(0)
        return body(terminated)
    }
}
