/// Which files did nothing but change their names, seen from outside: each of them must keep its id.
///
/// A file is followed by its inode from one census to the next. It drops out once it is written,
/// has several names, or leaves a name to bytes that nobody knows: whoever looks in between may
/// rightly take those for the file.
package struct Lineage: Sendable {
    private struct Descent {
        let origin: [UInt8]
        let stamp: Census.Stamp
        var paths: Set<[UInt8]>
    }

    private var descents: [UInt64: Descent] = [:]
    /// The states that were known at the beginning.
    private let known: Set<Census.Stamp>

    /// - Parameters:
    ///   - census: of all places between which files are renamed.
    ///   - ids: those of the known files by absolute path; nobody else has a descent.
    package init(_ census: Census, known ids: [[UInt8]: Int64]) {
        let stamps = census.files.filter { ids[$0.key] != nil }
        known = Set(stamps.values)
        for (path, stamp) in stamps {
            descents[stamp.inode] = Descent(origin: path, stamp: stamp, paths: [path])
        }
        dropAliases(in: census)
    }

    /// Follows the files to where they are now.
    ///
    /// - Parameter linked: inodes that had several names since, if only for a moment.
    package mutating func observe(_ census: Census, linked: Set<UInt64> = []) {
        dropAliases(in: census)
        for inode in linked { descents[inode] = nil }
        var places: [UInt64: [UInt8]] = [:]
        for (path, stamp) in census.files { places[stamp.inode] = path }
        for (inode, descent) in descents {
            guard let path = places[inode], census.files[path] == descent.stamp else {
                descents[inode] = nil
                continue
            }
            descents[inode]?.paths.insert(path)
        }
        for (inode, descent) in descents {
            let isTaken = descent.paths.contains { path in
                guard let other = census.files[path], other.inode != inode else { return false }
                return !known.contains(other)
            }
            if isTaken { descents[inode] = nil }
        }
    }

    private mutating func dropAliases(in census: Census) {
        var counts: [UInt64: Int] = [:]
        for stamp in census.files.values { counts[stamp.inode, default: 0] += 1 }
        for (inode, count) in counts where count > 1 { descents[inode] = nil }
    }

    /// Files that are known under another id than before, a sorted line each.
    ///
    /// - Parameters:
    ///   - earlier: the ids at the beginning, by absolute path.
    ///   - census: as it was last observed.
    package func broken(
        _ earlier: [[UInt8]: Int64],
        _ now: [[UInt8]: Int64],
        in census: Census
    ) -> [String] {
        census.files.compactMap { path, stamp -> String? in
            guard let descent = descents[stamp.inode], let id = now[path] else { return nil }
            guard let former = earlier[descent.origin], former != id else { return nil }
            let names = [descent.origin, path].map { String(decoding: $0, as: UTF8.self) }
            return "\(names[0]) -> \(names[1]): id \(former) became \(id)"
        }.sorted()
    }

    /// How many files are followed.
    package var count: Int { descents.count }
}
