internal import SystemPackage

/// A directory of a file system that keeps none open: paths get a prefix. For stand-ins; links are
/// looked for and then refused, which a kernel does at once.
struct PathPrefixingFileSystem: FileSystem {
    private let base: any FileSystem
    private let prefix: FilePath

    init(
        _ base: any FileSystem,
        _ prefix: FilePath,
        followSymlinks: Bool
    ) throws(FileError) {
        let found = try base.metadata(at: prefix, followSymlinks: followSymlinks)
        guard let found else {
            throw FileError(operation: .open, path: prefix, errno: .noSuchFileOrDirectory)
        }
        guard found.kind == .directory else {
            throw FileError(operation: .open, path: prefix, errno: .notDirectory)
        }
        self.base = base
        self.prefix = prefix
    }

    private func full(_ path: FilePath) -> FilePath {
        path == "." || path.isEmpty ? prefix : prefix.pushing(path)
    }

    func open(_ path: FilePath, _ mode: OpenMode) throws(FileError) -> any OpenFile {
        let path = full(path)
        if try base.metadata(at: path, followSymlinks: false)?.kind == .symlink {
            throw FileError(operation: .open, path: path, errno: .tooManySymbolicLinkLevels)
        }
        return try base.open(path, mode)
    }

    func rename(_ source: FilePath, to target: FilePath) throws(FileError) {
        try base.rename(full(source), to: full(target))
    }

    func remove(_ path: FilePath) throws(FileError) {
        try base.remove(full(path))
    }

    func createDirectory(_ path: FilePath) throws(FileError) {
        try base.createDirectory(full(path))
    }

    func list(_ directory: FilePath) throws(FileError) -> [[UInt8]] {
        try base.list(full(directory))
    }

    func metadata(
        at path: FilePath,
        followSymlinks: Bool
    ) throws(FileError) -> FileMetadata? {
        try base.metadata(at: full(path), followSymlinks: followSymlinks)
    }

    func synchronizeDirectory(_ path: FilePath) throws(FileError) {
        try base.synchronizeDirectory(full(path))
    }
}
