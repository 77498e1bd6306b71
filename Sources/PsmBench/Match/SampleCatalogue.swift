import Events
import FileIO
import Journal
import SystemPackage

/// A library that exists only in its journal, and playlists that want a part of it: enough to
/// match, without a file on disk.
struct SampleCatalogue {
    let fileCount: Int
    let trackCount: Int
    let installation: Installation
    /// Files that come later, for tracks that wait for them.
    let arrivals: [Int]
    private let directory: FilePath

    private static let batchCount = 4_096
    private static let tracksPerPlaylist = 100

    /// - Parameters:
    ///   - trackCount: four of five have a file.
    ///   - directory: where everything is written.
    init(
        fileCount: Int,
        trackCount: Int,
        arrivalCount: Int,
        executable: FilePath,
        in directory: FilePath
    ) throws {
        self.fileCount = fileCount
        self.trackCount = trackCount
        self.directory = directory
        // Those that nobody has come behind those of the library.
        arrivals = Array(fileCount..<fileCount + min(arrivalCount, trackCount / 5))
        installation = try Installation(
            executable: executable,
            library: FilePath(bytes: SampleEvents.root),
            directory: directory
        )
        try tellFiles()
        let playlists = directory.appending("playlists.json")
        try Files.write(try account.json(), to: playlists)
        try installation.run("import", playlists.string)
        try installation.run("match")
    }

    func remove() throws {
        try Files.remove(directory)
    }

    /// Appends the event of a new file.
    func tell(_ number: Int) throws {
        var events = SampleEvents()
        var batch = RecordBatch()
        try EventCodec.encode(events.added(number), into: &batch)
        try installation.journal.append(batch)
    }

    static func path(_ number: Int) -> FilePath {
        FilePath(bytes: SampleEvents.root).appending(SampleTrack(number: number).path)
    }

    private func tellFiles() throws {
        let journal = installation.journal
        var events = SampleEvents()
        var batch = RecordBatch()
        var identity = DirectoryIdentity()
        identity.inode = 2
        try EventCodec.encode(.rootAdded(SampleEvents.root, [], identity), into: &batch)
        for number in 1...fileCount {
            try EventCodec.encode(events.next(), into: &batch)
            if number % Self.batchCount == 0 || number == fileCount {
                try journal.append(batch)
                batch.removeAll(keepingCapacity: true)
            }
        }
    }

    private var account: SampleAccount {
        var account = SampleAccount()
        var missing = fileCount
        let places = 0..<trackCount
        for (index, start) in stride(from: 0, to: trackCount, by: Self.tracksPerPlaylist)
            .enumerated()
        {
            var tracks: [SampleTrack] = []
            for place in places.dropFirst(start).prefix(Self.tracksPerPlaylist) {
                if place % 5 == 4 {
                    tracks.append(SampleTrack(number: missing))
                    missing += 1
                } else {
                    // A prime apart, so that every album is wanted by somebody.
                    tracks.append(SampleTrack(number: place * 7_907 % fileCount))
                }
            }
            account.add(playlist: index, tracks: tracks)
        }
        return account
    }
}
