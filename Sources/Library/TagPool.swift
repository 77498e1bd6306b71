import Events
import FileIO
import SystemPackage
import Tags
import Threads

/// Reads the tags of many files, on all cores.
struct TagPool: Sendable {
    let reader: any TagReading
    var cancellation = Cancellation.never

    /// What was read from one file.
    struct Reading: Sendable {
        let planned: ScanPlan.Reading
        /// As it was just before its tags were read; nil if the file no longer exists, or keeps
        /// changing.
        let stat: FileStat?
        let tags: AudioTags
        /// Whether psm may read the file at all. If not, its content is unknown.
        var isReadable = true
    }

    private static let chunkCount = 32
    private static let stableLimit = 4

    /// - Returns: one reading per file; meaningless once the work is cancelled.
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
        guard let stat = stableStat(path, planned.stat, followSymlinks: followSymlinks) else {
            return Reading(planned: planned, stat: nil, tags: AudioTags())
        }
        let tags = reader.tags(at: FilePath(bytes: path))
        return Reading(
            planned: planned,
            stat: stat,
            tags: tags,
            isReadable: tags.error.isEmpty || isReadable(FilePath(bytes: path))
        )
    }

    /// The file's stat once the clock tick of its last change is over; nil if the file no longer
    /// exists, or changes faster than that.
    private func stableStat(_ path: [UInt8], _ known: FileStat, followSymlinks: Bool) -> FileStat? {
        var last = known
        for _ in 0..<Self.stableLimit {
            ClockTick.pass(last.ctimeNs)
            guard let metadata = try? FileMetadata.of(path: path, followSymlinks: followSymlinks)
            else { return nil }
            let stat = FileStat(metadata)
            if stat == last { return stat }
            last = stat
        }
        return nil
    }
}

extension TagPool {
    private func isReadable(_ path: FilePath) -> Bool {
        let file = try? FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec])
        // Nothing was written, so closing cannot report a loss.
        try? file?.close()
        return file != nil
    }
}
