import Messages
import Queries

extension MostWanted {
    /// What psm match shows, with headings; empty if nothing is missing.
    var text: String {
        var lines: [String] = []
        if !tracks.isEmpty {
            lines.append("Missing, most wanted first (psm diagnose TRACK tells why):")
            for track in tracks {
                lines.append(
                    line(Text.count(track.playlistCount, "playlist"), track.artist, track.title)
                )
            }
        }
        if !albums.isEmpty {
            lines.append("Albums with the most missing tracks:")
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
