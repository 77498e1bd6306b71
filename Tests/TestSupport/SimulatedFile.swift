internal import FileIO
internal import Synchronization
internal import SystemPackage

/// An open file of a simulated disk.
final class SimulatedFile: OpenFile {
    let path: FilePath
    private let number: Int
    private let disk: SimulatedDisk

    init(path: FilePath, number: Int, disk: SimulatedDisk) {
        self.path = path
        self.number = number
        self.disk = disk
    }

    deinit { close() }

    /// Runs `body` with the open file and its inode, if it is still open.
    private func with<R: Sendable>(
        _ operation: FileOperation,
        _ body: (inout DiskState, Int) throws(FileError) -> R
    ) throws(FileError) -> R {
        let (number, path) = (number, path)
        return try disk.state.withLock { (state: inout DiskState) throws(FileError) in
            guard let open = state.open[number] else {
                throw state.error(operation, path, .badFileDescriptor)
            }
            return try body(&state, open.inode)
        }
    }

    /// Counts a write or a sync, and remembers that it failed.
    private func callChange(
        _ operation: FileOperation,
        _ state: inout DiskState
    ) throws(FileError) {
        if state.open[number]?.hasFailed == true {
            let name = path.lastComponent?.string ?? ""
            state.violations.append("\(operation) after a failure: \(name)")
        }
        do throws(FileError) {
            try state.call(operation, path, isChange: true)
        } catch {
            state.open[number]?.hasFailed = true
            throw error
        }
    }

    private func interrupt(
        _ operation: FileOperation,
        _ state: inout DiskState
    ) throws(FileError) {
        guard state.interruptPercent > 0, state.random.chance(state.interruptPercent) else {
            return
        }
        throw state.error(operation, path, .interrupted)
    }

    func readSome(
        into buffer: UnsafeMutableRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int {
        try with(.read) { (state, inode) throws(FileError) in
            try state.call(.read, path)
            try interrupt(.read, &state)
            let file = state.inodes[inode]
            var end = min(Int64(file.bytes.count), offset + Int64(buffer.count))
            guard offset < end else { return 0 }
            for range in file.unreadable where range.overlaps(offset..<end) {
                guard range.lowerBound > offset else { throw state.error(.read, path, .ioError) }
                end = range.lowerBound
            }
            file.bytes.withUnsafeBytes { bytes in
                let part = bytes[Int(offset)..<Int(end)]
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
            }
            return Int(end - offset)
        }
    }

    func writeSome(
        _ bytes: UnsafeRawBufferPointer,
        atOffset offset: Int64
    ) throws(FileError) -> Int {
        try with(.write) { (state, inode) throws(FileError) in
            guard state.open[number]?.isWritable == true else {
                throw state.error(.write, path, .badFileDescriptor)
            }
            try interrupt(.write, &state)
            var count = bytes.count
            if count > 1, state.shortWritePercent > 0, state.random.chance(state.shortWritePercent)
            {
                count = 1 + state.random.below(count - 1)
            }
            do throws(FileError) {
                try callChange(.write, &state)
            } catch {
                let stored = state.random.below(count + 1)
                if stored > 0 { state.write(bytes.prefix(stored), at: Int(offset), to: inode) }
                throw error
            }
            state.write(bytes.prefix(count), at: Int(offset), to: inode)
            return count
        }
    }

    func synchronizeData() throws(FileError) {
        try with(.synchronize) { (state, inode) throws(FileError) in
            do throws(FileError) {
                try callChange(.synchronize, &state)
            } catch {
                state.losePending(of: inode)
                throw error
            }
            state.synchronize(inode)
        }
    }

    func synchronize() throws(FileError) { try synchronizeData() }

    func truncate(toSizeBytes size: Int64) throws(FileError) {
        try with(.truncate) { (state, inode) throws(FileError) in
            try state.call(.truncate, path, isChange: true)
            let change = DataChange.truncate(size: Int(size))
            change.apply(to: &state.inodes[inode].bytes)
            state.inodes[inode].pending.append(change)
        }
    }

    func metadata() throws(FileError) -> FileMetadata {
        try with(.metadata) { (state, inode) throws(FileError) in
            try state.call(.metadata, path)
            return state.metadata(of: inode)
        }
    }

    func tryLock() throws(FileError) -> Bool {
        try with(.lock) { (state, inode) throws(FileError) in
            try state.call(.lock, path)
            let holder = state.inodes[inode].lockHolder
            guard holder == nil || holder == number else { return false }
            state.inodes[inode].lockHolder = number
            return true
        }
    }

    func unlock() throws(FileError) {
        try with(.lock) { (state, inode) throws(FileError) in
            try state.call(.lock, path)
            if state.inodes[inode].lockHolder == number { state.inodes[inode].lockHolder = nil }
        }
    }

    func close() {
        let number = number
        disk.state.withLock { state in
            guard let open = state.open.removeValue(forKey: number) else { return }
            if state.inodes[open.inode].lockHolder == number {
                state.inodes[open.inode].lockHolder = nil
            }
        }
    }
}
