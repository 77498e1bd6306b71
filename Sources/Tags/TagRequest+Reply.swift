internal import FileIO
package import SystemPackage

extension TagRequest {
    /// Opens the file and reads it.
    package func reply(_ read: (FileDescriptor, FilePath) -> AudioReading) -> TagReply {
        // Non-blocking, so that a pipe with an audio name cannot block the reader forever.
        var options: FileDescriptor.OpenOptions = [.nonBlocking, .closeOnExec]
        if !followSymlinks { options.insert(.noFollow) }
        let path = FilePath(bytes: path)
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path, .readOnly, options: options)
        } catch .noSuchFileOrDirectory, .notDirectory {
            return .reading(TagReading(.missing, metadata: nil))
        } catch {
            return unread("cannot be opened: \(error)", nil)
        }
        // Nothing was written, so closing cannot report a loss.
        defer { try? file.close() }
        let metadata: FileMetadata
        do throws(FileError) {
            metadata = try FileMetadata.of(descriptor: file.rawValue, path)
        } catch {
            return unread("cannot be read: \(error.errno)", nil)
        }
        guard metadata.kind == .regular else { return unread("is not a regular file", metadata) }
        switch read(file, path) {
        case .tags(let tags):
            return .reading(TagReading(.tags(tags), metadata: metadata))
        case .film:
            return .reading(TagReading(.film, metadata: metadata))
        case .unread(let code):
            return unread("cannot be read: \(Errno(rawValue: code))", metadata)
        case .outOfMemory:
            return .outOfMemory(metadata)
        }
    }

    private func unread(_ reason: String, _ metadata: FileMetadata?) -> TagReply {
        .reading(TagReading(.unread(reason), metadata: metadata))
    }
}
