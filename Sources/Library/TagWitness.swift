internal import Events
internal import Tags

/// Reads tags where nothing else tells files apart.
struct TagWitness {
    let pool: TagPool
    let followSymlinks: Bool

    /// - Returns: in order; nil for a file that cannot be read, or has changed since it was seen.
    func tags(of files: [(path: LibraryPath, stat: FileStat)]) throws -> [AudioTags?] {
        let planned = files.map { ScanPlan.Reading(kind: .new, path: $0.path, stat: $0.stat) }
        let readings = try pool.read(planned, followSymlinks: followSymlinks) { _ in }
        var tags: [AudioTags?] = []
        for (file, reading) in zip(files, readings) {
            if case .tags(let found) = reading.content, reading.stat == file.stat {
                tags.append(AudioTags(found))
            } else {
                tags.append(nil)
            }
        }
        return tags
    }
}
