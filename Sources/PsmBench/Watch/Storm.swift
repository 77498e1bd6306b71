import Glibc
import SystemPackage

/// A hundred thousand files that are created, renamed and deleted in quick succession.
///
/// Of the albums every tenth is renamed as a whole, of the files every fourth within its folder and
/// every fourth to another one; every fifth is deleted, and every tenth comes back under the same
/// name with something else in it.
struct Storm {
    let directory: FilePath
    let fileCount: Int
    private(set) var changeCount = 0

    /// How many files later the second thing happens to one, and the third.
    private static let renameLag = 600
    private static let deleteLag = 6_000

    private var folders: [String] = []
    private var places: [Place] = []

    private struct Place {
        var folder: Int
        var name: String
    }

    init(directory: FilePath, fileCount: Int) {
        self.directory = directory
        self.fileCount = fileCount
        places.reserveCapacity(fileCount)
    }

    /// - Returns: the moment just before the last change.
    mutating func run() throws -> ContinuousClock.Instant {
        let last = fileCount + Self.deleteLag
        var moment = ContinuousClock.now
        for number in 0..<last {
            if number < fileCount { try create(number) }
            let older = number - Self.renameLag
            if (0..<fileCount).contains(older) { try rename(older) }
            let oldest = number - Self.deleteLag
            if (0..<fileCount).contains(oldest) {
                if oldest.isMultiple(of: 5) { moment = .now }
                try delete(oldest)
            }
        }
        return moment
    }

    private mutating func create(_ number: Int) throws {
        let track = SampleTrack(number: number)
        let folder = number / SampleTrack.perAlbum
        if folder == folders.count {
            folders.append(track.folder)
            try Files.makeDirectory(directory.appending(track.folder))
        }
        places.append(Place(folder: folder, name: "\(number) \(track.title).\(track.suffix)"))
        try write(track, at: number)
    }

    private mutating func rename(_ number: Int) throws {
        let folder = number / SampleTrack.perAlbum
        if number.isMultiple(of: SampleTrack.perAlbum * 10) {
            let from = directory.appending(folders[folder])
            folders[folder] += " (renamed)"
            try move(from, to: directory.appending(folders[folder]))
        }
        let from = path(number)
        switch number % 4 {
        case 1: places[number].name = "renamed \(places[number].name)"
        // Some album that was there before.
        case 2: places[number].folder = folder * 7 / 11
        default: return
        }
        try move(from, to: path(number))
    }

    private mutating func delete(_ number: Int) throws {
        guard number.isMultiple(of: 5) else { return }
        let path = path(number)
        guard unlink(path.string) == 0 else {
            throw BenchError("Cannot delete \(path): \(Errno(rawValue: errno)).")
        }
        changeCount += 1
        if number.isMultiple(of: 10) {
            try write(SampleTrack(number: number + fileCount * 2), at: number)
        }
    }

    private mutating func write(_ track: SampleTrack, at number: Int) throws {
        try Files.write(track.bytes, to: path(number))
        changeCount += 1
    }

    private mutating func move(_ path: FilePath, to target: FilePath) throws {
        try Files.rename(path, to: target)
        changeCount += 1
    }

    private func path(_ number: Int) -> FilePath {
        let place = places[number]
        return directory.appending(folders[place.folder]).appending(place.name)
    }
}
