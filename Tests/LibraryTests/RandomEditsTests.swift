import FileIO
import Library
import LibrarySupport
import Projection
import SystemPackage
import TestSupport
import Testing
import Watch

/// Laws over random edits, as tools make them: an id never stands for two recordings, and a path has
/// one id.
@Suite struct RandomEditsTests {
    private static let fileCount = 12
    private static let roundCount = 12

    @Test(arguments: Seeds.from(1, count: 60)) func noIDStandsForTwoRecordings(
        seed: UInt64
    ) throws {
        var trial = try Trial(seed: seed)
        try trial.library.scan()
        for _ in 0..<Self.roundCount {
            for _ in 0..<Int.random(in: 1...5, using: &trial.random) { try trial.edit() }
            try trial.library.scan()
            try trial.check()
        }
        #expect(try trial.library.scan().hasChanges == false)
        _ = try trial.library.runner.rebuild()
        try trial.check()
    }

    private struct Trial {
        let library: TestLibrary
        var random: SeededRandom
        private var nextRecording = 0
        private var nextName = 0
        /// Which recording each id stands for.
        private var recordings: [String: String] = [:]
        private var log: [String] = []

        init(seed: UInt64) throws {
            library = try TestLibrary()
            library.reader = SongTagReader()
            random = SeededRandom(seed: seed)
            for _ in 0..<fileCount { try create(freshName(".mp3")) }
        }

        /// Of a length of its own, with its number behind the tags.
        private mutating func create(_ name: String) throws {
            nextRecording += 1
            let song = Song(
                title: "Song \(nextRecording)",
                artist: "Artist \(nextRecording)",
                seconds: 100 + 10 * nextRecording,
                track: nextRecording,
                padding: "#\(nextRecording)"
            )
            try library.music.write(name, song.bytes)
            // Many files have one mtime, as after an unpacked archive.
            if Int.random(in: 0...1, using: &random) == 0 {
                try setTime(name, 1_700_000_000_000_000_000)
            }
        }

        private mutating func freshName(_ suffix: String) -> String {
            nextName += 1
            return "\(["A", "B", "C/D"][nextName % 3])/\(nextName)\(suffix)"
        }

        private func setTime(_ name: String, _ nanoseconds: Int64) throws {
            try library.music.setModificationTime(Array(name.utf8), nanoseconds: nanoseconds)
        }

        private func names() throws -> [String] {
            try library.music.files().keys.map { String(decoding: $0, as: UTF8.self) }.sorted()
        }

        mutating func edit() throws {
            let names = try names()
            guard let name = names.randomElement(using: &random),
                let other = names.randomElement(using: &random)
            else { return try create(freshName(".mp3")) }
            let music = library.music
            let kind = Int.random(in: 0...12, using: &random)
            log.append("\(kind) \(name) \(other)")
            switch kind {
            case 0, 1: try music.rename(name, to: freshName(".mp3"))
            case 2: try music.write(name, retagged(name))
            case 3:
                try music.write("new.tmp", retagged(name))
                try music.rename("new.tmp", to: name)
            case 4:
                try music.write(name, retagged(name))
                try music.rename(name, to: freshName(".mp3"))
            case 5:
                if name == other { return }
                try music.rename(name, to: "swap.tmp")
                try music.rename(other, to: name)
                try music.rename("swap.tmp", to: other)
            case 6:
                let time = try music.metadata(Array(name.utf8)).mtimeNanoseconds
                try music.write("new.tmp", music.read(name))
                try setTime("new.tmp", time)
                try music.rename("new.tmp", to: name)
            case 7:
                let bytes = try music.read(name)
                try music.remove(name)
                try music.write(freshName(".flac"), bytes)
            case 8: try music.remove(name)
            case 9:
                let copy = freshName(".mp3")
                try music.write(copy, music.read(name))
                try setTime(copy, music.metadata(Array(name.utf8)).mtimeNanoseconds)
            case 11:
                if name == other { return }
                let time = try music.metadata(Array(other.utf8)).mtimeNanoseconds
                let bytes = try music.read(other)
                let before = try music.metadata(Array(name.utf8))
                try music.write(name, bytes)
                // Of the same size and mtime, and renamed: no stat would show it.
                if before.sizeBytes != bytes.count { try setTime(name, time) }
                try music.remove(other)
            case 10: try music.link(Array(name.utf8), to: Array(freshName(".mp3").utf8))
            default: try create(freshName(".mp3"))
            }
        }

        /// Other tags on the same recording.
        private mutating func retagged(_ name: String) throws -> [UInt8] {
            let fields = String(decoding: try library.music.read(name), as: UTF8.self)
                .split(separator: "|", omittingEmptySubsequences: false)
            let title = "\(fields[0].prefix(8))\(Int.random(in: 0...9, using: &random))"
            return Array(
                ([title] + fields.dropFirst().map(String.init)).joined(separator: "|").utf8
            )
        }

        mutating func check() throws {
            let log = log.joined(separator: "\n")
            #expect(try library.rows() == library.rowsOnDisk(), "\(log)")
            let rows = try library.query("SELECT id, path FROM library_files ORDER BY id")
            #expect(Set(rows).count == rows.count)
            for row in rows {
                let parts = row.split(separator: "|", maxSplits: 1).map(String.init)
                let bytes = try PosixFileSystem().readAll(FilePath(parts[1]))
                let text = String(decoding: bytes, as: UTF8.self)
                let recording = text.split(separator: "#").last.map(String.init) ?? ""
                let known = recordings[parts[0], default: recording]
                #expect(known == recording, "\(parts): \(known) before\n\(log)")
                recordings[parts[0]] = recording
            }
        }
    }
}
