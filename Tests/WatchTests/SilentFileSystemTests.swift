import FileIO
import Inotify
import Synchronization
import SystemPackage
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

    @Test("Once another file system is there, it is watched")
    func becomesAudible() async throws {
        let flag = SharedFlag()
        let tree = try await tree(options { _ in flag.value ? "FUSE" : nil })
        try TreeChanges.write(tree.root.pushing("album/a.mp3"))
        try await tree.waitUntilKnown("a change while it is polled")
        flag.value = false
        // From the next look on there are no more polls: whatever comes, the kernel told of.
        try await Task.sleep(for: .milliseconds(200))
        let hintCount = tree.model.hintCount
        try await Task.sleep(for: .milliseconds(200))
        #expect(tree.model.hintCount == hintCount)
        try TreeChanges.write(tree.root.pushing("album/b.mp3"))
        try await tree.waitUntilKnown("a change that the kernel tells")
        tree.stop()
    }

    @Test("Without polling it is only told")
    func unpolled() async throws {
        var options = options { _ in "NFS" }
        options.pollsUnwatched = false
        let tree = try await tree(options)
        // Notices are taken after the first look, which is not what this is about.
        while tree.model.notices.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        try TreeChanges.write(tree.root.pushing("album/a.mp3"))
        try await Task.sleep(for: .milliseconds(200))
        #expect(tree.model.known.isEmpty)
        tree.stop()
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
