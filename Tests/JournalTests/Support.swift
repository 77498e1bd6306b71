import FileIO
import Glibc
import SystemPackage

@testable import Journal

/// A directory of its own, removed with the last reference.
final class TemporaryDirectory: Sendable {
    let path: FilePath

    init() throws {
        var template = Array("/tmp/psm-journal-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        path = FilePath(platformString: template)
    }

    deinit { Self.removeTree(path.string) }

    /// By strings: a `FilePath` for each file is most of a test's time in a debug build.
    private static func removeTree(_ path: String) {
        for name in (try? PosixFileSystem().list(FilePath(path))) ?? [] {
            let child = path + "/" + String(decoding: name, as: UTF8.self)
            if unlink(child) != 0 { removeTree(child) }
        }
        rmdir(path)
    }
}

/// Wall time that a test moves by hand.
final class ManualClock: Sendable {
    private let value: AtomicValue

    init(_ nanoseconds: Int64 = 1_700_000_000_000_000_000) {
        value = AtomicValue(nanoseconds)
    }

    func advance(_ nanoseconds: Int64) { value.add(nanoseconds) }
    var read: JournalClock { { self.value.get() } }
    var nanoseconds: Int64 { value.get() }
}

func batch(_ payloads: String...) -> RecordBatch {
    batch(payloads)
}

func batch(_ payloads: [String]) -> RecordBatch {
    var batch = RecordBatch()
    for payload in payloads { batch.append(Array(payload.utf8)) }
    return batch
}

struct ReadRecord: Hashable, CustomStringConvertible {
    let position: UInt64
    let text: String
    var description: String { "\(position):\(text.prefix(24))" }
}

struct ReadOutcome {
    var records: [ReadRecord] = []
    var damage: [Damage] = []
    var texts: [String] { records.map(\.text) }
}

extension Journal {
    func readAll(from start: Position = .zero, upTo limit: Position? = nil) throws -> ReadOutcome {
        var outcome = ReadOutcome()
        var damage: [Damage] = []
        try read(from: start, upTo: limit, damage: { damage.append($0) }) { frame in
            frame.forEachRecord { position, payload in
                let text = String(decoding: payload, as: UTF8.self)
                outcome.records.append(ReadRecord(position: position.rawValue, text: text))
            }
            return .continue
        }
        outcome.damage = damage
        return outcome
    }
}

extension FilePath {
    func copyTree(to target: FilePath) throws {
        let fileSystem = PosixFileSystem()
        try fileSystem.createDirectories(target)
        for name in try fileSystem.list(self) {
            let component = FilePath.Component(String(decoding: name, as: UTF8.self))!
            try write(fileSystem.readAll(appending(component)), to: target.appending(component))
        }
    }
}

/// Replaces the file's bytes, without any of AtomicFile's care.
func write(_ bytes: [UInt8], to path: FilePath) throws {
    let file = try PosixFileSystem().open(path, .create)
    defer { file.close() }
    // Not to 0 first: ext4 takes that for a file replaced without a sync, and syncs it.
    try file.writeAll(bytes, atOffset: 0)
    try file.truncate(toSizeBytes: Int64(bytes.count))
}

func bytes(of path: FilePath) throws -> [UInt8] {
    try PosixFileSystem().readAll(path)
}

func names(in directory: FilePath) throws -> [String] {
    try PosixFileSystem().list(directory).map { String(decoding: $0, as: UTF8.self) }.sorted()
}

/// A journal that never waits for the disk, for tests by the thousand.
func quickJournal(_ directory: FilePath, _ options: JournalOptions = quickOptions) -> Journal {
    Journal(directory: directory, fileSystem: FaultyFileSystem(), options: options)
}

/// Small and without syncs, for tests by the thousand.
var quickOptions: JournalOptions {
    var options = JournalOptions()
    options.sync = .never
    return options
}
