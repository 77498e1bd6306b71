import FileIO
import SystemPackage

/// A path as the debouncer compares it: plain bytes. `FilePath` takes its components apart for
/// each comparison, which is a hundred times slower, and a storm compares millions.
struct TreePath: Hashable {
    private let bytes: [UInt8]

    init(_ path: FilePath) {
        bytes = path.withPlatformBytes { Array($0) }
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var filePath: FilePath { FilePath(bytes: bytes) }

    /// The directory that it is in; `nil` for `/`.
    var parent: TreePath? {
        guard bytes.count > 1 else { return nil }
        return bytes.withUnsafeBytes { bytes in
            var end = bytes.count - 1
            while end > 0, bytes[end] != .slash { end -= 1 }
            return TreePath(bytes: end == 0 ? [.slash] : Array(bytes[..<end]))
        }
    }

    /// Whether it is `directory` or something below it.
    func isWithin(_ directory: TreePath) -> Bool {
        let count = directory.bytes.count
        guard bytes.count >= count, count > 1 else { return bytes.count >= count }
        return bytes.withUnsafeBytes { bytes in
            // The slash first: it tells most apart without a look at the rest.
            if bytes.count > count, bytes[count] != .slash { return false }
            return directory.bytes.withUnsafeBytes { directory in
                var index = count - 1
                while index >= 0, bytes[index] == directory[index] { index -= 1 }
                return index < 0
            }
        }
    }
}
