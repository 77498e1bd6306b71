import SystemPackage

/// A library of small tagged files in albums of 12, and playlists that want a part of it.
struct SampleLibrary {
    let directory: FilePath
    let playlistFile: FilePath
    let fileCount: Int
    /// Tracks in a playlist that have no file yet.
    let arrivals: [SampleTrack]

    private static let filesPerPlaylist = 250
    private static let tracksPerPlaylist = 125
    private static let likedCount = 500

    /// Creates the files and the playlists, and waits until they are on disk, so that no
    /// measurement includes that.
    ///
    /// - Parameters:
    ///   - isTagged: if false, the files are empty and there are no playlists.
    ///   - pictureByteCount: of the art in each file.
    init(
        fileCount: Int,
        arrivalCount: Int = 0,
        isTagged: Bool = true,
        pictureByteCount: Int = 0,
        in workspace: FilePath
    ) throws {
        directory = workspace.appending("library")
        playlistFile = workspace.appending("playlists.json")
        self.fileCount = fileCount
        // Behind the library's own, at the start of an album.
        let beyond = (fileCount / SampleTrack.perAlbum + 1) * SampleTrack.perAlbum
        arrivals = (0..<arrivalCount).map { SampleTrack(number: beyond + $0) }
        var folder = ""
        for number in 0..<fileCount {
            let track = SampleTrack(number: number)
            if track.folder != folder {
                folder = track.folder
                try Files.makeDirectory(directory.appending(folder))
            }
            let bytes = isTagged ? track.bytes(pictureByteCount: pictureByteCount) : []
            try Files.write(bytes, to: directory.appending(track.path))
        }
        if isTagged {
            try Files.write(try playlists(from: beyond + arrivalCount).json(), to: playlistFile)
        }
        Files.synchronizeAll()
    }

    /// Four of five tracks of a playlist come from all over the library; the fifth has no file.
    private func playlists(from missing: Int) -> SampleAccount {
        let count = max(2, fileCount / Self.filesPerPlaylist)
        var missing = missing
        var account = SampleAccount()
        for index in 0..<count {
            var tracks: [SampleTrack] = []
            for place in 0..<Self.tracksPerPlaylist {
                if place % 5 == 4 {
                    tracks.append(SampleTrack(number: missing))
                    missing += 1
                } else {
                    // A prime apart, so that every album is wanted by somebody.
                    let draw = index * Self.tracksPerPlaylist + place
                    tracks.append(SampleTrack(number: draw * 7_907 % fileCount))
                }
            }
            for (place, track) in arrivals.enumerated() where place % count == index {
                tracks.append(track)
            }
            account.add(playlist: index, tracks: tracks)
        }
        let liked = (0..<min(Self.likedCount, fileCount)).map { $0 * 6_007 % fileCount }
        account.add(liked: liked.map { SampleTrack(number: $0) })
        return account
    }
}
