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

    init(_ entry: UnsafeMutablePointer<dirent>) {
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
