package import SystemPackage

/// A stream of bytes from a file or from memory.
package final class ByteSource {
    private var head: ArraySlice<UInt8>
    private let file: FileDescriptor?
    private let largestRead: Int

    /// Streams `head`, and then the rest of `file`. The caller keeps the file open.
    package init(head: [UInt8], file: FileDescriptor) {
        self.head = head[...]
        self.file = file
        largestRead = Int.max
    }

    /// - Parameter largestRead: the most bytes that one read returns, so that tests can place the
    ///   boundary between two reads anywhere.
    package init(bytes: [UInt8], largestRead: Int = Int.max) {
        precondition(largestRead > 0)
        head = bytes[...]
        file = nil
        self.largestRead = largestRead
    }

    /// Fills the beginning of `buffer`, by read(2).
    ///
    /// - Returns: the number of bytes; 0 only at the end.
    /// - Throws: the error of read(2).
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
        if !head.isEmpty {
            let count = min(head.count, buffer.count, largestRead)
            buffer.copyBytes(from: head.prefix(count))
            head.removeFirst(count)
            return count
        }
        guard let file else { return 0 }
        do {
            return try file.read(into: buffer)
        } catch let error as Errno {
            throw error
        } catch {
            throw .ioError
        }
    }
}
