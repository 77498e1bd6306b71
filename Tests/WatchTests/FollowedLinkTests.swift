import FileIO
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Watch

/// Several paths lead to one folder, and what happens to the ways to it.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct FollowedLinkTests {
    private let outside: TemporaryDirectory

    init() throws {
        outside = try TemporaryDirectory()
    }

    private func watch(followSymlinks: Bool = true) throws -> CountedWatch {
        var options = InotifySource.Options()
        options.pollInterval = .seconds(600)
        options.followSymlinks = followSymlinks
        return try CountedWatch(options)
    }

    private func link(_ path: FilePath, to target: FilePath) throws {
        try FileCalls.symlink(to: target, path)
    }

    @Test func eachPathIsHinted() throws {
        let watch = try watch()
        try TreeChanges.makeDirectory(watch.root.appending("real"))
        try link(watch.root.appending("link"), to: watch.root.appending("real"))
        try watch.waitForHint(watch.root.appending("link"))
        for name in ["a.mp3", "b.mp3"] {
            try watch.settle()
            try TreeChanges.write(watch.root.appending("real/\(name)"))
            try watch.waitForLooks(
                at: watch.root.appending("real/\(name)"),
                watch.root.appending("link/\(name)")
            )
        }
        // Without the link, there is one path.
        try TreeChanges.remove(watch.root.appending("link"))
        try watch.waitForHint(watch.root.appending("link"))
        #expect(watch.notifier.watchCount == 2)
    }

    @Test func whatLeftIsNotWatched() throws {
        let watch = try watch(followSymlinks: false)
        for round in 0..<3 {
            let folder = watch.root.appending("\(round)")
            try TreeChanges.makeDirectory(folder.appending("below"))
            try watch.waitForHint(folder)
            try Patience.wait("both watched") { watch.notifier.watchCount == 3 }
            try PosixFileSystem().rename(folder, to: outside.path.appending("\(round)"))
            try Patience.wait("none watched") { watch.notifier.watchCount == 1 }
        }
    }

    @Test func whatALinkLedToIsNotWatched() throws {
        let watch = try watch()
        let target = try outside.tree("target")
        try link(watch.root.appending("link"), to: target.path)
        try Patience.wait("watched") { watch.notifier.watchCount == 2 }
        try TreeChanges.remove(watch.root.appending("link"))
        try Patience.wait("not watched") { watch.notifier.watchCount == 1 }
    }

    /// The new one may have the inode number of the one before.
    @Test func aTargetIsMadeAnew() throws {
        let watch = try watch()
        let target = outside.path.appending("target")
        try TreeChanges.makeDirectory(target)
        try link(watch.root.appending("link"), to: target)
        for name in ["a.mp3", "b.mp3", "c.mp3"] {
            try Patience.wait("watched") { watch.notifier.watchCount == 2 }
            try watch.settle()
            try TreeChanges.write(target.appending(name))
            try watch.waitForLooks(at: watch.root.appending("link/\(name)"))
            try TreeChanges.remove(target)
            try TreeChanges.makeDirectory(target)
            try watch.waitForHint(watch.root.appending("link"))
        }
    }

    @Test func aLinkThatLeadsNowhereReplacesOne() throws {
        let watch = try watch()
        let target = try outside.tree("target")
        let path = watch.root.appending("Album")
        try link(path, to: target.path)
        try watch.waitForHint(path)
        try Patience.wait("watched") { watch.notifier.watchCount == 2 }
        let other = outside.path.appending("other")
        try link(other, to: "/no/such/place")
        try PosixFileSystem().rename(other, to: path)
        try watch.waitForHint(path)
        try Patience.wait("not watched") { watch.notifier.watchCount == 1 }
    }

    @Test func aLinkIsThereBeforeItsTarget() throws {
        let watch = try watch()
        let target = outside.path.appending("target")
        let path = watch.root.appending("link")
        try link(path, to: target)
        try TreeChanges.makeDirectory(target)
        // Something happens, and the links are looked at.
        try TreeChanges.write(watch.root.appending("a.mp3"))
        try watch.waitForHint(path)
        try Patience.wait("watched") { watch.notifier.watchCount == 2 }
    }
}
