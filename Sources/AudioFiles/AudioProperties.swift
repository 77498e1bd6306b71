/// According to a file's headers; 0 if unknown.
struct AudioProperties: Equatable {
    var durationMs: UInt32 = 0
    var bitrateKbps: UInt32 = 0
    var sampleRateHz: UInt32 = 0
    var channels: UInt32 = 0

    init() {}

    /// - Parameter rate: of the samples that are counted.
    /// - Parameter dataBytes: how many bytes the audio takes.
    init(samples: Int, rate: Int, channels: Int, dataBytes: Int) {
        guard samples > 0, rate > 0 else { return }
        let milliseconds = Double(samples) * 1_000 / Double(rate)
        durationMs = UInt32(clamping: Int(min(milliseconds.rounded(), 1e10)))
        bitrateKbps = UInt32(
            clamping: Int(min((Double(dataBytes) * 8 / milliseconds).rounded(), 1e10))
        )
        sampleRateHz = UInt32(clamping: rate)
        self.channels = UInt32(clamping: channels)
    }

    var isAudio: Bool { durationMs > 0 && sampleRateHz > 0 }
}
