package import Events
package import SystemPackage

/// Reads what an audio file says of itself.
///
/// It never fails: what is wrong with a file is in the tags' `error`, for a broken file is a file
/// of the library like any other. Any number of threads may call it at once.
package protocol TagReading: Sendable {
    func tags(at path: FilePath) -> AudioTags
}
