internal import Digests
internal import SwiftProtobuf

extension TrackDescribed {
    /// A digest for comparing two descriptions. Each replay computes it again, so it may change
    /// between versions of psm.
    package var digest: UInt64 {
        // Serialisation of a message without maps is deterministic.
        guard let bytes: [UInt8] = try? serializedBytes() else { return 0 }
        return bytes.withUnsafeBytes { XXHash64.hash($0) }
    }
}
