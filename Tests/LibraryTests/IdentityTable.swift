import FileIO
import Library
import LibrarySupport
import SystemPackage
import Tags
import TestSupport
import Threads
import Watch

/// A song as the tests write it into a file: its tags are its content.
struct Song {
    var title = "Harbour"
    var artist = "Nora Vale"
    var seconds = 200
    var track = 1
    /// Whatever makes it larger.
    var padding = ""

    var bytes: [UInt8] {
        Array("\(title)|\(artist)|\(seconds)|\(track)|\(padding)".utf8)
    }
}

/// Reads them.
final class SongTagReader: TagReader {
    private let reader = CountingTagReader(ContentTagReader())

    func read(
        _ requests: [TagRequest],
        _ cancellation: Cancellation,
        _ body: (Int, TagReading) -> Void
    ) throws {
        try reader.read(requests, cancellation) { index, reading in
            guard case .tags(var tags) = reading.content else { return body(index, reading) }
            let fields = tags.title.split(separator: "|", omittingEmptySubsequences: false)
            if fields.count == 5 {
                tags.title = String(fields[0])
                tags.artists = [String(fields[1])]
                tags.durationMs = UInt32(fields[2]).map { $0 * 1_000 } ?? 0
                tags.trackNumber = UInt32(fields[3]) ?? 0
            }
            body(index, TagReading(.tags(tags), metadata: reading.metadata))
        }
    }

    func takePaths() -> [FilePath] { reader.takePaths() }
}

/// What happens to `A/one.mp3`, which is pinned: the rows of the table in docs/identity.md.
enum Edit: String, CaseIterable {
    case renamed = "renamed"
    case moved = "moved to another folder"
    case folderRenamed = "its folder renamed"
    case touched = "touched"
    case permissionsChanged = "permissions changed"
    case retagged = "retagged in place"
    case retaggedKeepingTime = "retagged in place, size and mtime kept"
    case retaggedByReplacing = "retagged by replacing it"
    case retaggedAndRenamed = "retagged in place and renamed"
    case replacedAndRenamed = "retagged by replacing it, and renamed"
    case copiedBack = "replaced by a copy with its size and mtime"
    case movedAcross = "moved across file systems"
    case restored = "removed, and restored from a backup"
    case returned = "removed, and moved back"
    case returnedEdited = "removed, retagged in place, and moved back"
    case removed = "removed"
    case transcoded = "replaced by another format"
    case transcodedAndRenamed = "replaced by another format under another name"
    case anotherRecording = "replaced by another recording"
    case anotherTitle = "replaced by another recording of its length"
    case numberReused = "removed; its inode number is used anew"
    case copiedAndRetagged = "copied with its mtime, and then retagged in place"
    case linkedAndRetagged = "hard-linked, and then retagged in place"
    case copiedOver = "overwritten in place by another file, which is then removed"
    case linked = "hard-linked"
    case linkedAndRemoved = "hard-linked, scanned, and its old name removed"
    case swapped = "swapped with another file"
    case swappedAlike = "swapped with a file of its size and mtime"
    case renumbered = "remounted with new inode numbers"
    case renumberedAlike = "remounted with new inode numbers, beside a file of its size and mtime"
    case shuffled = "restored to a fresh disk, inode numbers turned round"

    /// What psm makes of it.
    struct Outcome {
        /// Where the pinned file is now; nil if its id is gone.
        var place: String?
        /// What was recorded, sorted.
        var events: [String]
        /// Where the pin leads.
        var pin: String?
        /// Whether tags had to be read.
        var isRead = true
    }
}
