internal import Events
package import Journal
package import Messages
internal import ReadModels

/// Which playlist, of which provider.
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

/// All playlists that ever were, by their ids and names. From the journal alone.
package struct PlaylistSearch: Sendable {
    package struct Known: Sendable {
        package let identity: PlaylistIdentity
        /// The latest one.
        package var name: String
        package var formerNames: [String] = []
        /// Whether it is there at the end of what was read.
        package var isThere = true
    }

    package enum Failure: ReportableError {
        case unknown(String, nearest: [String])
        case ambiguous(String, [Known])

        package var exitStatus: ExitStatus { .noInput }

        package var description: String {
            switch self {
            case .unknown(let name, let nearest):
                "There is no playlist “\(name)”, and never was."
                    + (nearest.isEmpty
                        ? "" : " Did you mean \(nearest.joined(separator: ", or "))?")
            case .ambiguous(let name, let found):
                "Several playlists are called “\(name)”. Name one by its id: "
                    + found.map { "\($0.identity.id.text) (\($0.identity.provider.text))" }
                    .joined(separator: ", ") + "."
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

    /// The playlist of this id or name. Names of today go before former ones, what is there before
    /// what is gone, and what is exactly the same before what differs in case.
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
