package import Events
package import Journal
package import Messages
internal import ReadModels

/// A playlist, identified by provider and id.
package struct PlaylistIdentity: Hashable, Sendable {
    package let provider: TextKey
    package let id: TextKey

    package init(provider: String, id: String) {
        self.provider = TextKey(provider)
        self.id = TextKey(id)
    }

    func isOf(_ provider: String, _ id: String) -> Bool {
        self.provider == TextKey(provider) && self.id == TextKey(id)
    }
}

/// All playlists that ever existed, by id and name. It needs the journal alone.
package struct PlaylistSearch: Sendable {
    package struct Known: Sendable {
        package let identity: PlaylistIdentity
        /// The latest name.
        package var name: String
        package var formerNames: [String] = []
        /// Whether it exists at the end of what was read.
        package var isThere = true
    }

    package enum Failure: ReportableError {
        case unknown(String, nearest: [String])
        case ambiguous(String, [Known])

        package var exitStatus: ExitStatus { .noInput }

        package var description: String {
            switch self {
            case .unknown(let name, let nearest):
                "No playlist is called “\(name)”, now or in the past."
                    + (nearest.isEmpty
                        ? " To list all of them: psm sql 'SELECT id, name FROM playlists'"
                        : " Did you mean \(nearest.joined(separator: ", or "))?")
            case .ambiguous(let name, let found):
                "Several playlists are called “\(name)”. Use the id of one of them:"
                    + found.map {
                        "\n  \($0.identity.id.text)  \(Text.printable($0.name))"
                            + " (\($0.identity.provider.text))"
                    }.joined()
            }
        }
    }

    package private(set) var playlists: [Known] = []
    private var places: [PlaylistIdentity: Int] = [:]

    package init(
        in journal: Journal,
        upTo limit: Position? = nil,
        damage: (Damage) -> Void
    ) throws {
        let wanted: Set = [
            "playlist.described", "playlist.removed", "playlist.restored", "liked.changed",
            "liked.restored",
        ]
        try journal.read(from: .zero, upTo: limit, damage: damage) { append in
            try append.forEachRecord { position, payload in
                guard wanted.contains(EventType.name(of: payload)) else { return }
                switch try EventCodec.decode(payload, at: position).body {
                case .playlistDescribed(let playlist):
                    note(playlist.provider, playlist.playlistID, playlist.name)
                case .playlistRemoved(let gone):
                    let identity = PlaylistIdentity(provider: gone.provider, id: gone.playlistID)
                    if let place = places[identity] { playlists[place].isThere = false }
                case .likedChanged(let liked):
                    note(liked.provider, LikedSongs.playlistID, LikedSongs.name)
                case .playlistRestored(let event):
                    note(event.playlist.provider, event.playlist.playlistID, event.playlist.name)
                case .likedRestored(let liked):
                    note(liked.provider, LikedSongs.playlistID, LikedSongs.name)
                default:
                    break
                }
            }
            return .continue
        }
    }

    /// The playlist with this id or name. Current names are preferred to former ones, playlists
    /// that exist to removed ones, and exact spellings to those that differ in case.
    ///
    /// - Throws: `Failure`.
    package func find(_ name: String) throws(Failure) -> Known {
        let key = TextKey(name)
        let folded = name.lowercased()
        let tests: [(Known) -> Bool] = [
            { $0.identity.id == key && !name.isEmpty },
            { $0.isThere && TextKey($0.name) == key },
            { $0.isThere && $0.name.lowercased() == folded },
            { TextKey($0.name) == key },
            { $0.name.lowercased() == folded },
            { $0.isThere && $0.formerNames.contains { $0.lowercased() == folded } },
            { $0.formerNames.contains { $0.lowercased() == folded } },
        ]
        for test in tests {
            let found = playlists.filter(test)
            if found.count == 1 { return found[0] }
            if found.count > 1 { throw .ambiguous(name, found) }
        }
        throw .unknown(name, nearest: nearest(to: folded))
    }

    private func nearest(to name: String) -> [String] {
        let word = name.split(separator: " ").max { $0.count < $1.count } ?? ""
        let close = playlists.map(\.name).filter {
            let other = $0.lowercased()
            return other.contains(name) || name.contains(other)
                || (word.count > 2 && other.contains(word))
        }
        return Array(close.sorted().prefix(3))
    }

    private mutating func note(_ provider: String, _ id: String, _ name: String) {
        let identity = PlaylistIdentity(provider: provider, id: id)
        guard let place = places[identity] else {
            places[identity] = playlists.count
            return playlists.append(Known(identity: identity, name: name))
        }
        playlists[place].isThere = true
        let former = playlists[place].name
        guard TextKey(former) != TextKey(name) else { return }
        playlists[place].formerNames.append(former)
        playlists[place].name = name
    }
}
