import Glibc
import SystemPackage

/// A new file on its way into a library.
struct Arrival {
    /// How a file comes into a library.
    enum Way: String, CaseIterable {
        case written = "written and closed there"
        case renamed = "renamed into a folder"
        case newFolder = "renamed into a new folder"
    }

    let way: Way
    let path: FilePath
    private let track: SampleTrack
    /// Beside the library, on the same file system: what is renamed from here arrives at once.
    private let outside: FilePath

    /// - Parameter index: which of many it is: every second one is written in place.
    init(_ track: SampleTrack, _ index: Int, in library: SampleLibrary, outside: FilePath) {
        self.track = track
        self.outside = outside
        way = index.isMultiple(of: 2) ? .written : index % 4 == 1 ? .renamed : .newFolder
        // Any album that is there already, or one that is not.
        let known = SampleTrack(number: track.number * 7_907 % library.fileCount)
        let folder = way == .newFolder ? "\(track.artist)/\(track.number)" : known.folder
        path = library.directory.appending(folder).appending(
            "\(track.number) arrival.\(track.suffix)"
        )
    }

    /// - Returns: the moment just before the file is complete.
    func make() throws -> ContinuousClock.Instant {
        if way == .written {
            let file = try FileDescriptor.open(
                path,
                .writeOnly,
                options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
            try file.writeAll(track.bytes)
            let start = ContinuousClock.now
            try file.close()
            return start
        }
        let waiting = outside.appending(String(track.number))
        try Files.write(track.bytes, to: waiting)
        let start = ContinuousClock.now
        if way == .newFolder { try Files.makeDirectory(path.removingLastComponent()) }
        try Files.rename(waiting, to: path)
        return start
    }
}

/// Notices when a new file has reached the measured stage.
protocol ArrivalSight {
    /// - Returns: when that was seen; nil if not before `end`.
    mutating func wait(
        for file: FilePath,
        until end: ContinuousClock.Instant
    ) throws -> ContinuousClock.Instant?
}
