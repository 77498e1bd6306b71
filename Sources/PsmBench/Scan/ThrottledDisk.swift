import CFuse
import FileIO
import Glibc
import SystemPackage

/// A slow disk with a file system of its own: a loop device that the kernel's block controller slows
/// down for this process and those that it starts.
///
/// Source: loop(4); kernel.org, "Block IO Controller" (version 1).
struct ThrottledDisk {
    struct Limits {
        var bytesPerSecond = 120_000_000
        var readsPerSecond = 200
    }

    private static let controller: FilePath = "/sys/fs/cgroup/blkio"

    /// What is mounted there is the disk, once ``mount()`` was called.
    let mountPoint: FilePath
    private let image: FilePath
    private let workspace: FilePath

    /// Makes an empty disk.
    init(sizeBytes: Int, in workspace: FilePath) throws {
        self.workspace = workspace
        mountPoint = workspace.appending("disk")
        image = workspace.appending("disk.img")
        let code = psm_keep_mounts_private()
        guard code == 0 else {
            throw BenchError("Cannot mount a disk: \(Errno(rawValue: code)).")
        }
        try Files.makeDirectory(mountPoint)
        try Files.write([], to: image)
        guard truncate(image.string, off_t(sizeBytes)) == 0 else {
            throw BenchError("Cannot make a disk of \(sizeBytes) bytes in \(workspace).")
        }
        try run("/sbin/mkfs.ext4", "-q", "-E", "nodiscard", image.string)
    }

    /// Mounts it with nothing of it in memory.
    func mount() throws {
        try run("/bin/mount", "-o", "loop,noatime", image.string, mountPoint.string)
    }

    func unmount() throws {
        try run("/bin/umount", mountPoint.string)
    }

    /// Slows the mounted disk down, and back to full speed behind `body`.
    func throttled<Result>(_ limits: Limits, _ body: () throws -> Result) throws -> Result {
        let group = Self.controller.appending("psm-bench-\(getpid())")
        guard mkdir(group.string, 0o755) == 0 || errno == EEXIST else {
            throw BenchError("There is no block controller at \(Self.controller).")
        }
        defer {
            try? Self.tell(Self.controller.appending("cgroup.procs"), "\(getpid())")
            rmdir(group.string)
        }
        let device = try device()
        try Self.tell(
            group.appending("blkio.throttle.read_bps_device"),
            "\(device) \(limits.bytesPerSecond)"
        )
        try Self.tell(
            group.appending("blkio.throttle.read_iops_device"),
            "\(device) \(limits.readsPerSecond)"
        )
        try Self.tell(group.appending("cgroup.procs"), "\(getpid())")
        return try body()
    }

    /// How much has been read from the device, by whatever was on it.
    func readBytes() throws -> Int {
        let device = try device()
        let fields = Files.text(FilePath("/sys/dev/block/\(device)/stat"))
            .split(separator: " ", omittingEmptySubsequences: true)
        // Sectors of 512 bytes. Source: kernel.org, "Block layer statistics in /sys/block/<dev>/stat".
        guard fields.count > 2, let sectors = Int(fields[2]) else {
            throw BenchError("The kernel does not say what was read from \(device).")
        }
        return sectors * 512
    }

    /// `major:minor`.
    private func device() throws -> String {
        let number = try FileMetadata.of(path: mountPoint.bytes).device
        let major = number >> 8 & 0xFFF
        let minor = number & 0xFF | number >> 12 & ~0xFF
        return "\(major):\(minor)"
    }

    private static func tell(_ file: FilePath, _ text: String) throws {
        do {
            try Files.write(text.utf8, to: file)
        } catch {
            throw BenchError("Cannot write \(text) to \(file): \(error).")
        }
    }

    private func run(_ executable: FilePath, _ arguments: String...) throws {
        _ = try ChildProcess.run(
            Invocation(
                executable: executable,
                arguments: arguments,
                environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"],
                log: workspace.appending("disk.log")
            )
        )
    }
}
