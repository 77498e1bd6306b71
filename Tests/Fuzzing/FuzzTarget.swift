internal import HeapSupport

/// What takes bytes from outside, each as a function of arbitrary bytes that must neither crash nor
/// allocate more than its input is worth.
///
/// libFuzzer calls them (`Tests/fuzz`), and so do ordinary tests with seeded inputs.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// A journal's directory: head and segments, read, verified, packed, recovered, appended to.
    case frames
    /// The payload of one record.
    case codec
    /// A file for `psm import`.
    case playlists

    /// Runs one input.
    ///
    /// - Throws: `FuzzFailure` where something did not hold. What must not happen at all crashes.
    package func run(_ input: [UInt8]) throws {
        let limit = limitBytes(input.count)
        let peak = try Heap.peakBytes {
            switch self {
            case .frames: try FrameFuzz.run(input)
            case .codec: try CodecFuzz.run(input)
            case .playlists: try PlaylistFuzz.run(input)
            }
        }
        guard peak <= limit else {
            throw FuzzFailure("\(input.count) bytes took \(peak) of memory, more than \(limit)")
        }
    }

    /// The most that an input may have allocated at once.
    ///
    /// The constants are the windows that files are read through. The factors: LZ4 expands a byte
    /// to 255 at most, and memory for frames is doubled where it must grow; of an event, an empty
    /// text in a list takes two bytes and a splice takes four, and several copies of the event are
    /// compared here; of a file of playlists, a playlist takes some thirty bytes.
    private func limitBytes(_ count: Int) -> Int64 {
        let (constant, factor) =
            switch self {
            case .frames: (4 << 20, 1_024)
            case .codec: (64 << 10, 512)
            case .playlists: (1 << 20, 128)
            }
        return Int64(constant + factor * count)
    }
}

/// Something did not hold for an input.
package struct FuzzFailure: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }

    static func require(_ condition: Bool, _ told: @autoclosure () -> String) throws {
        guard condition else { throw FuzzFailure(told()) }
    }
}
