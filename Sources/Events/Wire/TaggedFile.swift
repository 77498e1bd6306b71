internal import FoundationEssentials
internal import SwiftProtobuf

/// A message with a file's location and tags.
protocol TaggedFile: Message {
    /// Whether field 1 is an id. If not, the numbers of the other fields are one less.
    static var hasID: Bool { get }
    var fileID: UInt64 { get set }
    var root: Data { get set }
    var path: Data { get set }
    var stat: FileStat { get set }
    var tags: AudioTags { get set }
    var hasStat: Bool { get }
    var hasTags: Bool { get }
}

extension FileAdded: TaggedFile {
    static var hasID: Bool { false }
    /// The position of the event, which is the file's id.
    var fileID: UInt64 {
        get { 0 }
        set {}
    }
}

extension FileChanged: TaggedFile {
    static var hasID: Bool { true }
}

extension FileReturned: TaggedFile {
    static var hasID: Bool { true }
}
