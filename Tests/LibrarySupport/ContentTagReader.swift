package import Events
internal import FileIO
internal import Library
package import SystemPackage
internal import Tags

/// Takes the whole content of a file for its title: what psm knows of a file then tells which bytes
/// it has read, and no file need be audio.
package struct ContentTagReader: TagReading {
    package init() {}

    package func tags(at path: FilePath) -> AudioTags {
        var tags = AudioTags()
        do {
            tags.title = String(decoding: try PosixFileSystem().readAll(path), as: UTF8.self)
        } catch {
            tags.error = "\(error)"
        }
        return tags
    }
}
