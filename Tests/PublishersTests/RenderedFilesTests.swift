import ReadModels
import Testing

@testable import Publishers

/// What was rendered is written as it is, if it is what is wanted.
@Suite struct RenderedFilesTests {
    private let key = PlaylistKey(provider: "spotify", playlistID: "P1")

    private func file(_ count: Int) -> M3UWriter.File {
        M3UWriter.File(bytes: [UInt8](repeating: 7, count: count), inexpressiblePaths: [])
    }

    @Test func whatIsWantedIsTakenOnce() {
        let rendered = RenderedFiles()
        rendered.keep(file(10), of: key, digest: 1)
        #expect(rendered.take(of: key, digest: 2, sizeBytes: 10) == nil)
        #expect(rendered.take(of: key, digest: 1, sizeBytes: 11) == nil)
        let other = PlaylistKey(provider: "spotify", playlistID: "P2")
        #expect(rendered.take(of: other, digest: 1, sizeBytes: 10) == nil)
        #expect(rendered.take(of: key, digest: 1, sizeBytes: 10)?.bytes.count == 10)
        #expect(rendered.take(of: key, digest: 1, sizeBytes: 10) == nil)
    }

    @Test func theLatestIsKept() {
        let rendered = RenderedFiles()
        rendered.keep(file(10), of: key, digest: 1)
        rendered.keep(file(20), of: key, digest: 2)
        #expect(rendered.take(of: key, digest: 1, sizeBytes: 10) == nil)
        #expect(rendered.take(of: key, digest: 2, sizeBytes: 20) != nil)
    }

    /// A large one may leave no room even for itself.
    @Test func theirSizeIsBounded() {
        let rendered = RenderedFiles(limitBytes: 100)
        let keys = (0..<20).map { PlaylistKey(provider: "spotify", playlistID: "P\($0)") }
        for (number, key) in keys.enumerated() {
            rendered.keep(file(10), of: key, digest: UInt64(number))
        }
        let kept = keys.enumerated().filter { number, key in
            rendered.take(of: key, digest: UInt64(number), sizeBytes: 10) != nil
        }
        #expect(kept.map(\.offset) == Array(10..<20))
        rendered.keep(file(101), of: key, digest: 1)
        #expect(rendered.take(of: key, digest: 1, sizeBytes: 101) == nil)
    }
}
