import FileIO
import GRDB
import ReadModels
import SystemPackage

/// Makes the bytes of a playlist file from the tables.
struct PlaylistRendering {
    private let mode: ExportSettings.Mode
    /// The export folder without links, where paths are relative to the folder of the playlist: the
    /// kernel looks `..` up from there.
    let base: FilePath?

    init(_ settings: ExportSettings) {
        mode = settings.mode
        base = settings.pathFormat == .relative ? settings.directory.resolvingLinks() : nil
    }

    /// - Parameter fileName: in the export folder.
    func file(
        _ db: Database,
        _ key: PlaylistKey,
        name: String,
        fileName: String
    ) throws -> M3UWriter.File {
        let folder = base?.appending(fileName).removingLastComponent().bytes
        var writer = M3UWriter(name: name, mode: mode, relativeTo: folder)
        let entries = try PlaylistEntries(db, key)
        while let entry = try entries.next() { writer.add(entry) }
        return writer.finish()
    }
}
