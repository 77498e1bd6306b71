package import GRDB
package import Projection

/// The differences between two states in the files of the library: the net change.
///
/// Files are followed by id, through moves and changes. If one was removed and another took its
/// path, that counts as a change. Files added and removed in between do not appear.
package struct LibraryChanges: Sendable {
    package struct Tag: Sendable {
        /// The name of the column.
        package let name: String
        package let old: ColumnValue
        package let new: ColumnValue
    }

    package struct Change: Sendable {
        /// Where the file is now. Paths are absolute.
        package let path: [UInt8]
        /// Empty if the bytes changed but the tags did not.
        package let tags: [Tag]
    }

    package struct Move: Sendable {
        package let from: [UInt8]
        package let to: [UInt8]
    }

    package private(set) var added: [[UInt8]] = []
    package private(set) var changed: [Change] = []
    package private(set) var moved: [Move] = []
    package private(set) var removed: [[UInt8]] = []

    package var isEmpty: Bool {
        added.isEmpty && changed.isEmpty && moved.isEmpty && removed.isEmpty
    }

    private static let tags = [
        "title", "artist", "album", "album_artist", "date", "year", "track_number",
        "disc_number", "genre", "duration", "bitrate_kbps", "sample_rate_hz", "channels", "isrc",
        "musicbrainz_recording_id", "compilation", "error",
    ]
    private static let pathColumn = 1
    /// `size` and `mtime_ns`: whether the bytes are the same.
    private static let statColumns = 2...3
    private static let firstTagColumn = 4

    /// - Parameters:
    ///   - before: a database with `library_files`, in the earlier state.
    ///   - after: one in the later state.
    package init(from before: Database, to after: Database) throws {
        let sql = """
            SELECT id, path, size, mtime_ns, \(Self.tags.joined(separator: ", "))
            FROM library_files ORDER BY id
            """
        var gone: [[UInt8]: TableComparison.Row] = [:]
        var came: [TableComparison.Row] = []
        try TableComparison(before: before, after: after, keyCount: 1, sql)
            .forEachDifference { old, new in
                switch (old, new) {
                case (let old?, nil): gone[old[Self.pathColumn].bytes] = old
                case (nil, let new?): came.append(new)
                case (let old?, let new?): compare(old, new)
                case (nil, nil): break
                }
            }
        for new in came {
            let path = new[Self.pathColumn].bytes
            if let old = gone.removeValue(forKey: path) {
                compare(old, new)
            } else {
                added.append(path)
            }
        }
        removed = Array(gone.keys)
        sort()
    }

    private mutating func compare(_ old: TableComparison.Row, _ new: TableComparison.Row) {
        let (from, to) = (old[Self.pathColumn].bytes, new[Self.pathColumn].bytes)
        if from != to { moved.append(Move(from: from, to: to)) }
        let tags = Self.tags.enumerated().compactMap { place, name in
            let column = Self.firstTagColumn + place
            let (old, new) = (old[column], new[column])
            return old.isSame(as: new) ? nil : Tag(name: name, old: old, new: new)
        }
        let isRewritten = Self.statColumns.contains { !old[$0].isSame(as: new[$0]) }
        if !tags.isEmpty || isRewritten { changed.append(Change(path: to, tags: tags)) }
    }

    private mutating func sort() {
        added.sort { $0.lexicographicallyPrecedes($1) }
        removed.sort { $0.lexicographicallyPrecedes($1) }
        changed.sort { $0.path.lexicographicallyPrecedes($1.path) }
        moved.sort { $0.from.lexicographicallyPrecedes($1.from) }
    }
}

extension ColumnValue {
    /// Compares bytes: another Unicode normal form is another value.
    func isSame(as other: ColumnValue) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.integer(let left), .integer(let right)): left == right
        case (.real(let left), .real(let right)): left == right
        case (.text, .text), (.blob, .blob): bytes == other.bytes
        default: false
        }
    }
}
