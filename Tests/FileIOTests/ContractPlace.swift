import SystemPackage
import TestSupport

@testable import FileIO

/// A file system under the contract, and a directory of its own in it.
struct ContractPlace {
    enum Kind: CaseIterable {
        case posix
        case simulated
    }

    let system: any FileSystem
    let path: FilePath
    private let real: TemporaryDirectory?
    private let disk: SimulatedDisk?

    init(_ kind: Kind) throws {
        switch kind {
        case .posix:
            let directory = try TemporaryDirectory()
            (real, disk, system) = (directory, nil, PosixFileSystem())
            path = directory.path
        case .simulated:
            let simulated = SimulatedDisk(seed: 1)
            (real, disk, system) = (nil, simulated, simulated)
            path = "/place"
            try simulated.createDirectories(path)
        }
    }

    func path(_ relative: [UInt8]) -> FilePath {
        FilePath(bytes: path.bytes + [0x2F] + relative)
    }

    func path(_ relative: String) -> FilePath { path(Array(relative.utf8)) }

    func makeDirectory(_ relative: String) throws {
        try system.createDirectories(path(relative))
    }

    func makeFile(_ relative: [UInt8], _ bytes: [UInt8] = []) throws {
        let file = try system.open(path(relative), .create)
        defer { file.close() }
        try file.writeAll(bytes, atOffset: 0)
        try file.truncate(toSizeBytes: Int64(bytes.count))
    }

    func makeFile(_ relative: String, _ bytes: [UInt8] = []) throws {
        try makeFile(Array(relative.utf8), bytes)
    }

    func makeLink(_ relative: String, to target: String) throws {
        try real?.makeLink(relative, to: target)
        try disk?.makeLink(path(relative), to: target)
    }
}
