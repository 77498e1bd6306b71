import FileIO
import Glibc
import SystemPackage
import Testing

/// What the user is told when the system refuses something.
@Suite struct FileErrorTests {
    @Test(arguments: [
        (Errno.noSpace, "Free some space"), (.permissionDenied, "the user who owns it"),
        (.readOnlyFileSystem, "remount it"), (.noSuchFileOrDirectory, "the drive mounted?"),
        (.notDirectory, "not a directory"), (.isDirectory, "needs a file"),
        (.tooManyOpenFiles, "ulimit -n"), (.fileTooLarge, "ulimit -f"), (.noMemory, "ulimit -v"),
        (.tooManySymbolicLinkLevels, "follows no link"), (.ioError, "dmesg"),
        (.staleNFSFileHandle, "network share"),
    ])
    func adviceFitsTheReason(reason: Errno, advice: String) {
        let error = FileError(operation: .open, path: "/music/Harbour.flac", errno: reason)
        #expect(error.description.contains("/music/Harbour.flac"))
        #expect(error.description.contains(advice), "\(error)")
    }

    /// The kernel's table of open files is not one of inotify's limits.
    @Test(arguments: [
        (FileOperation.watch, Errno.noSpace, true), (.watch, .tooManyOpenFiles, true),
        (.watch, .tooManyOpenFilesInSystem, false), (.watch, .permissionDenied, false),
        (.open, .noSpace, false),
    ])
    func limitsOfInotifyAreToldAsThose(operation: FileOperation, reason: Errno, isLimit: Bool) {
        let error = FileError(operation: operation, path: "/music", errno: reason)
        #expect(error.isWatchLimit == isLimit)
        #expect(error.description.contains("fs.inotify") == isLimit)
    }

    @Test func nobodyButTheOwnerIsTold() throws {
        let directory = try TemporaryDirectory()
        #expect(Ownership.mismatch(at: directory.path) == nil)
        #expect(Ownership.mismatch(at: directory.path.appending("gone")) == nil)
        // Root's everywhere; whoever runs as root gives a file away.
        var (path, owner) = (FilePath("/"), "root")
        if geteuid() == 0 {
            (path, owner) = (directory.path, "user 54321")
            try #require(chown(path.string, 54_321, gid_t.max) == 0)
        }
        let mismatch = try #require(Ownership.mismatch(at: path))
        #expect(mismatch.owner == owner)
        #expect(mismatch.user != owner && !mismatch.user.isEmpty)
    }
}
