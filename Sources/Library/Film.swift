internal import Events

/// A file with moving pictures, as it was when somebody looked into it: until it changes, nobody need
/// look again.
package struct Film: Hashable, Sendable {
    package let sizeBytes: UInt64
    package let mtimeNanoseconds: Int64

    package init(sizeBytes: UInt64, mtimeNanoseconds: Int64) {
        self.sizeBytes = sizeBytes
        self.mtimeNanoseconds = mtimeNanoseconds
    }

    init(_ stat: FileStat) {
        self.init(sizeBytes: stat.sizeBytes, mtimeNanoseconds: stat.mtimeNs)
    }
}

/// Films by their absolute paths.
package typealias Films = [[UInt8]: Film]
