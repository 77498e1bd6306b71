/// A recording in the form that is compared; the same for tracks and files.
///
/// Immutable and shared: copying one is copying a reference, so that arrays of them are cheap to
/// index and to hand to tasks. Some 500 bytes.
package struct TrackSignature: Sendable, Equatable {
    private final class Storage: Sendable {
        let signature: Signature

        init(_ signature: Signature) { self.signature = signature }
    }

    private let storage: Storage

    package init(_ recording: Recording) {
        storage = Storage(Signature(recording))
    }

    var signature: Signature {
        @inline(__always) _read { yield storage.signature }
    }

    /// Sorted, at most `CandidateKeys.limit`; stable across processes and releases. Two recordings
    /// can match only if they share one.
    package var keys: [UInt64] { storage.signature.keys }

    /// Artists and title, folded; what the `normalized` column shows.
    package var normalized: String { storage.signature.normalized }

    package static func == (left: TrackSignature, right: TrackSignature) -> Bool {
        left.storage === right.storage || left.storage.signature == right.storage.signature
    }
}
