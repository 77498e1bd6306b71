import FileIO
import Inotify
import SystemPackage

/// A generated library, built by psm, with all measurements of its watcher.
///
/// Measurements that several figures share are taken once.
struct WatchedLibrary {
    private let sample: SampleLibrary
    private let outside: FilePath
    private let installation: Installation
    /// The same, as a release has it.
    private let shipped: Installation
    private var arrived = 0
    private var standing: Standing?
    private var events: ArrivalLatencies?

    /// Larger libraries have empty files and no playlists: tags would take gigabytes.
    static let taggedLimit = 200_000
    /// Albums of 12, artists of 3 albums.
    private static let filesPerArtist = 36

    /// - Parameters:
    ///   - arrivalCount: how many new files there will be in all.
    ///   - executable: whose latencies are measured.
    ///   - shipped: whose memory and start are.
    init(
        fileCount: Int,
        arrivalCount: Int,
        in directory: FilePath,
        executable: FilePath,
        shipped: FilePath
    ) throws {
        Progress.tell("making a library of \(fileCount) files")
        let isTagged = fileCount <= Self.taggedLimit
        sample = try SampleLibrary(
            fileCount: fileCount,
            arrivalCount: arrivalCount,
            isTagged: isTagged,
            in: directory
        )
        outside = directory.appending("outside")
        let library = sample.directory
        func install(_ executable: FilePath) throws -> Installation {
            let place = directory.appending("psm")
            return try Installation(executable: executable, library: library, directory: place)
        }
        installation = try install(executable)
        self.shipped = try install(shipped)
        try installation.run("build")
        if isTagged { try installation.run("import", sample.playlistFile.string) }
        try installation.run("build")
    }

    /// - Throws: `BenchError` where the kernel grants too few watches; it says how many it takes.
    static func checkWatches(forFiles fileCount: Int) throws {
        let albums = (fileCount + SampleTrack.perAlbum - 1) / SampleTrack.perAlbum
        let artists = (fileCount + filesPerArtist - 1) / filesPerArtist
        let needed = albums + artists + 1
        let limit = InotifyLimit.watches
        // 0: nobody knows.
        guard limit > 0, needed > limit else { return }
        throw BenchError(
            "Watching \(fileCount) files takes \(needed) watches, and fs.inotify.max_user_watches "
                + "is \(limit) for all programs of a user. To raise it: "
                + "sudo sysctl fs.inotify.max_user_watches=\(needed * 2)"
        )
    }

    mutating func standing(_ runs: Int) throws -> Standing {
        if let standing { return standing }
        let bench = StandingBench(
            installation: shipped,
            fileCount: sample.fileCount,
            runs: runs
        )
        let result = try bench.measure()
        standing = result
        return result
    }

    func idle(_ duration: Duration) throws -> [Figure] {
        try IdleBench(
            installation: shipped,
            fileCount: sample.fileCount,
            duration: duration
        ).measure()
    }

    func polling() throws -> Figure {
        try PollingBench(installation: shipped, fileCount: sample.fileCount).measure()
    }

    mutating func events(_ count: Int) throws -> ArrivalLatencies {
        if let events { return events }
        let result = try arrivals(count, ["scan", "--watch", "--no-debounce"]) {
            try JournalSight($0)
        }
        events = result
        return result
    }

    mutating func matches(_ count: Int) throws -> ArrivalLatencies {
        let arguments = ["build", "--watch", "--no-debounce", "--no-export", "--no-report"]
        return try arrivals(count, arguments) { try MatchSight($0) }
    }

    mutating func lines(_ count: Int) throws -> ArrivalLatencies {
        try arrivals(count, ["build", "--watch", "--no-debounce"]) {
            try PlaylistFolder($0.playlists)
        }
    }

    mutating func row(_ runs: Int, _ arrivals: Int) throws -> SizeRow {
        let standing = try standing(runs)
        let written = try events(arrivals).written
        let status = standing.status
        return SizeRow(
            fileCount: sample.fileCount,
            startSeconds: standing.starts.median,
            residentMegabytes: Numbers.megabytes(kibibytes: status.residentKibibytes),
            anonymousMegabytes: Numbers.megabytes(kibibytes: status.anonymousKibibytes),
            peakMegabytes: Numbers.megabytes(kibibytes: status.peakKibibytes),
            medianMilliseconds: written.median,
            percentile95Milliseconds: written.percentile(95)
        )
    }

    private mutating func arrivals(
        _ count: Int,
        _ arguments: [String],
        _ makeSight: (Installation) throws -> any ArrivalSight
    ) throws -> ArrivalLatencies {
        let tracks = sample.arrivals.dropFirst(arrived).prefix(count)
        arrived += count
        let bench = ArrivalBench(
            installation: installation,
            library: sample,
            tracks: tracks,
            outside: outside,
            arguments: arguments
        )
        return try bench.measure { try makeSight(installation) }
    }
}
