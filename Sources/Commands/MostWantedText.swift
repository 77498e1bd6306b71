import Messages
import Queries

extension MostWanted {
    /// What psm match shows of it, with its headings; nothing where nothing is missing.
    var text: String {
        var lines: [String] = []
        if !tracks.isEmpty {
            lines.append("Most wanted without a file (psm diagnose says why):")
            for track in tracks {
                lines.append(
                    line(Text.count(track.playlistCount, "playlist"), track.artist, track.title)
                )
            }
        }
        if !albums.isEmpty {
            lines.append("Albums that lack most:")
            for album in albums {
                lines.append(line(Text.count(album.trackCount, "track"), album.artist, album.title))
            }
        }
        return lines.joined(separator: "\n")
    }

    private func line(_ count: String, _ artist: String, _ title: String) -> String {
        let name = artist.isEmpty ? title : "\(artist) – \(title)"
        return "  \(Text.printable(name)) (\(count))"
    }
}
