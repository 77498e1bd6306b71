package import FoundationEssentials

/// The location of a library file: a root's absolute path and the path below it, both as bytes.
package struct LibraryPath: Hashable, Sendable {
    package var root: [UInt8]
    /// Relative to the root, without a leading slash.
    package var path: [UInt8]

    package init(root: [UInt8], path: [UInt8]) {
        self.root = root
        self.path = path
    }

    package init(root: Data, path: Data) {
        self.init(root: [UInt8](root), path: [UInt8](path))
    }

    /// The absolute path. The root `/` has no slash to add.
    package var absolute: [UInt8] {
        Self.join(root, path)
    }

    package static func join(_ root: some Collection<UInt8>, _ path: some Collection<UInt8>)
        -> [UInt8]
    {
        var bytes = [UInt8]()
        bytes.reserveCapacity(root.count + 1 + path.count)
        bytes.append(contentsOf: root)
        if path.isEmpty { return bytes }
        if bytes.last != UInt8(ascii: "/") { bytes.append(UInt8(ascii: "/")) }
        bytes.append(contentsOf: path)
        return bytes
    }

    /// The path below `root`; empty for the root itself, and `nil` if `absolute` is not inside it.
    package static func relative(_ absolute: some Collection<UInt8>, to root: [UInt8]) -> [UInt8]? {
        guard absolute.starts(with: root) else { return nil }
        let rest = absolute.dropFirst(root.count)
        guard let first = rest.first else { return [] }
        let slash = UInt8(ascii: "/")
        if root.last == slash { return [UInt8](rest) }
        return first == slash ? [UInt8](rest.dropFirst()) : nil
    }
}
