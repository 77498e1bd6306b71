package import SystemPackage

/// How playlists are written.
package struct ExportSettings: Sendable, Hashable {
    package enum Mode: String, Sendable, CaseIterable {
        /// Only the tracks that have a file.
        case strict
        /// Every track in its place; those without a file are marked.
        case mirrored
    }

    package enum PathFormat: String, Sendable, CaseIterable {
        case absolute
        /// Relative to the folder of the playlist.
        case relative
    }

    /// Absolute.
    package var directory: FilePath
    package var mode: Mode
    package var pathFormat: PathFormat
    package var organizesByOwner: Bool
    package var includesLikedSongs: Bool

    package init(
        directory: FilePath,
        mode: Mode = .strict,
        pathFormat: PathFormat = .absolute,
        organizesByOwner: Bool = false,
        includesLikedSongs: Bool = true
    ) {
        self.directory = directory
        self.mode = mode
        self.pathFormat = pathFormat
        self.organizesByOwner = organizesByOwner
        self.includesLikedSongs = includesLikedSongs
    }

    /// What the content of the files depends on: where they are, only if paths are relative to that.
    func fingerprint(base: FilePath?) -> String {
        "\(mode)|\(pathFormat)|\(organizesByOwner)|\(includesLikedSongs)|\(base?.string ?? "")"
    }
}
