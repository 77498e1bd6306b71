import FileIO
import Library
import LibrarySupport
import Synchronization
import SystemPackage
import Tags
import TestSupport
import Testing
import Threads

/// A read that fails says nothing of the content: what is known stays, and it is tried again.
@Suite struct ReadFailureTests {
    /// Some files cannot be read for a while.
    private final class FailingReader: TagReader {
        let names = Mutex<Set<String>>([])
        let isMissing = Atomic(false)

        func read(
            _ requests: [TagRequest],
            _ cancellation: Cancellation,
            _ body: (Int, TagReading) -> Void
        ) throws {
            if isMissing.load(ordering: .relaxed) {
                throw TagWorkerError.cannotStart("psm-tags", .noSuchFileOrDirectory)
            }
            try ContentTagReader().read(requests, cancellation) { index, reading in
                let name = FilePath(bytes: requests[index].path).lastComponent?.string ?? ""
                let fails = names.withLock { $0.contains(name) }
                let failure = TagReading.Content.unread("cannot be read: Input/output error")
                body(index, fails ? TagReading(failure, metadata: reading.metadata) : reading)
            }
        }
    }

    private let library: TestLibrary
    private let reader = FailingReader()

    init() throws {
        library = try TestLibrary()
        library.reader = reader
        try library.music.write("a.mp3", Array("Harbour".utf8))
        try library.scan()
    }

    private func titles() throws -> [String] {
        try library.query("SELECT title FROM library_files ORDER BY path")
    }

    @Test func aKnownFileKeepsItsTagsAndIsReadLater() throws {
        try library.music.write("a.mp3", Array("Lighthouse".utf8))
        reader.names.withLock { $0 = ["a.mp3"] }
        for _ in 1...2 {
            let summary = try library.scan()
            #expect(summary.errors.unreadCount == 1 && summary.changed == 0)
            #expect(summary.errors.unread == [library.music.path.appending("a.mp3")])
            #expect(try titles() == ["Harbour"])
        }
        reader.names.withLock { $0 = [] }
        #expect(try library.scan().changed == 1)
        #expect(try titles() == ["Lighthouse"])
        #expect(try library.scan().errors.isEmpty)
    }

    @Test func aNewFileIsAddedOnceItCanBeRead() throws {
        try library.music.write("b.mp3", Array("Ferry".utf8))
        reader.names.withLock { $0 = ["b.mp3"] }
        let summary = try library.scan()
        #expect(summary.added == 0 && summary.errors.unreadCount == 1)
        #expect(try titles() == ["Harbour"])
        reader.names.withLock { $0 = [] }
        #expect(try library.scan().added == 1)
        #expect(try titles() == ["Harbour", "Ferry"])
    }

    /// Nothing is recorded of the files that needed to be read, and nothing is lost.
    @Test func withoutAReaderNothingIsRecorded() throws {
        try library.music.write("a.mp3", Array("Lighthouse".utf8))
        try library.music.write("b.mp3", Array("Ferry".utf8))
        reader.isMissing.store(true, ordering: .relaxed)
        #expect(throws: TagWorkerError.self) { try library.scan() }
        #expect(try titles() == ["Harbour"])
        reader.isMissing.store(false, ordering: .relaxed)
        try library.scan()
        #expect(try titles() == ["Lighthouse", "Ferry"])
    }
}
