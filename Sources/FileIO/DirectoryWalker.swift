import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// One directory on the way from the start to where the walk is.
struct WalkLevel {
    /// `nil` while it is closed to save descriptors.
    var stream: OpaquePointer?
    let device: UInt64
    let inode: UInt64
    /// Length of this directory's relative path.
    let pathCount: Int
    /// Where its remaining subdirectories start in `pending`, NUL-terminated.
    let pendingStart: Int
}

/// The state of one walk. Depth-first, without recursion, as a tree may be deeper than the stack.
struct DirectoryWalker: ~Copyable {
    /// Beyond this depth, the uppermost directories are closed, and reopened on the way back.
    private static let openLimit = 64

    private let root: FilePath
    private let followSymlinks: Bool
    private var levels: [WalkLevel] = []
    /// Directories between the root and the start, for the loop check.
    private var above: [(device: UInt64, inode: UInt64)] = []
    private var path = ByteStack()
    private var pending = ByteStack()
    private var name = ByteStack(capacity: 256)

    var depth: Int { levels.count }

    init(root: FilePath, followSymlinks: Bool) {
        self.root = root
        self.followSymlinks = followSymlinks
    }

    deinit {
        for level in levels { level.stream.map { _ = closedir($0) } }
    }

    /// Enters one pending subdirectory of the deepest level, or leaves that level.
    mutating func step(_ visitor: inout some DirectoryVisitor) {
        guard let level = levels.last else { return }
        guard pending.count > level.pendingStart else {
            leave()
            return
        }
        takePendingName()
        guard let stream = openStream(ofLevel: levels.count - 1) else {
            // This directory was moved or replaced, so the rest of it is unknown.
            pending.truncate(to: level.pendingStart)
            let error = failure(.open, path.bytes, .staleNFSFileHandle)
            visitor.unreadable(path.bytes, isDirectory: true, error)
            return
        }
        let descendant = openChild(of: dirfd(stream), &visitor)
        guard let descendant else { return }
        let isMountPoint = descendant.status.device != level.device
        enter(descendant.stream, descendant.status, isMountPoint: isMountPoint, &visitor)
    }

    // MARK: Opening

    mutating func openStart(
        _ subdirectory: [UInt8],
        _ visitor: inout some DirectoryVisitor
    ) throws(FileError) {
        var descriptor = uninterrupted {
            root.withPlatformString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK) }
        }
        guard descriptor >= 0 else {
            throw FileError(operation: .list, path: root, errno: .current)
        }
        for component in subdirectory.split(separator: 0x2F) {
            if let status = Self.status(descriptor) { above.append((status.device, status.inode)) }
            let next = openChild([UInt8](component), of: descriptor)
            let code = Errno.current
            close(descriptor)
            component.withUnsafeBytes { appendToPath($0) }
            guard next >= 0 else { throw failure(.list, path.bytes, code) }
            descriptor = next
        }
        guard let status = Self.status(descriptor), let stream = fdopendir(descriptor) else {
            let error = failure(.list, path.bytes, .current)
            close(descriptor)
            throw error
        }
        // A walk from the root would not reach this directory.
        if followSymlinks, hasLoopAbove || isAncestor(status) {
            closedir(stream)
            throw failure(.list, path.bytes, .noSuchFileOrDirectory)
        }
        enter(stream, status, isMountPoint: false, &visitor)
    }

    /// Opens the directory `name` below `parent` and appends it to `path`.
    private mutating func openChild(
        of parent: Int32,
        _ visitor: inout some DirectoryVisitor
    ) -> (stream: OpaquePointer, status: FileMetadata)? {
        let parentPathCount = path.count
        let descriptor = uninterrupted { openat(parent, terminatedName, openFlags) }
        let code = Errno.current
        appendToPath(nameBytes)
        guard descriptor >= 0 else {
            let gone: [Errno] = [.noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels]
            if !gone.contains(code) {
                visitor.unreadable(
                    path.bytes,
                    isDirectory: true,
                    failure(.list, path.bytes, code)
                )
            }
            path.truncate(to: parentPathCount)
            return nil
        }
        guard let status = Self.status(descriptor), let stream = fdopendir(descriptor) else {
            let error = failure(.list, path.bytes, .current)
            visitor.unreadable(path.bytes, isDirectory: true, error)
            close(descriptor)
            path.truncate(to: parentPathCount)
            return nil
        }
        if followSymlinks, isAncestor(status) {
            closedir(stream)
            path.truncate(to: parentPathCount)
            return nil
        }
        return (stream, status)
    }

    private mutating func enter(
        _ stream: OpaquePointer,
        _ status: FileMetadata,
        isMountPoint: Bool,
        _ visitor: inout some DirectoryVisitor
    ) {
        levels.append(
            WalkLevel(
                stream: stream,
                device: status.device,
                inode: status.inode,
                pathCount: path.count,
                pendingStart: pending.count
            )
        )
        let uppermostOpen = levels.count - 1 - Self.openLimit
        if uppermostOpen > 0, let open = levels[uppermostOpen].stream {
            closedir(open)
            levels[uppermostOpen].stream = nil
        }
        visitor.enter(directory: path.bytes, status, isMountPoint: isMountPoint)
        readEntries(of: stream, &visitor)
    }

    private mutating func leave() {
        let level = levels.removeLast()
        level.stream.map { _ = closedir($0) }
        path.truncate(to: levels.last?.pathCount ?? 0)
    }

    /// The open directory of a level; reopened, from the first level down, if it was closed. `nil`
    /// if the path no longer leads to the same directory.
    private mutating func openStream(ofLevel index: Int) -> OpaquePointer? {
        if let stream = levels[index].stream { return stream }
        guard let first = levels.first?.stream else { return nil }
        let relative = UnsafeRawBufferPointer(rebasing: path.bytes[levels[0].pathCount...])
        var descriptor = dup(dirfd(first))
        for component in relative.split(separator: 0x2F) where descriptor >= 0 {
            let next = openChild([UInt8](component), of: descriptor)
            close(descriptor)
            descriptor = next
        }
        guard descriptor >= 0 else { return nil }
        let level = levels[index]
        guard let status = Self.status(descriptor),
            status.device == level.device, status.inode == level.inode,
            let stream = fdopendir(descriptor)
        else {
            close(descriptor)
            return nil
        }
        levels[index].stream = stream
        return stream
    }

    // MARK: Reading

    private mutating func readEntries(
        of stream: OpaquePointer,
        _ visitor: inout some DirectoryVisitor
    ) {
        let descriptor = dirfd(stream)
        while true {
            guard let entry = DirectoryEntry.next(in: stream) else { break }
            switch entry.type {
            case Int(DT_REG):
                guard visitor.wants(file: entry.name, in: path.bytes) else { continue }
                visitStatused(entry, in: descriptor, asked: true, &visitor)
            case Int(DT_DIR):
                if !DirectoryEntry.isDots(entry.name) { offer(entry, &visitor) }
            case Int(DT_LNK):
                if followSymlinks {
                    visitor.follow(link: entry.name, in: path.bytes)
                    visitStatused(entry, in: descriptor, asked: false, &visitor)
                } else {
                    visitor.passOver(link: entry.name, in: path.bytes)
                }
            case Int(DT_UNKNOWN):
                // Some file systems store no types in their directories.
                if DirectoryEntry.isDots(entry.name) { continue }
                if followSymlinks { visitor.follow(link: entry.name, in: path.bytes) }
                visitStatused(entry, in: descriptor, asked: false, &visitor)
            default:
                continue
            }
        }
        let code = Errno.current
        guard code.rawValue != 0, code != .noSuchFileOrDirectory else { return }
        visitor.unreadable(path.bytes, isDirectory: true, failure(.list, path.bytes, code))
    }

    /// Stats an entry and visits it if it is a file; keeps it as pending if it is a directory.
    private mutating func visitStatused(
        _ entry: DirectoryEntry,
        in descriptor: Int32,
        asked: Bool,
        _ visitor: inout some DirectoryVisitor
    ) {
        var status = stat()
        let flags = followSymlinks ? 0 : AT_SYMLINK_NOFOLLOW
        guard
            uninterrupted({ fstatat(descriptor, entry.terminated, &status, flags) }) == 0
        else {
            let code = Errno.current
            // A dangling or circular link is not a file; neither is what has disappeared.
            let gone: [Errno] = [.noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels]
            if gone.contains(code) { return }
            let parentPathCount = path.count
            appendToPath(entry.name)
            let error = failure(.metadata, path.bytes, code)
            visitor.unreadable(path.bytes, isDirectory: false, error)
            path.truncate(to: parentPathCount)
            return
        }
        let metadata = FileMetadata(status)
        switch metadata.kind {
        case .regular:
            if asked || visitor.wants(file: entry.name, in: path.bytes) {
                visitor.visit(file: entry.name, in: path.bytes, metadata)
            }
        case .directory:
            if !asked { offer(entry, &visitor) }
        case .symlink:
            visitor.passOver(link: entry.name, in: path.bytes)
        case .other:
            return
        }
    }

    private mutating func offer(
        _ entry: DirectoryEntry,
        _ visitor: inout some DirectoryVisitor
    ) {
        guard visitor.wants(directory: entry.name, in: path.bytes) else { return }
        pending.append(0)
        pending.append(entry.name)
    }

    // MARK: Small parts

    private func openChild(_ name: [UInt8], of parent: Int32) -> Int32 {
        uninterrupted { name.withTerminatedBytes { openat(parent, $0, openFlags) } }
    }

    private var openFlags: Int32 {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK
        return followSymlinks ? flags : flags | O_NOFOLLOW
    }

    /// Moves the last pending name to `name`, NUL-terminated.
    private mutating func takePendingName() {
        let bytes = pending.bytes
        var start = bytes.count - 1
        while bytes[start] != 0 { start -= 1 }
        name.truncate(to: 0)
        name.append(UnsafeRawBufferPointer(rebasing: bytes[(start + 1)...]))
        name.append(0)
        pending.truncate(to: start)
    }

    private var nameBytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: name.bytes.dropLast())
    }

    private var terminatedName: UnsafePointer<CChar> {
        UnsafePointer(name.pointer.assumingMemoryBound(to: CChar.self))
    }

    private mutating func appendToPath(_ component: UnsafeRawBufferPointer) {
        if path.count > 0 { path.append(0x2F) }
        path.append(component)
    }

    private var hasLoopAbove: Bool {
        above.indices.contains { index in above[..<index].contains { $0 == above[index] } }
    }

    private func isAncestor(_ status: FileMetadata) -> Bool {
        levels.contains { $0.device == status.device && $0.inode == status.inode }
            || above.contains { $0.device == status.device && $0.inode == status.inode }
    }

    private static func status(_ descriptor: Int32) -> FileMetadata? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? FileMetadata(status) : nil
    }

    private func failure(
        _ operation: FileOperation,
        _ relative: UnsafeRawBufferPointer,
        _ code: Errno
    ) -> FileError {
        let separator: [UInt8] = relative.isEmpty ? [] : [0x2F]
        let full = FilePath(bytes: root.bytes + separator + [UInt8](relative))
        return FileError(operation: operation, path: full, errno: code)
    }
}
