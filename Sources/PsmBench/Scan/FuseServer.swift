import CFuse
import FileIO
import Glibc
import Synchronization
import SystemPackage

/// Answers the kernel's requests about one folder, on any number of threads.
final class FuseServer: Sendable {
    private struct State {
        /// Relative to the source, by the number that the kernel has for it.
        var paths: [UInt64: [UInt8]] = [FuseServer.root: []]
        var numbers: [[UInt8]: UInt64] = [[]: FuseServer.root]
        /// Listings of open directories.
        var listings: [UInt64: [UInt8]] = [:]
        var nextHandle: UInt64 = 1
        var requests = 0
        var bytes = 0
    }

    private static let root: UInt64 = 1
    private static let version: (major: UInt32, minor: UInt32) = (7, 31)
    private static let roomBytes = 256 << 10
    private static let validSeconds: UInt64 = 1
    private static let readBytes: UInt32 = 128 << 10

    private let device: FileDescriptor
    private let source: FilePath
    private let line: SharedLine
    private let state = Mutex(State())

    init(_ device: FileDescriptor, source: FilePath, line: SharedLine) {
        self.device = device
        self.source = source
        self.line = line
    }

    var traffic: (requests: Int, bytes: Int) { state.withLock { ($0.requests, $0.bytes) } }

    /// Answers until the file system is unmounted.
    func answer() {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.roomBytes, alignment: 8)
        defer { room.deallocate() }
        while true {
            do {
                let count = try device.read(into: room)
                handle(UnsafeRawBufferPointer(rebasing: room[..<count]))
            } catch .interrupted, .noSuchFileOrDirectory, .resourceTemporarilyUnavailable {
                continue
            } catch {
                return
            }
        }
    }

    private func handle(_ request: UnsafeRawBufferPointer) {
        let start = ContinuousClock.now
        let header = request.loadUnaligned(as: fuse_in_header.self)
        let body = UnsafeRawBufferPointer(
            rebasing: request[MemoryLayout<fuse_in_header>.size...]
        )
        let answer: Result<[UInt8], Errno>
        switch fuse_opcode(header.opcode) {
        case FUSE_FORGET, FUSE_BATCH_FORGET, FUSE_INTERRUPT: return
        case FUSE_INIT: return reply(header, .success(initialized(body)))
        case FUSE_LOOKUP: answer = lookup(header, body)
        case FUSE_GETATTR: answer = attributes(header)
        case FUSE_OPEN: answer = open(header)
        case FUSE_OPENDIR: answer = openDirectory(header)
        case FUSE_READ: answer = read(body)
        case FUSE_READDIR: answer = list(body)
        case FUSE_STATFS: answer = .success(Self.bytes(of: Self.size))
        case FUSE_RELEASE, FUSE_RELEASEDIR: answer = release(header, body)
        default: answer = .failure(.noFunction)
        }
        let count = (try? answer.get().count) ?? 0
        state.withLock { state in
            state.requests += 1
            state.bytes += count
        }
        line.carry(count, since: start)
        reply(header, answer)
    }

    private func reply(_ request: fuse_in_header, _ answer: Result<[UInt8], Errno>) {
        var header = fuse_out_header()
        header.unique = request.unique
        var bytes: [UInt8] = []
        switch answer {
        case .success(let answer): bytes = answer
        case .failure(let error): header.error = -error.rawValue
        }
        header.len = UInt32(MemoryLayout<fuse_out_header>.size + bytes.count)
        // Nobody may wait for it any more.
        _ = try? device.writeAll(Self.bytes(of: header) + bytes)
    }

    // MARK: Requests

    private func initialized(_ body: UnsafeRawBufferPointer) -> [UInt8] {
        let asked = body.loadUnaligned(as: fuse_init_in.self)
        var answer = fuse_init_out()
        answer.major = Self.version.major
        answer.minor = Self.version.minor
        answer.max_readahead = min(asked.max_readahead, Self.readBytes)
        answer.flags = UInt32(FUSE_ASYNC_READ | FUSE_PARALLEL_DIROPS) & asked.flags
        answer.max_background = 64
        answer.congestion_threshold = 48
        answer.max_write = Self.readBytes
        answer.time_gran = 1
        return Self.bytes(of: answer)
    }

    private func lookup(
        _ header: fuse_in_header,
        _ body: UnsafeRawBufferPointer
    ) -> Result<[UInt8], Errno> {
        let name = body.prefix { $0 != 0 }
        guard let parent = path(of: header.nodeid) else { return .failure(.staleNFSFileHandle) }
        let path = parent.isEmpty ? Array(name) : parent + [UInt8(ascii: "/")] + name
        return status(of: path).map { status in
            var entry = fuse_entry_out()
            entry.nodeid = number(of: path)
            entry.entry_valid = Self.validSeconds
            entry.attr_valid = Self.validSeconds
            entry.attr = Self.attributes(of: status)
            return Self.bytes(of: entry)
        }
    }

    private func attributes(_ header: fuse_in_header) -> Result<[UInt8], Errno> {
        guard let path = path(of: header.nodeid) else { return .failure(.staleNFSFileHandle) }
        return status(of: path).map { status in
            var answer = fuse_attr_out()
            answer.attr_valid = Self.validSeconds
            answer.attr = Self.attributes(of: status)
            return Self.bytes(of: answer)
        }
    }

    private func open(_ header: fuse_in_header) -> Result<[UInt8], Errno> {
        guard let path = path(of: header.nodeid) else { return .failure(.staleNFSFileHandle) }
        return Result { () throws(Errno) in
            do {
                let file = try FileDescriptor.open(
                    absolute(path),
                    .readOnly,
                    options: [.closeOnExec]
                )
                return file
            } catch {
                throw error as? Errno ?? .ioError
            }
        }.map { file in
            var answer = fuse_open_out()
            answer.fh = UInt64(file.rawValue)
            answer.open_flags = UInt32(FOPEN_KEEP_CACHE)
            return Self.bytes(of: answer)
        }
    }

    private func read(_ body: UnsafeRawBufferPointer) -> Result<[UInt8], Errno> {
        let asked = body.loadUnaligned(as: fuse_read_in.self)
        let file = FileDescriptor(rawValue: Int32(asked.fh))
        var bytes = [UInt8](repeating: 0, count: Int(asked.size))
        do {
            let count = try bytes.withUnsafeMutableBytes {
                try file.read(fromAbsoluteOffset: Int64(asked.offset), into: $0)
            }
            bytes.removeSubrange(count...)
            return .success(bytes)
        } catch {
            return .failure(error as? Errno ?? .ioError)
        }
    }

    private func openDirectory(_ header: fuse_in_header) -> Result<[UInt8], Errno> {
        guard let path = path(of: header.nodeid) else { return .failure(.staleNFSFileHandle) }
        guard let directory = opendir(absolute(path).string) else {
            return .failure(Errno(rawValue: errno))
        }
        defer { closedir(directory) }
        var listing: [UInt8] = []
        while let entry = readdir(directory) {
            listing += Self.bytes(of: entry.pointee, behind: listing.count)
        }
        var answer = fuse_open_out()
        answer.fh = state.withLock { state in
            state.nextHandle += 1
            state.listings[state.nextHandle] = listing
            return state.nextHandle
        }
        answer.open_flags = UInt32(FOPEN_KEEP_CACHE | FOPEN_CACHE_DIR)
        return .success(Self.bytes(of: answer))
    }

    private func list(_ body: UnsafeRawBufferPointer) -> Result<[UInt8], Errno> {
        let asked = body.loadUnaligned(as: fuse_read_in.self)
        let listing = state.withLock { $0.listings[asked.fh] } ?? []
        let start = min(Int(asked.offset), listing.count)
        var end = start
        // Whole entries; an offset is where the next one begins.
        while end < listing.count {
            let next = Int(
                listing.withUnsafeBytes {
                    $0.loadUnaligned(fromByteOffset: end, as: fuse_dirent.self).off
                }
            )
            if next - start > Int(asked.size) { break }
            end = next
        }
        return .success(Array(listing[start..<end]))
    }

    private func release(
        _ header: fuse_in_header,
        _ body: UnsafeRawBufferPointer
    ) -> Result<[UInt8], Errno> {
        let asked = body.loadUnaligned(as: fuse_release_in.self)
        if fuse_opcode(header.opcode) == FUSE_RELEASE {
            try? FileDescriptor(rawValue: Int32(asked.fh)).close()
        } else {
            state.withLock { $0.listings[asked.fh] = nil }
        }
        return .success([])
    }

    // MARK: Small parts

    private func path(of number: UInt64) -> [UInt8]? { state.withLock { $0.paths[number] } }

    private func number(of path: [UInt8]) -> UInt64 {
        state.withLock { state in
            if let number = state.numbers[path] { return number }
            let number = UInt64(state.numbers.count) + Self.root
            state.numbers[path] = number
            state.paths[number] = path
            return number
        }
    }

    private func absolute(_ path: [UInt8]) -> FilePath {
        path.isEmpty ? source : source.pushing(FilePath(bytes: path))
    }

    private func status(of path: [UInt8]) -> Result<stat, Errno> {
        var status = stat()
        return lstat(absolute(path).string, &status) == 0
            ? .success(status) : .failure(Errno(rawValue: errno))
    }

    private static let size: fuse_statfs_out = {
        var size = fuse_statfs_out()
        size.st.bsize = 4_096
        size.st.frsize = 4_096
        size.st.blocks = 1 << 30
        size.st.namelen = 255
        return size
    }()

    private static func attributes(of status: stat) -> fuse_attr {
        var attributes = fuse_attr()
        attributes.ino = UInt64(status.st_ino)
        attributes.size = UInt64(status.st_size)
        attributes.blocks = UInt64(status.st_blocks)
        attributes.atime = UInt64(status.st_atim.tv_sec)
        attributes.mtime = UInt64(status.st_mtim.tv_sec)
        attributes.ctime = UInt64(status.st_ctim.tv_sec)
        attributes.atimensec = UInt32(status.st_atim.tv_nsec)
        attributes.mtimensec = UInt32(status.st_mtim.tv_nsec)
        attributes.ctimensec = UInt32(status.st_ctim.tv_nsec)
        attributes.mode = status.st_mode
        attributes.nlink = UInt32(status.st_nlink)
        attributes.uid = status.st_uid
        attributes.gid = status.st_gid
        attributes.blksize = 4_096
        return attributes
    }

    /// As the kernel wants a directory's entry, padded to eight bytes.
    private static func bytes(of entry: dirent, behind offset: Int) -> [UInt8] {
        var entry = entry
        let name = withUnsafeBytes(of: &entry.d_name) { Array($0.prefix { $0 != 0 }) }
        let size = MemoryLayout<fuse_dirent>.size + name.count
        let padded = (size + 7) / 8 * 8
        var header = fuse_dirent()
        header.ino = UInt64(entry.d_ino)
        header.off = UInt64(offset + padded)
        header.namelen = UInt32(name.count)
        header.type = UInt32(entry.d_type)
        return bytes(of: header) + name + [UInt8](repeating: 0, count: padded - size)
    }

    private static func bytes<Value>(of value: Value) -> [UInt8] {
        withUnsafeBytes(of: value) { Array($0) }
    }
}
