package import Formats
internal import Messages

/// The ground truth: which files are correct for each track.
package struct MatchTruth {
    /// By the track's position: the positions of the correct files; none if the track must stay
    /// without a file.
    let files: [[Int]]
    /// By the track's position: whether the table lists the track.
    let isListed: [Bool]

    /// A table of `track_id` and `file_id`. With several rows per track, any of these files is
    /// correct; a row without a file id means that none is.
    package init(_ table: CSVTable, tracks: RecordingTable, files: RecordingTable) throws {
        let columns = (
            track: try table.requiredColumn("track_id"), file: try table.requiredColumn("file_id")
        )
        var right = [[Int]](repeating: [], count: tracks.ids.count)
        var isListed = [Bool](repeating: false, count: tracks.ids.count)
        for row in table.rows {
            let trackID = row.fields[columns.track]
            let fileID = row.fields[columns.file]
            guard let track = tracks.position(of: trackID) else {
                throw table.failure(
                    line: row.line,
                    "there is no track with the id “\(Text.printable(trackID))”"
                )
            }
            isListed[track] = true
            if fileID.isEmpty { continue }
            guard let file = files.position(of: fileID) else {
                throw table.failure(
                    line: row.line,
                    "there is no file with the id “\(Text.printable(fileID))”"
                )
            }
            right[track].append(file)
        }
        self.files = right
        self.isListed = isListed
    }
}
