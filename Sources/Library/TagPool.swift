import Events
import FileIO
import Tags
import Threads

/// Reads the tags of files that were looked at, each as it stands after its last change.
struct TagPool: Sendable {
    let reader: any TagReader
    var cancellation = Cancellation.never

    /// What was read from one file.
    struct Reading: Sendable {
        let planned: ScanPlan.Reading
        /// As it was just before its tags were read; nil if that is not known, or the file keeps
        /// changing.
        var stat: FileStat?
        var content: TagReading.Content
    }

    private static let stableLimit = 4

    /// - Returns: one reading per file.
    /// - Throws: `CancellationError`, and what the reader throws.
    func read(
        _ planned: [ScanPlan.Reading],
        followSymlinks: Bool,
        progress: (_ done: Int) -> Void
    ) throws -> [Reading] {
        var readings = planned.map {
            Reading(planned: $0, stat: $0.stat, content: .unread("it keeps changing"))
        }
        var open = Array(readings.indices)
        var doneCount = 0
        for _ in 0..<Self.stableLimit where !open.isEmpty {
            // A file whose clock tick is over shows any later write.
            if let latest = open.compactMap({ readings[$0].stat?.ctimeNs }).max() {
                ClockTick.pass(latest)
            }
            var changed: [Int] = []
            let requests = open.map { index in
                TagRequest(
                    path: readings[index].planned.path.absolute,
                    followSymlinks: followSymlinks
                )
            }
            try reader.read(requests, cancellation) { request, reading in
                let index = open[request]
                if let metadata = reading.metadata {
                    let stat = FileStat(metadata)
                    if stat != readings[index].stat {
                        readings[index].stat = stat
                        changed.append(index)
                        return
                    }
                }
                readings[index].content = reading.content
                doneCount += 1
                progress(doneCount)
            }
            open = changed
        }
        for index in open { readings[index].stat = nil }
        return readings
    }
}

extension AudioTags {
    init(_ tags: FileTags) {
        self.init()
        title = tags.title
        artists = tags.artists
        album = tags.album
        albumArtists = tags.albumArtists
        date = tags.date
        year = tags.year
        trackNumber = tags.trackNumber
        discNumber = tags.discNumber
        genres = tags.genres
        isrc = tags.isrc
        musicbrainzRecordingID = tags.musicbrainzRecordingID
        compilation = tags.isCompilation
        durationMs = tags.durationMs
        bitrateKbps = tags.bitrateKbps
        sampleRateHz = tags.sampleRateHz
        channels = tags.channels
        error = tags.error
    }
}
