package import FileIO
internal import Messages

/// What a worker says before anything else: that it is one, of which version, and how far it is
/// confined. Anybody else who answers is refused.
struct WorkerGreeting: Equatable {
    private static let magic: UInt64 = 0x7073_6D2D_7461_6773
    /// Raise it with every change of a message.
    private static let protocolVersion: UInt32 = 2

    var version = PsmVersion.text
    var confinement: UInt32

    init(confinement: UInt32) {
        self.confinement = confinement
    }

    /// Whether it is of this psm.
    var isOwn: Bool { version == PsmVersion.text }

    func encode(into writer: inout MessageWriter) {
        writer.addFrame { frame in
            frame.add(Self.magic)
            frame.add(Self.protocolVersion)
            frame.add(version)
            frame.add(confinement)
        }
    }

    init(_ reader: inout MessageReader) throws(MalformedMessage) {
        guard try reader.number() == Self.magic, try reader.number() == Self.protocolVersion else {
            throw MalformedMessage()
        }
        version = try reader.text()
        confinement = try reader.number()
    }
}

extension TagRequest {
    /// No call takes a longer path, nor does any walk come to one.
    static let limitBytes = 64 << 10

    func encode(into writer: inout MessageWriter) {
        writer.addFrame { frame in
            frame.add(UInt8(followSymlinks ? 1 : 0))
            path.withUnsafeBytes { frame.add($0) }
        }
    }

    init(_ reader: inout MessageReader) throws(MalformedMessage) {
        followSymlinks = try reader.number(UInt8.self) != 0
        path = Array(try reader.block())
    }
}

/// What a worker has to say of one file.
package enum TagReply: Equatable {
    case reading(TagReading)
    /// The worker ran out of memory over the file, and ends.
    case outOfMemory(FileMetadata?)

    /// For psm.
    package var reading: TagReading {
        switch self {
        case .reading(let reading): return reading
        case .outOfMemory(let metadata):
            let megabytes = TagLimits().memoryBytes >> 20
            let error = "its tags take more than \(megabytes) MB of memory to read"
            return TagReading(.tags(FileTags(error: error)), metadata: metadata)
        }
    }

    /// More than the texts of one file, which `FileTags.textLimitBytes` bounds.
    static let limitBytes = 1 << 20

    private enum Kind: UInt8 {
        case tags, unread, outOfMemory, missing, film
    }

    func encode(into writer: inout MessageWriter) {
        writer.addFrame { frame in
            switch self {
            case .outOfMemory(let metadata):
                frame.add(Kind.outOfMemory.rawValue)
                frame.add(metadata)
            case .reading(let reading):
                switch reading.content {
                case .tags(let tags):
                    frame.add(Kind.tags.rawValue)
                    frame.add(reading.metadata)
                    frame.add(tags)
                case .film:
                    frame.add(Kind.film.rawValue)
                    frame.add(reading.metadata)
                case .missing:
                    frame.add(Kind.missing.rawValue)
                    frame.add(reading.metadata)
                case .unread(let reason):
                    frame.add(Kind.unread.rawValue)
                    frame.add(reading.metadata)
                    frame.add(reason)
                }
            }
        }
    }

    init(_ reader: inout MessageReader) throws(MalformedMessage) {
        guard let kind = Kind(rawValue: try reader.number()) else { throw MalformedMessage() }
        let metadata = try reader.metadata()
        switch kind {
        case .tags: self = .reading(TagReading(.tags(try reader.tags()), metadata: metadata))
        case .unread: self = .reading(TagReading(.unread(try reader.text()), metadata: metadata))
        case .film: self = .reading(TagReading(.film, metadata: metadata))
        case .missing: self = .reading(TagReading(.missing, metadata: metadata))
        case .outOfMemory: self = .outOfMemory(metadata)
        }
        guard reader.isAtEnd else { throw MalformedMessage() }
    }
}

extension MessageWriter {
    fileprivate mutating func add(_ metadata: FileMetadata?) {
        add(UInt8(metadata == nil ? 0 : 1))
        guard let metadata else { return }
        add(metadata.kind.rawValue)
        add(metadata.sizeBytes)
        add(metadata.mtimeNanoseconds)
        add(metadata.ctimeNanoseconds)
        add(metadata.inode)
        add(metadata.device)
    }

    fileprivate mutating func add(_ tags: FileTags) {
        add(tags.title)
        add(tags.artists)
        add(tags.album)
        add(tags.albumArtists)
        add(tags.date)
        add(tags.genres)
        add(tags.isrc)
        add(tags.musicbrainzRecordingID)
        add(tags.error)
        for number in [
            tags.year, tags.trackNumber, tags.discNumber, tags.durationMs, tags.bitrateKbps,
            tags.sampleRateHz, tags.channels, tags.isCompilation ? 1 : 0,
        ] { add(number) }
    }
}

extension MessageReader {
    fileprivate mutating func metadata() throws(MalformedMessage) -> FileMetadata? {
        if try number(UInt8.self) == 0 { return nil }
        guard let kind = FileMetadata.Kind(rawValue: try number()) else { throw MalformedMessage() }
        return FileMetadata(
            kind: kind,
            sizeBytes: try number(),
            mtimeNanoseconds: try number(),
            ctimeNanoseconds: try number(),
            inode: try number(),
            device: try number()
        )
    }

    fileprivate mutating func tags() throws(MalformedMessage) -> FileTags {
        var tags = FileTags()
        tags.title = try text()
        tags.artists = try texts()
        tags.album = try text()
        tags.albumArtists = try texts()
        tags.date = try text()
        tags.genres = try texts()
        tags.isrc = try text()
        tags.musicbrainzRecordingID = try text()
        tags.error = try text()
        tags.year = try number()
        tags.trackNumber = try number()
        tags.discNumber = try number()
        tags.durationMs = try number()
        tags.bitrateKbps = try number()
        tags.sampleRateHz = try number()
        tags.channels = try number()
        tags.isCompilation = try number(UInt32.self) != 0
        return tags
    }
}
