internal import Digests
internal import SwiftProtobuf

extension TrackDescribed {
    /// Tells whether two descriptions say the same. It is computed afresh at each replay, so it may
    /// change between versions of psm.
    package var digest: UInt64 {
        // The serialised form of a message without maps is a function of its fields.
        guard let bytes: [UInt8] = try? serializedBytes() else { return 0 }
        return bytes.withUnsafeBytes { XXHash64.hash($0) }
    }
}
