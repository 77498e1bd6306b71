package import SystemPackage

/// What came of the content of one file.
package enum AudioReading: Sendable, Equatable {
    /// It was read, whether or not it is audio.
    case tags(FileTags)
    /// It has moving pictures.
    case film
    /// A call failed, so nothing is known of it. errno of the first such call.
    case unread(Int32)
    /// There was not enough memory for its tags.
    case outOfMemory

    /// Reads an open file, which is at the path.
    package typealias Read = (FileDescriptor, FilePath) -> AudioReading
}
