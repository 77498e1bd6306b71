package import Events
package import SystemPackage

/// Reads the tags of an audio file.
///
/// It never fails: `error` in the tags says what is wrong with a file, because a broken file
/// belongs to the library like any other. Any number of threads may call it at once.
package protocol TagReading: Sendable {
    func tags(at path: FilePath) -> AudioTags
}
