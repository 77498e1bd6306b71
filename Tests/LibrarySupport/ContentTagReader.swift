internal import FileIO
internal import SystemPackage
package import Tags
package import Threads

/// Takes the whole content of a file for its title: what psm knows of a file then tells which bytes
/// it has read, and no file need be audio.
package struct ContentTagReader: TagReader {
    package init() {}

    package func read(
        _ requests: [TagRequest],
        _ cancellation: Cancellation,
        _ body: (Int, TagReading) -> Void
    ) throws {
        for (index, request) in requests.enumerated() {
            try cancellation.check()
            let reply = request.reply { file, _ in
                do {
                    var tags = FileTags()
                    tags.title = String(decoding: try Self.bytes(of: file), as: UTF8.self)
                    return .tags(tags)
                } catch {
                    return .unread((error as? Errno ?? .ioError).rawValue)
                }
            }
            body(index, reply.reading)
        }
    }

    private static func bytes(of file: FileDescriptor) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = try piece.withUnsafeMutableBytes { try file.read(into: $0) }
            if count == 0 { return bytes }
            bytes += piece.prefix(count)
        }
    }
}
