import AudioFiles
package import Tags
package import Threads

/// Reads tags as psm's workers do, without a process.
package struct DirectTagReader: TagReader {
    package init() {}

    package func read(
        _ requests: [TagRequest],
        _ cancellation: Cancellation,
        _ body: (Int, TagReading) -> Void
    ) throws {
        let reader = AudioReader()
        for (index, request) in requests.enumerated() {
            try cancellation.check()
            let reply = request.reply { file, path in reader.read(file, at: path) }
            body(index, reply.reading)
        }
    }
}
