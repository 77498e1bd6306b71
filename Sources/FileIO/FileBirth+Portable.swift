#if !os(Linux) || PSM_PORTABLE
extension FileMetadata {
    /// Unknown here: 0.
    package static func birthNanoseconds(of path: [UInt8], followSymlinks: Bool) -> Int64 { 0 }
}
#endif
