#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// An entry from readdir(3). `name` is valid until the next call on its directory.
struct DirectoryEntry {
    private static let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 19

    let type: Int
    let name: UnsafeRawBufferPointer
    /// The name, NUL-terminated.
    let terminated: UnsafePointer<CChar>

    /// The next entry; `nil` at the end, where `errno` is 0, and where reading fails.
    static func next(in stream: OpaquePointer) -> DirectoryEntry? {
        var entry: UnsafeMutablePointer<dirent>?
        _ = uninterrupted {
            errno = 0
            entry = readdir(stream)
            return entry == nil && errno != 0 ? -1 : 0
        }
        return entry.map { DirectoryEntry($0) }
    }

    private init(_ entry: UnsafeMutablePointer<dirent>) {
        let raw = UnsafeRawPointer(entry) + Self.nameOffset
        terminated = raw.assumingMemoryBound(to: CChar.self)
        name = UnsafeRawBufferPointer(start: raw, count: strlen(terminated))
        type = Int(entry.pointee.d_type)
    }

    static func isDots(_ name: UnsafeRawBufferPointer) -> Bool {
        guard name.count <= 2, name.count > 0, name[0] == 0x2E else { return false }
        return name.count == 1 || name[1] == 0x2E
    }
}
