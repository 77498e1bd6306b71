import FileIO
package import SystemPackage

/// Turns paths as the user writes them into absolute paths.
package enum SettingsPaths {
    /// Resolves `~` and `~/…` against `home` and a relative path against `base`, and removes `.`,
    /// `..` and double slashes without looking at the disk. nil for a `~` without a home folder.
    package static func absolute(_ written: [UInt8], base: FilePath, home: FilePath?) -> FilePath? {
        var path = FilePath(bytes: written)
        if written.first == UInt8(ascii: "~") {
            guard let home else { return nil }
            path = home.pushing(FilePath(bytes: Array(written.dropFirst().drop { $0 == 0x2F })))
        }
        return base.pushing(path).lexicallyNormalized()
    }

    /// The first two of `roots` that overlap, the outer one first; nil if none do.
    ///
    /// - Parameter resolve: the path with all links resolved; nil if it does not exist.
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
}
