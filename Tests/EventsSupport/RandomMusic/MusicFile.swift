package import Events

/// A file of a song: where it lies and what its tags say.
package struct MusicFile: Sendable {
    /// Of the song that it holds.
    package let song: Int
    /// Below the library's root.
    package let path: String
    package let tags: AudioTags

    package init(song: Int, path: String, tags: AudioTags) {
        self.song = song
        self.path = path
        self.tags = tags
    }

    package func added(to root: [UInt8], inode: UInt64) -> Event {
        .fileAdded(
            at: LibraryPath(root: root, path: Array(path.utf8)),
            Self.stat(inode: inode),
            tags
        )
    }

    package static func stat(inode: UInt64) -> FileStat {
        var stat = FileStat()
        stat.sizeBytes = 1_000 + inode
        stat.mtimeNs = 1_500_000_000_000_000_000
        stat.inode = inode
        return stat
    }
}
