internal import Glibc
package import SystemPackage

/// One open regular file, read by pread(2) through four windows of 16 KB: the first for the file's
/// head, the others for wherever the last reads were.
///
/// The kernel is told not to read ahead, as most of a file is passed over. Once a call failed, or
/// the budget is spent, reads give nothing more. The descriptor belongs to the caller; its own
/// offset is not used. One thread at a time.
package final class AudioFile {
    /// What of one file is read at most. No file whose tags psm understands needs as much; without
    /// it, a search through a file of gigabytes would go on for minutes.
    package static let budgetBytes = 16 << 20

    static let windowBytes = 16 << 10
    fileprivate static let pageBytes = 4 << 10
    fileprivate static let windowCount = 4
    /// Any range of this length fits a window that begins at a page.
    static let smallBytes = windowBytes - pageBytes

    package let sizeBytes: Int
    /// The calls of pread(2), and what they gave.
    package private(set) var readCount = 0
    package private(set) var readBytes = 0
    /// errno of the first call that failed.
    package private(set) var failure: Errno?

    private struct Window {
        var start = 0
        var count = 0
        var lastUse = 0

        func holds(_ range: Range<Int>) -> Bool {
            range.lowerBound >= start && range.upperBound <= start + count
        }
    }

    private let descriptor: FileDescriptor
    private let budgetBytes: Int
    private let memory: WindowMemory
    private var windows = [Window](repeating: Window(), count: windowCount)
    private var useCount = 0

    /// - Parameter memory: of a file that is no longer read, if there was one.
    package init(
        _ descriptor: FileDescriptor,
        memory: WindowMemory = WindowMemory(),
        budgetBytes: Int = AudioFile.budgetBytes
    ) {
        self.descriptor = descriptor
        self.memory = memory
        self.budgetBytes = budgetBytes
        var status = stat()
        guard fstat(descriptor.rawValue, &status) == 0 else {
            failure = Errno(rawValue: errno)
            sizeBytes = 0
            return
        }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG else {
            failure = kind == S_IFDIR ? .isDirectory : .notSupported
            sizeBytes = 0
            return
        }
        sizeBytes = max(0, Int(status.st_size))
        // Advice: where it is not taken, more is read than needed.
        posix_fadvise(descriptor.rawValue, 0, 0, POSIX_FADV_RANDOM)
    }

    /// Copies what the file has from `offset` on.
    ///
    /// - Returns: how many bytes; fewer than fit at the end of the file or of the budget, or where
    ///   a call failed.
    func read(at offset: Int, into destination: UnsafeMutableRawBufferPointer) -> Int {
        guard offset >= 0, offset < sizeBytes else { return 0 }
        let count = min(destination.count, sizeBytes - offset)
        guard let base = destination.baseAddress, count > 0 else { return 0 }
        if count > Self.smallBytes { return load(offset, count, into: base) }
        let held = bytes(in: offset..<offset + count)
        if let source = held.baseAddress { base.copyMemory(from: source, byteCount: held.count) }
        return held.count
    }

    /// The bytes of a range within the file, of at most ``smallBytes``; valid until the next read.
    /// Fewer where ``read(at:into:)`` gives fewer.
    func bytes(in range: Range<Int>) -> UnsafeRawBufferPointer {
        let index = windows.firstIndex { $0.holds(range) } ?? fill(for: range)
        useCount += 1
        windows[index].lastUse = useCount
        let start = range.lowerBound - windows[index].start
        let count = max(0, min(range.count, windows[index].count - start))
        return UnsafeRawBufferPointer(
            start: memory.start + index * Self.windowBytes + start,
            count: count
        )
    }

    private func fill(for range: Range<Int>) -> Int {
        let start = windowStart(for: range)
        let roaming = windows.indices.dropFirst()
        let oldest = roaming.min { windows[$0].lastUse < windows[$1].lastUse }
        let index = start == 0 ? 0 : oldest ?? 0
        let count = min(Self.windowBytes, sizeBytes - start)
        windows[index].start = start
        windows[index].count = load(start, count, into: memory.start + index * Self.windowBytes)
        return index
    }

    /// Where the window for a range that none holds begins: at a page; so that it reaches the
    /// file's end, if the range is that near; so that it reaches as far back as it can, if the range is
    /// just before the window used last, as in a search backwards.
    private func windowStart(for range: Range<Int>) -> Int {
        let aligned = range.lowerBound / Self.pageBytes * Self.pageBytes
        let last = max(0, sizeBytes - Self.smallBytes) / Self.pageBytes * Self.pageBytes
        if range.lowerBound >= last { return last }
        guard let used = windows.max(by: { $0.lastUse < $1.lastUse }), used.count > 0 else {
            return aligned
        }
        let isBefore = (used.start - Self.windowBytes..<used.start).contains(range.lowerBound)
        guard isBefore else { return aligned }
        let end = (range.upperBound + Self.pageBytes - 1) / Self.pageBytes * Self.pageBytes
        return max(0, max(end, used.start) - Self.windowBytes)
    }

    private func load(_ offset: Int, _ count: Int, into base: UnsafeMutableRawPointer) -> Int {
        let count = min(count, budgetBytes - readBytes)
        var total = 0
        while total < count, failure == nil {
            let result = pread(
                descriptor.rawValue,
                base + total,
                count - total,
                off_t(offset + total)
            )
            readCount += 1
            if result < 0 {
                if errno != EINTR { failure = Errno(rawValue: errno) }
                continue
            }
            // Someone truncated the file meanwhile.
            if result == 0 { break }
            total += result
        }
        readBytes += total
        return total
    }
}

/// The memory that a file's windows take, for one file after another: to get and return it for each
/// costs as much as the reading.
package final class WindowMemory {
    fileprivate let start: UnsafeMutableRawPointer

    package init() {
        start = .allocate(
            byteCount: AudioFile.windowCount * AudioFile.windowBytes,
            alignment: AudioFile.pageBytes
        )
    }

    deinit { start.deallocate() }
}
