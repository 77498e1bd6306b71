import FileIO
package import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How a path that the user wrote becomes one that psm uses.
package enum SettingsPaths {
    /// `~` and `~/…` from `home`, a relative path from `base`, and `.`, `..` and double slashes
    /// taken out without looking at the disk. nil: a `~`, and no home.
    package static func absolute(_ written: [UInt8], base: FilePath, home: FilePath?) -> FilePath? {
        var path = FilePath(bytes: written)
        if written.first == UInt8(ascii: "~") {
            guard let home else { return nil }
            path = home.pushing(FilePath(bytes: Array(written.dropFirst().drop { $0 == 0x2F })))
        }
        return base.pushing(path).lexicallyNormalized()
    }

    /// The first two of `roots` that share files, the outer one first, or nil.
    ///
    /// - Parameter resolve: the path without links; nil where it does not exist.
    static func overlap(
        of roots: [FilePath],
        resolve: (FilePath) -> FilePath?
    ) -> (outer: FilePath, inner: FilePath)? {
        let resolved = roots.map { resolve($0) ?? $0 }
        for later in roots.indices {
            for earlier in roots.indices.prefix(later) {
                for paths in [roots, resolved] {
                    if paths[later].starts(with: paths[earlier]) {
                        return (roots[earlier], roots[later])
                    }
                    if paths[earlier].starts(with: paths[later]) {
                        return (roots[later], roots[earlier])
                    }
                }
            }
        }
        return nil
    }

    /// `path` without links, by `realpath(3)`; nil where it does not exist.
    static func withoutLinks(_ path: FilePath) -> FilePath? {
        path.withPlatformString { pointer in
            guard let resolved = realpath(pointer, nil) else { return nil }
            defer { free(resolved) }
            return FilePath(platformString: resolved)
        }
    }
}
