internal import Digests

/// Names of playlist files: `NAME_ID8.m3u`, with the full id if two names would be the same.
///
/// A pure function of the playlists, in any order.
enum PlaylistFileName {
    struct Playlist {
        let provider: String
        let playlistID: String
        let name: String
        /// Empty if playlists are not organised in folders.
        let owner: String
    }

    private static let shortIDCount = 8
    /// Linux allows 255 bytes; the temporary file beside it needs some of them.
    private static let limitBytes = 200

    static func names(_ playlists: [Playlist]) -> [(playlist: Playlist, fileName: String)] {
        var names = playlists.map { fileName($0, id: String($0.idText.prefix(shortIDCount))) }
        rename(&names) {
            fileName(playlists[$0], id: "\(playlists[$0].idText)_\(playlists[$0].provider)")
        }
        // Ids may differ by case or by forbidden characters only, or be too long for a name.
        rename(&names) { fileName(playlists[$0], id: digest(playlists[$0])) }
        return Array(zip(playlists, names))
    }

    /// Gives another name to each of those that share one. Some file systems fold case, so names
    /// that differ by it alone count as one.
    private static func rename(_ names: inout [String], _ other: (Int) -> String) {
        let counts = Dictionary(names.map { (folded($0), 1) }, uniquingKeysWith: +)
        for index in names.indices {
            let isShared = counts[folded(names[index]), default: 0] > 1
            if isShared || isTooLong(names[index]) { names[index] = other(index) }
        }
    }

    private static func isTooLong(_ name: String) -> Bool {
        name.utf8.split(separator: UInt8(ascii: "/")).contains { $0.count > limitBytes }
    }

    private static func digest(_ playlist: Playlist) -> String {
        let hash = XXHash64.hash("\(playlist.provider)\0\(playlist.playlistID)")
        return String(hash, radix: 16)
    }

    private static func fileName(_ playlist: Playlist, id: String) -> String {
        let suffix = "_\(sanitized(id)).m3u"
        let name = sanitized(playlist.name).prefix(bytes: limitBytes - min(suffix.utf8.count, 100))
        let folder = playlist.owner.isEmpty ? "" : folderName(playlist.owner) + "/"
        return folder + (name.isEmpty ? "_" : name) + suffix
    }

    private static func folderName(_ owner: String) -> String {
        let name = sanitized(owner).prefix(bytes: limitBytes)
        return name.isEmpty ? "_" : name
    }

    /// Replaces what a path, a player on another system or a line of M3U cannot hold.
    private static func sanitized(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let isForbidden =
                scalar.properties.generalCategory == .control
                || "/\\:*?\"<>|".unicodeScalars.contains(scalar)
            result.unicodeScalars.append(isForbidden ? "_" : scalar)
        }
        // A leading dot hides the file; a trailing dot or space is lost on other systems.
        let trimmed = Substring(result).drop { $0 == "." || $0 == " " }
        let end = trimmed.lastIndex { $0 != "." && $0 != " " }
        return end.map { String(trimmed[...$0]) } ?? ""
    }

    private static func folded(_ name: String) -> String {
        name.lowercased()
    }
}

extension PlaylistFileName.Playlist {
    /// The liked songs have no id of their own.
    var idText: String { playlistID.isEmpty ? "liked" : playlistID }
}

extension String {
    /// The longest prefix of whole characters with at most `limit` bytes.
    fileprivate func prefix(bytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var result = ""
        var count = 0
        for character in self {
            count += character.utf8.count
            if count > limit { break }
            result.append(character)
        }
        return result
    }
}
