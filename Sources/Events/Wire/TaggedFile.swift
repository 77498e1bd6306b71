internal import FoundationEssentials
internal import SwiftProtobuf

/// A message that places a file with its tags.
protocol TaggedFile: Message {
    /// Whether it has one, in field 1; else its other fields have numbers one less.
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
    /// The position of the event itself.
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
