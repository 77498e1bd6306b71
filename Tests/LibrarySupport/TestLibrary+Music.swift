package import Events
package import EventsSupport
internal import FileIO
internal import TestSupport

extension TestLibrary {
    /// Tells the journal of a library and of an account's tracks. There is no file on the disk.
    package func append(_ files: [MusicFile], _ tracks: [TrackDescribed]) throws {
        let root = music.path.bytes
        var events: [Event] = [.rootAdded(root, [], DirectoryIdentity())]
        for (number, file) in files.enumerated() {
            events.append(file.added(to: root, inode: UInt64(number)))
        }
        events += tracks.map { Event(.trackDescribed($0)) }
        try append(events)
    }

    /// The path below the root and the confidence, by track.
    package func matchedPaths() throws -> [String: (path: String, confidence: String)] {
        let prefix = music.path.bytes.count + 1
        let rows = try query(
            """
            SELECT m.track_id, m.confidence, f.path
            FROM matches m JOIN library_files f ON f.id = m.file_id
            """
        )
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let columns = row.split(separator: "|", maxSplits: 2).map(String.init)
                let path = String(decoding: columns[2].utf8.dropFirst(prefix), as: UTF8.self)
                return (columns[0], (path, columns[1]))
            }
        )
    }
}
