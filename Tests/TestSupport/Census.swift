package import FileIO
internal import Glibc
internal import SystemPackage

/// What find(1) gives below some directories: a plain recursion over readdir(3) that shares nothing
/// with the walk and the filter under test.
package struct Census: Equatable, Sendable {
    /// What tells one state of a file from another, as `library_files` keeps it.
    package struct Stamp: Hashable, Sendable, CustomStringConvertible {
        package let sizeBytes: Int64
        package let mtimeNanoseconds: Int64
        package let inode: UInt64

        package init(sizeBytes: Int64, mtimeNanoseconds: Int64, inode: UInt64) {
            self.sizeBytes = sizeBytes
            self.mtimeNanoseconds = mtimeNanoseconds
            self.inode = inode
        }

        package var description: String {
            "\(sizeBytes) bytes, mtime \(mtimeNanoseconds), inode \(inode)"
        }
    }

    /// Regular files by absolute path; also those that are no library.
    package private(set) var files: [[UInt8]: Stamp] = [:]
    /// Directories by absolute path, the given ones not among them.
    package private(set) var directories: Set<[UInt8]> = []

    private let followSymlinks: Bool
    private var unwanted: Set<[UInt8]> = []
    private var changeTimes: [[UInt8]: Int64] = [:]

    /// - Parameter followSymlinks: like `find -L`; a directory that is its own ancestor is passed
    ///   over.
    package init(_ trees: [Tree], followSymlinks: Bool = false) {
        self.followSymlinks = followSymlinks
        for tree in trees { collect(tree.path.bytes, isWanted: true, above: []) }
    }

    /// Those of the files that the default filter wants, written down a second time.
    package var wanted: [[UInt8]: Stamp] {
        files.filter { !unwanted.contains($0.key) }
    }

    /// What differs, as a path that is gone, came, or was touched in whatever way.
    package func changedPaths(since earlier: Census) -> [[UInt8]] {
        let paths = Set(files.keys).union(earlier.files.keys)
        let changed = paths.filter { changeTimes[$0] != earlier.changeTimes[$0] }
        return Array(changed.union(directories.symmetricDifference(earlier.directories)))
            .sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Files that are no longer at a path where they were.
    package func inodesThatLeft(since earlier: Census) -> Set<UInt64> {
        Set(earlier.files.filter { files[$0.key]?.inode != $0.value.inode }.values.map(\.inode))
    }

    private mutating func collect(
        _ directory: [UInt8],
        isWanted: Bool,
        above: [FileMetadata]
    ) {
        guard let own = try? FileMetadata.of(path: directory) else { return }
        let isLoop = above.contains { $0.inode == own.inode && $0.device == own.device }
        if isLoop { return }
        for name in (try? PosixFileSystem().list(FilePath(bytes: directory))) ?? [] {
            let path = directory + [0x2F] + name
            guard let found = try? FileMetadata.of(path: path, followSymlinks: followSymlinks)
            else { continue }
            let isPassedOver = !isWanted || name.first == UInt8(ascii: ".")
            switch found.kind {
            case .regular:
                files[path] = Stamp(found)
                changeTimes[path] = found.ctimeNanoseconds
                if isPassedOver || !Self.isAudio(name) { unwanted.insert(path) }
            case .directory:
                directories.insert(path)
                collect(path, isWanted: !isPassedOver, above: above + [own])
            case .symlink, .other: break
            }
        }
    }

    private static func isAudio(_ name: [UInt8]) -> Bool {
        [".mp3", ".flac"].contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }
}

extension Census.Stamp {
    package init(_ metadata: FileMetadata) {
        self.init(
            sizeBytes: metadata.sizeBytes,
            mtimeNanoseconds: metadata.mtimeNanoseconds,
            inode: metadata.inode
        )
    }
}

extension Census {
    /// How `known` differs from what is there, a sorted line a path; empty where it does not.
    package static func differences<Value: Equatable>(
        of known: [[UInt8]: Value],
        from truth: [[UInt8]: Value]
    ) -> [String] {
        let paths = Set(known.keys).union(truth.keys)
        return paths.filter { known[$0] != truth[$0] }.map { path in
            let name = String(decoding: path, as: UTF8.self)
            return switch (known[path], truth[path]) {
            case (let known?, let truth?): "\(name): known as \(known), is \(truth)"
            case (nil, let truth?): "\(name): not known, is \(truth)"
            case (let known?, nil): "\(name): known as \(known), is not there"
            case (nil, nil): name
            }
        }.sorted()
    }
}
