internal import FoundationEssentials
package import Journal

/// An event as one line of JSON, for `psm journal tail --json`.
///
/// `path` and `from` are absolute. A name that is not UTF-8 is shown with replacement characters,
/// and its bytes are beside it in `path_base64`, so nothing is lost.
package struct EventJSON {
    private var fields: [String] = []

    package static func line(_ event: Event, at position: Position, time: String) -> String {
        var json = EventJSON()
        json.add("position", position.rawValue)
        json.add("time", time)
        json.add("type", event.typeName)
        json.add(event)
        return "{" + json.fields.joined(separator: ",") + "}"
    }

    private mutating func add(_ event: Event) {
        switch event.body {
        case .rootAdded(let event): addRoot(event.root, mount: event.mount)
        case .rootChanged(let event): addRoot(event.root, mount: event.mount)
        case .rootLost(let event):
            addRoot(event.root, mount: event.mount)
            add("reason", event.reason)
        case .rootReturned(let event): addRoot(event.root, mount: event.mount)
        case .rootRemoved(let event): addRoot(event.root, mount: event.mount)
        case .fileAdded(let event):
            addFile(nil, event.root, event.path)
            add(event.stat)
            add(event.tags)
        case .fileChanged(let event):
            addFile(event.fileID, event.root, event.path)
            add(event.stat)
            add(event.tags)
        case .fileMoved(let event):
            addFile(event.fileID, event.root, event.path)
            addPath("from", LibraryPath.join(event.fromRoot, event.fromPath))
            add(event.stat)
        case .fileRemoved(let event): addFile(event.fileID, event.root, event.path)
        case .fileReturned(let event):
            addFile(event.fileID, event.root, event.path)
            add(event.stat)
            add(event.tags)
        case .fileTouched(let event):
            addFile(event.fileID, event.root, event.path)
            add(event.stat)
        case .trackDescribed(let event): add(event)
        case .playlistDescribed(let event): add(event)
        case .playlistChanged(let event): add(event)
        case .playlistRemoved(let event):
            add("provider", event.provider)
            add("playlist_id", event.playlistID)
        case .likedChanged(let event): add(event)
        case .matchPinned(let event):
            addDecision(event.provider, event.trackID, event.file)
        case .matchRejected(let event):
            addDecision(event.provider, event.trackID, event.file)
        case nil: break
        }
    }

    // MARK: The families

    private mutating func addRoot(_ root: some Collection<UInt8>, mount: some Collection<UInt8>) {
        addPath("root", [UInt8](root))
        if !mount.isEmpty { addPath("mount", LibraryPath.join(root, mount)) }
    }

    private mutating func addFile(
        _ id: UInt64?,
        _ root: some Collection<UInt8>,
        _ path: some Collection<UInt8>
    ) {
        if let id { add("file_id", id) }
        addPath("root", [UInt8](root))
        addPath("path", LibraryPath.join(root, path))
    }

    private mutating func add(_ stat: FileStat) {
        add("size", stat.sizeBytes)
        fields.append("\"mtime_ns\":\(stat.mtimeNs)")
        fields.append("\"ctime_ns\":\(stat.ctimeNs)")
        add("inode", stat.inode)
        add("device", stat.device)
    }

    private mutating func add(_ tags: AudioTags) {
        addIfPresent("title", tags.title)
        addIfPresent("artists", tags.artists)
        addIfPresent("album", tags.album)
        addIfPresent("album_artists", tags.albumArtists)
        addIfPresent("date", tags.date)
        addIfPresent("track_number", tags.trackNumber)
        addIfPresent("disc_number", tags.discNumber)
        addIfPresent("genres", tags.genres)
        addIfPresent("isrc", tags.isrc)
        addIfPresent("musicbrainz_recording_id", tags.musicbrainzRecordingID)
        addIfPresent("duration_ms", tags.durationMs)
        addIfPresent("bitrate_kbps", tags.bitrateKbps)
        addIfPresent("error", tags.error)
    }

    private mutating func add(_ track: TrackDescribed) {
        add("provider", track.provider)
        add("track_id", track.trackID)
        add("name", track.name)
        addIfPresent("artists", track.artists)
        addIfPresent("album", track.album)
        addIfPresent("release_date", track.releaseDate)
        addIfPresent("duration_ms", track.durationMs)
        addIfPresent("isrc", track.isrc)
        if track.local { fields.append("\"local\":true") }
    }

    private mutating func add(_ playlist: PlaylistDescribed) {
        add("provider", playlist.provider)
        add("playlist_id", playlist.playlistID)
        add("name", playlist.name)
        addIfPresent("owner_id", playlist.ownerID)
        addIfPresent("owner_name", playlist.ownerName)
        addIfPresent("snapshot_id", playlist.snapshotID)
    }

    private mutating func add(_ change: PlaylistChanged) {
        add("provider", change.provider)
        add("playlist_id", change.playlistID)
        let splices = change.splices.map { splice in
            let inserted = splice.inserted.map { Self.quoted($0.trackID) }
            return "{\"offset\":\(splice.offset),\"removed\":\(splice.removed),"
                + "\"inserted\":[\(inserted.joined(separator: ","))]}"
        }
        fields.append("\"splices\":[\(splices.joined(separator: ","))]")
    }

    private mutating func add(_ change: LikedChanged) {
        add("provider", change.provider)
        add("removed", change.removed)
        add("added", change.added.map(\.trackID))
    }

    private mutating func addDecision(_ provider: String, _ track: String, _ file: DecidedFile) {
        add("provider", provider)
        add("track_id", track)
        addFile(file.fileID, file.root, file.path)
    }

    // MARK: Fields

    private mutating func add(_ name: String, _ value: UInt64) {
        fields.append("\"\(name)\":\(value)")
    }

    private mutating func add(_ name: String, _ value: String) {
        fields.append("\"\(name)\":\(Self.quoted(value))")
    }

    private mutating func add(_ name: String, _ values: [String]) {
        let values = values.map(Self.quoted).joined(separator: ",")
        fields.append("\"\(name)\":[\(values)]")
    }

    private mutating func addIfPresent(_ name: String, _ value: String) {
        if !value.isEmpty { add(name, value) }
    }

    private mutating func addIfPresent(_ name: String, _ values: [String]) {
        if !values.isEmpty { add(name, values) }
    }

    private mutating func addIfPresent(_ name: String, _ value: UInt32) {
        if value != 0 { add(name, UInt64(value)) }
    }

    private mutating func addPath(_ name: String, _ bytes: [UInt8]) {
        fields.append("\"\(name)\":\(Self.quoted(String(decoding: bytes, as: UTF8.self)))")
        if String(validating: bytes, as: UTF8.self) == nil {
            fields.append("\"\(name)_base64\":\"\(Data(bytes).base64EncodedString())\"")
        }
    }

    /// A JSON string; also for other rooms that print JSON.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        result.reserveCapacity(text.utf8.count + 2)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
