package import GRDB
internal import Projection

/// The tracks that a file is matched with, and those with a decision about it.
package struct ConcernedTracks {
    private let select: SQLStatement

    package init(_ db: Database) throws {
        select = try SQLStatement(
            db,
            """
            SELECT t.seq FROM matches m JOIN tracks t ON t.provider = m.provider AND t.id = m.track_id
            WHERE m.file_id = ?1
            UNION
            SELECT t.seq FROM match_decisions d
            JOIN tracks t ON t.provider = d.provider AND t.id = d.track_id
            WHERE d.file_id = ?1
            """
        )
    }

    package func add(of file: Int64, to tracks: inout Set<Int64>) throws {
        select.bind(1, file)
        defer { select.reset() }
        while try select.step() { tracks.insert(select.integer(0)) }
    }
}
