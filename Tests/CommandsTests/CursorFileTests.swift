import App
import FileIO
import Journal
import Messages
import SystemPackage
import TestSupport
import Testing

@testable import Commands

@Suite struct CursorFileTests {
    private static let id = "000102030405060708090a0b0c0d0e0f"

    private let directory: TemporaryDirectory
    private var path: FilePath { directory.path.appending("cursor") }

    init() throws {
        directory = try TemporaryDirectory()
    }

    private struct Interruption: Error {}

    private func cursor(_ position: UInt64) -> Cursor? {
        Cursor("\(Self.id):\(position)")
    }

    @Test func cursorsAreReadAsTheyArePrinted() throws {
        let cursor = try #require(self.cursor(UInt64.max))
        #expect("\(cursor)" == "\(Self.id):18446744073709551615")
        #expect(Cursor("\(cursor)") == cursor)
        #expect(Cursor("\(Self.id):18446744073709551616") == nil)
        #expect(Cursor("\(Self.id):+1") == nil)
        #expect(Cursor("\(Self.id.dropLast()):1") == nil)
    }

    @Test func oneReaderAtATime() throws {
        try CursorFile(path: path).advance { _ in
            var second = CursorFile(path: path)
            second.waitLimit = .zero
            #expect(throws: CursorError.locked(path, waited: .zero)) {
                try second.advance { _ in cursor(9) }
            }
            return cursor(1)
        }
        try CursorFile(path: path).advance { stored in
            #expect(stored == cursor(1))
            return nil
        }
        #expect(CursorError.locked(path, waited: .zero).exitStatus == .tryAgain)
    }

    @Test func whatItCannotReadStaysAsItIs() throws {
        let tree = Tree(directory.path)
        for bytes in [
            [0xFF], Array("\(Self.id):1\r\n".utf8), [UInt8](repeating: 0x30, count: 5_000),
        ] {
            try tree.write("cursor", bytes)
            #expect(throws: CursorError.unreadable(path)) {
                try CursorFile(path: path).advance { _ in cursor(1) }
            }
            #expect(try tree.read("cursor") == bytes)
        }
    }

    /// Readers in turn, each of whom may end between printing and storing: then, and only then,
    /// the next one prints the same again. No event is ever left out.
    @Test(arguments: Seeds.from(1, count: 40))
    func eachEventOnceUnlessInterrupted(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var printed: [UInt64] = []
        var expected: [UInt64] = []
        var done: UInt64 = 0
        for _ in 0..<30 {
            let next = done + UInt64(random.below(4))
            let isInterrupted = random.chance(30)
            do {
                try CursorFile(path: path).advance { stored in
                    let begin = stored?.position.rawValue ?? 0
                    #expect(begin == done, "seed \(seed)")
                    printed += begin..<next
                    if isInterrupted { throw Interruption() }
                    return cursor(next)
                }
            } catch is Interruption {}
            expected += done..<next
            if !isInterrupted { done = next }
        }
        #expect(printed == expected, "seed \(seed)")
        #expect(Set(printed).isSuperset(of: 0..<done), "seed \(seed)")
        let leftovers = try PosixFileSystem().list(directory.path)
        #expect(leftovers.allSatisfy { $0.starts(with: "cursor".utf8) }, "seed \(seed)")
    }
}
