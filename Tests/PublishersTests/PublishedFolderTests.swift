import Events
import FileIO
import Journal
import LibrarySupport
import Projection
import Providers
import ReadModels
import SystemPackage
import TestSupport
import Testing
import Threads

@testable import Publishers

/// Files that psm makes in a folder of the user's, on a disk that loses power.
@Suite struct PublishedFolderTests {
    private static let directory: FilePath = "/playlists"
    private static let manifestName = ".manifest"

    private typealias File = (name: String, bytes: [UInt8])

    /// Whenever power is lost, psm knows its own files again: none of them is taken for somebody
    /// else's, and those that nobody wants any more are deleted.
    @Test(arguments: Seeds.from(1, count: 4))
    func itsOwnFilesAreKnownAfterPowerLoss(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let disk = SimulatedDisk(seed: seed)
        disk.keepMoments()
        for round in 0..<5 {
            try publish(files(round, &random), on: disk)
            for moment in disk.takeMoments() {
                for loss in PowerLoss.allCases {
                    let image = moment.crash(loss, seed: random.next())
                    let wanted = files(round + 1, &random)
                    let report = try publish(wanted, on: image)
                    let told: Comment = "seed \(seed), round \(round), \(loss)"
                    #expect(report.warnings == [], told)
                    #expect(try Self.names(image) == wanted.map(\.name).sorted(), told)
                    for file in wanted {
                        let path = Self.directory.appending(file.name)
                        #expect(try image.readAll(path) == file.bytes, told)
                    }
                }
            }
        }
    }

    /// However often a file is written, the list of files does not grow with that.
    @Test func theListStaysSmall() throws {
        let disk = SimulatedDisk()
        for round in 0..<200 {
            try publish([("a.m3u", Array("version \(round)".utf8))], on: disk)
        }
        let list = try disk.readAll(Self.directory.appending(Self.manifestName))
        #expect(list.split(separator: UInt8(ascii: "\n")).count < 100)
    }

    /// Nothing is written twice, and what is in place is not looked into again.
    @Test func whatIsThereIsIntact() throws {
        let disk = SimulatedDisk()
        try publish([("a.m3u", [1]), ("b.m3u", [2])], on: disk)
        let report = try publish([("a.m3u", [1]), ("b.m3u", [3])], on: disk)
        #expect(report.written == ["b.m3u"])
        #expect(report.unchangedCount == 1)
        let current = try hold(disk) { folder in
            try [("a.m3u", [1]), ("b.m3u", [2]), ("c.m3u", [3])].filter { (name, bytes) in
                try folder.isCurrent(name, digest: PublishedFolder.Wanted(name, bytes).digest)
            }.map(\.0)
        }
        #expect(current == ["a.m3u"])
    }

    /// For whom the files were written is known by journal, position and the last record before it.
    @Test func aStateThatTheJournalNeverHadIsRefused() throws {
        let disk = SimulatedDisk()
        func claim(_ owner: String) throws {
            try hold(disk) { folder in
                let owner = try #require(FolderOwner(line: Array(owner.utf8)))
                try folder.claim(for: owner, try request(disk)) { _ in false }
                try folder.announce([.init("a.m3u", [1])], for: owner)
                _ = try folder.finish()
            }
        }
        try claim("= publication mine 5 aa")
        try claim("= publication mine 5 aa")
        let directory = Self.directory
        for (owner, error) in [
            // A copy of the data folder that got as far, or less far, or farther.
            ("= publication mine 5 bb", PublishError.diverged(directory)),
            ("= publication mine 4 bb", .diverged(directory)),
            ("= publication mine 6 bb", .diverged(directory)),
            ("= publication other 5 aa", .foreign(directory)),
            ("= copy mine 5 aa", .published(directory)),
        ] {
            #expect(throws: error, "\(owner)") { try claim(owner) }
        }
        try claim("= publication mine 5 aa")
    }

    @discardableResult
    private func publish(_ files: [File], on disk: SimulatedDisk) throws -> PublishReport {
        try hold(disk) { folder in
            let wanted = files.map { PublishedFolder.Wanted($0.name, $0.bytes) }
            try folder.announce(wanted, for: nil)
            for file in files { try folder.write(file.name, file.bytes) }
            try folder.deleteAll(except: Set(files.map { TextKey($0.name) }))
            return try folder.finish()
        }
    }

    private func hold<Result>(
        _ disk: SimulatedDisk,
        _ body: (inout PublishedFolder) throws -> Result
    ) throws -> Result {
        try PublishedFolder.hold(
            Self.directory,
            manifestName: Self.manifestName,
            disk,
            try request(disk),
            body
        )
    }

    private func request(_ disk: SimulatedDisk) throws -> PublishRequest {
        PublishRequest(
            readModel: try ReadModel(path: "", durability: .disposable),
            journal: Journal(directory: "/journal", fileSystem: disk)
        )
    }

    private func files(_ round: Int, _ random: inout SeededRandom) -> [File] {
        ["a.m3u", "Ida/b.m3u", "c d.m3u"].filter { _ in random.chance(70) }.map { name in
            (name, Array("\(name) \(random.below(3)) in round \(round / 2)".utf8))
        }
    }

    private static func names(_ disk: SimulatedDisk) throws -> [String] {
        var names: [String] = []
        for name in try disk.list(directory).map({ String(decoding: $0, as: UTF8.self) }) {
            let path = directory.appending(name)
            if try disk.metadata(at: path, followSymlinks: false)?.kind == .directory {
                names += try disk.list(path).filter { $0.first != UInt8(ascii: ".") }
                    .map { "\(name)/" + String(decoding: $0, as: UTF8.self) }
            } else if !name.hasPrefix(".") {
                names.append(name)
            }
        }
        return names.sorted()
    }
}
