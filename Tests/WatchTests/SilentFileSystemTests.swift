import FileIO
import Inotify
import Synchronization
import SystemPackage
import TestSupport
import Testing
import Threads

@testable import Watch

@Suite("File systems of which the kernel hears too little", .serialized, .timeLimit(.minutes(2)))
struct SilentFileSystemTests {
    private func options(_ type: @escaping @Sendable (FilePath) -> String?) -> InotifySource.Options
    {
        var options = InotifySource.Options()
        options.pollInterval = .milliseconds(50)
        options.silentType = type
        return options
    }

    private func tree(_ options: InotifySource.Options) async throws -> WatchedTree {
        try await WatchedTree(
            prepare: { try TreeChanges.makeDirectory($0.appending("album")) },
            source: { InotifySource(roots: [$0], filter: $1, options: options) }
        )
    }

    @Test("A root on one is polled, and that is told once")
    func root() async throws {
        let tree = try await tree(options { _ in "NFS" })
        try TreeChanges.write(tree.root.pushing("album/a.mp3"))
        try await tree.waitUntilKnown("a change")
        let told = WatchNotice.silentFileSystem(directory: tree.root, type: "NFS")
        #expect(tree.model.notices.filter { $0 == told }.count == 1)
        #expect(tree.model.notices.contains(.watching(directories: 0)))
        tree.stop()
    }

    @Test("Once another file system is there, it is watched and no longer polled")
    func becomesAudible() throws {
        let flag = SharedFlag()
        var options = options { _ in flag.value ? "FUSE" : nil }
        options.pollInterval = .milliseconds(5)
        // A look at everything after the change is not what this is about.
        options.recheckDelay = .seconds(3_600)
        let watch = try CountedWatch(options)
        #expect(!watch.notifier.isWatching(watch.root))
        try watch.waitForHint(watch.root)
        flag.value = false
        try Patience.wait("the watch") { watch.notifier.isWatching(watch.root) }
        try watch.notifier.waitForRounds(1)
        _ = watch.queue.takeHints()
        try watch.notifier.waitForRounds(20)
        #expect(watch.queue.takeHints().isEmpty)
        // Whatever comes now, the kernel told of.
        let file = watch.root.appending("b.mp3")
        try TreeChanges.write(file)
        try watch.waitForHint(file)
    }

    @Test("Without polling it is only told")
    func unpolled() throws {
        var options = options { _ in "NFS" }
        options.pollInterval = .milliseconds(5)
        options.pollsUnwatched = false
        let watch = try CountedWatch(options)
        let told = WatchNotice.silentFileSystem(directory: watch.root, type: "NFS")
        #expect(watch.queue.takeNotices().contains(told))
        try TreeChanges.write(watch.root.appending("a.mp3"))
        try watch.notifier.waitForRounds(20)
        #expect(watch.queue.takeHints().isEmpty)
        #expect(!watch.notifier.isWatching(watch.root))
    }

    @Test("Network file systems and those of other processes are silent, disks are not")
    func types() throws {
        #expect(FileSystemType(magic: 0x6969).isSilent)
        #expect(FileSystemType(magic: 0x6969).name == "NFS")
        #expect(FileSystemType(magic: 0x6573_5546).name == "FUSE")
        #expect(FileSystemType(magic: 0xFF53_4D42).isSilent)
        #expect(!FileSystemType(magic: 0xEF53).isSilent)
        #expect(try !FileSystemType(of: "/proc").isSilent)
        #expect(throws: FileError.self) { try FileSystemType(of: "/nowhere/at/all") }
    }

    @Test("The kernel's limit on watches is known")
    func limit() {
        #expect(InotifyLimit.watches > 0)
    }

    @Test("The table of mounts names them with all their bytes")
    func mounts() {
        let mounts = MountTable.mounts(below: "/")
        #expect(mounts.contains { $0.path == "/proc" })
        #expect(MountTable.mounts(below: "/proc").allSatisfy { $0.path.starts(with: "/proc") })
    }
}

private final class SharedFlag: Sendable {
    private let flag = Atomic(true)

    var value: Bool {
        get { flag.load(ordering: .acquiring) }
        set { flag.store(newValue, ordering: .releasing) }
    }
}
