internal import Events
internal import FileIO
internal import Glibc
internal import SystemPackage
internal import Threads

/// Reads the tags of many files, on all cores.
struct TagPool: Sendable {
    let reader: any TagReading
    var cancellation = Cancellation.never

    /// What was read of one file.
    struct Reading: Sendable {
        let planned: ScanPlan.Reading
        /// As it was just before its tags were read; nil where the file is gone.
        let stat: FileStat?
        let tags: AudioTags
        /// Whether psm may read the file at all. Where it may not, nothing is known of what is in it.
        var isReadable = true
    }

    private static let chunkCount = 32

    /// - Returns: one for each; worth nothing once the work is cancelled.
    func read(
        _ readings: ArraySlice<ScanPlan.Reading>,
        followSymlinks: Bool,
        progress: @Sendable (_ done: Int) -> Void
    ) -> [Reading] {
        let readings = Array(readings)
        return Parallel.map(
            count: readings.count,
            chunkCount: Self.chunkCount,
            makeScratch: {}
        ) { index, _ in
            if index % Self.chunkCount == 0 { progress(index) }
            if cancellation.isRequested {
                return Reading(planned: readings[index], stat: nil, tags: AudioTags())
            }
            return read(readings[index], followSymlinks: followSymlinks)
        }
    }

    private func read(_ planned: ScanPlan.Reading, followSymlinks: Bool) -> Reading {
        let path = planned.path.absolute
        ClockTick.pass(planned.stat.ctimeNs)
        guard let metadata = try? FileMetadata.of(path: path, followSymlinks: followSymlinks) else {
            return Reading(planned: planned, stat: nil, tags: AudioTags())
        }
        let tags = reader.tags(at: FilePath(bytes: path))
        return Reading(
            planned: planned,
            stat: FileStat(metadata),
            tags: tags,
            isReadable: tags.error.isEmpty || isReadable(FilePath(bytes: path))
        )
    }
}

extension TagPool {
    private func isReadable(_ path: FilePath) -> Bool {
        let file = try? FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec])
        // Nothing was written, so closing has nothing to tell.
        try? file?.close()
        return file != nil
    }
}

/// The grain of the clock that the kernel stamps files with.
///
/// Within one tick two writes carry the same times, so the second could not be told from the first.
/// A file is looked at only once the tick it was written in is over: any later write shows.
enum ClockTick {
    /// Longer than the tick of any kernel configuration (1 to 10 ms).
    private static let nanoseconds: Int64 = 11_000_000

    /// Waits until the tick of `ctimeNanoseconds` is over: for most files not at all.
    static func pass(_ ctimeNanoseconds: Int64) {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let age = Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec) - ctimeNanoseconds
        // A time to come is no reason to wait: that clock was wrong, then or now.
        guard age >= 0, age < nanoseconds else { return }
        usleep(UInt32((nanoseconds - age) / 1_000) + 1)
    }
}
