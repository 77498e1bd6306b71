package import SystemPackage

/// Bytes from front to back, from a file or from memory.
package final class ByteSource {
    private var head: ArraySlice<UInt8>
    private let file: FileDescriptor?
    private let largestRead: Int

    /// `head`, and then what `file` still gives. The caller keeps the file open.
    package init(head: [UInt8], file: FileDescriptor) {
        self.head = head[...]
        self.file = file
        largestRead = Int.max
    }

    /// - Parameter largestRead: what one read gives at most, so that tests can put the seam between
    ///   two reads everywhere.
    package init(bytes: [UInt8], largestRead: Int = Int.max) {
        precondition(largestRead > 0)
        head = bytes[...]
        file = nil
        self.largestRead = largestRead
    }

    /// Fills the front of `buffer`, by `read(2)`.
    ///
    /// - Returns: the number of bytes; 0 only at the end.
    /// - Throws: what read(2) failed with.
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
