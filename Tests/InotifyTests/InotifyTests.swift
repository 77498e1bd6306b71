import FileIO
import Glibc
import Inotify
import SystemPackage
import TestSupport
import Testing

@Suite struct InotifyTests {
    let temporary: TemporaryDirectory
    let files: Tree

    init() throws {
        temporary = try TemporaryDirectory()
        files = Tree(temporary.path)
    }

    @Test func itTellsWatchMaskAndName() throws {
        let inotify = try Inotify()
        let mask = UInt32(IN_CREATE | IN_MOVED_FROM | IN_MOVED_TO)
        let watch = try inotify.add(path: temporary.path.bytes, mask: mask)
        let odd: [UInt8] = [0xFF, 0x20]
        try files.write(odd, [])
        try PosixFileSystem().rename(files.absolute(odd), to: files.absolute("new"))
        var seen: [(mask: UInt32, cookie: UInt32, name: [UInt8])] = []
        while seen.count < 3 {
            let didRead = try inotify.read(timeoutMilliseconds: 2000) { event in
                #expect(event.watch == watch)
                seen.append((event.mask, event.cookie, Array(event.name)))
            }
            try #require(didRead)
        }
        #expect(
            seen.map(\.mask) == [UInt32(IN_CREATE), UInt32(IN_MOVED_FROM), UInt32(IN_MOVED_TO)]
        )
        #expect(seen.map(\.name) == [odd, odd, Array("new".utf8)])
        #expect(seen[1].cookie == seen[2].cookie && seen[1].cookie != 0)
        inotify.remove(watch)
        inotify.remove(watch)
    }

    @Test func itEndsByTimeoutAndByInterrupt() throws {
        let inotify = try Inotify()
        #expect(try !inotify.read(timeoutMilliseconds: 5) { _ in })
        // One that comes before the read is kept.
        inotify.interrupt()
        let kept = BlockingCall { try inotify.read(timeoutMilliseconds: nil) { _ in } }
        #expect(try !kept.value())
        // One that finds the reader asleep wakes it.
        let reader = BlockingCall { try inotify.read(timeoutMilliseconds: nil) { _ in } }
        try reader.waitUntilAsleep()
        #expect(!reader.isDone)
        inotify.interrupt()
        #expect(try !reader.value())
    }

    @Test func aMissingPathIsAnError() throws {
        let inotify = try Inotify()
        #expect {
            try inotify.add(path: files.absolute("none").bytes, mask: UInt32(IN_CREATE))
        } throws: { error in
            guard let error = error as? FileError else { return false }
            return error.isNotFound && !error.isWatchLimit
        }
    }
}
