import Decisions
import FileIO
import LibrarySupport
import SystemPackage
import TestSupport
import Testing
import Threads
import Watch

@testable import Library

/// What is asked ahead changes how long a walk takes, and nothing that it finds.
@Suite struct WalkAheadTests {
    private func sightings(
        _ library: TestLibrary,
        slowness: Duration,
        followSymlinks: Bool
    ) throws -> (paths: [[UInt8]], isSlow: Bool) {
        try JournaledLibrary(runner: library.runner).read { known in
            var walk = ScanWalk(
                root: library.music.path.bytes,
                known: known,
                filter: library.filter,
                isDeep: false,
                slowness: slowness,
                cancellation: .never,
                progress: { _ in }
            )
            try walk.walk([], followSymlinks: followSymlinks)
            return (walk.sightings.map(\.path), walk.isSlow)
        }.0
    }

    @Test(arguments: Seeds.from(1, count: 12))
    func findsTheSame(seed: UInt64) throws {
        let library = try TestLibrary()
        var random = SeededRandom(seed: seed)
        for number in 0..<150 {
            let depth = random.below(5)
            let folders = (0..<depth).map { _ in "d\(random.below(4))" }
            let name = random.pick(of: "\(number).flac", "\(number).txt", ".\(number).flac")
            try library.music.write((folders + [name]).joined(separator: "/"), [1])
        }
        try library.music.symlink("d0/loop", to: library.music.path.string)
        try library.music.symlink("d1/there", to: "\(library.music.path)/d2")
        for followSymlinks in [false, true] {
            let plain = try sightings(
                library,
                slowness: .seconds(9),
                followSymlinks: followSymlinks
            )
            let ahead = try sightings(
                library,
                slowness: .seconds(-1),
                followSymlinks: followSymlinks
            )
            #expect(!plain.isSlow && ahead.isSlow)
            #expect(plain.paths == ahead.paths)
            #expect(plain.paths.count > 50)
        }
    }
}
