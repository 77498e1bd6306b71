import App
import FileIO
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Commands
@testable import Journal

/// Every event type as `psm journal export` writes it lies in `Schemas/journal-export`: what reads
/// it once can read it for ever. `PSM_WRITE_GOLDEN=1` writes it anew.
@Suite struct ExportGoldenTests {
    private static let schemas: FilePath = {
        var path = FilePath(#filePath)
        for _ in 0..<4 { path.removeLastComponent() }
        return path.appending("Schemas")
    }()
    private static let golden = schemas.appending("journal-export/v1.golden.jsonl")

    /// All golden events in one append; an event of a later psm and what is no event in another.
    private func export() throws -> [UInt8] {
        let directory = try TemporaryDirectory()
        var options = JournalOptions()
        options.makeID = { JournalID(high: 0x0001_0203_0405_0607, low: 0x0809_0A0B_0C0D_0E0F) }
        let journal = Journal(directory: directory.path, options: options) {
            1_700_000_000_123_456_789
        }
        var batch = RecordBatch()
        let events = Self.schemas.appending("events/v1/golden")
        let names = try PosixFileSystem().list(events).map { String(decoding: $0, as: UTF8.self) }
        for name in names.sorted() {
            let text = try PosixFileSystem().readAll(events.appending(name))
            let digits = text.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
            batch.append(
                stride(from: 0, to: digits.count, by: 2).map {
                    UInt8(digits[$0] << 4 | digits[$0 + 1])
                }
            )
        }
        try journal.append(batch)
        batch.removeAll()
        batch.append([0x9A, 0x06, 0x05, 0x0A, 0x03, 0x61, 0x62, 0x63])
        batch.append([0xFF])
        try journal.append(batch)
        var bytes: [UInt8] = []
        let head = try journal.head().position
        let hasMetDamage = try JournalCommand.Export.write(journal, .zero..<head) { bytes += $0 }
        #expect(hasMetDamage)
        return bytes
    }

    @Test func whatIsExportedTodayIsTheGoldenFile() throws {
        let bytes = try export()
        if getenv("PSM_WRITE_GOLDEN") != nil {
            _ = try AtomicFile.replace(Self.golden, with: bytes)
        }
        #expect(try PosixFileSystem().readAll(Self.golden) == bytes)
    }

    /// Each line has the fields that the schema names for its type, and only those.
    @Test func theSchemaNamesEveryField() throws {
        let text = try PosixFileSystem().readAll(
            Self.schemas.appending("journal-export/v1.schema.json")
        )
        let definitions = try JSONObject(text).object("$defs")
        let lines = try PosixFileSystem().readAll(Self.golden).split(separator: 0x0A)
        var told: [String: Set<String>] = [:]
        for line in lines {
            let object = try JSONObject(Array(line))
            let kind = object.string("type") ?? "header"
            told[kind, default: []].formUnion(object.keys)
            let definition = try definitions.object(kind)
            let named = try definition.object("properties").keys
            let required = try #require(definition.strings("required"))
            #expect(object.keys.isSubset(of: named), "\(kind): \(object.keys.subtracting(named))")
            #expect(object.keys.isSuperset(of: required), "\(kind)")
        }
        for (kind, keys) in told {
            // The sample events have all of their fields; but not all are of a mount point, and
            // not all names are odd.
            let named = try definitions.object(kind).object("properties").keys
            let missing = named.subtracting(keys).filter { !$0.hasSuffix("_base64") }
            #expect(missing.subtracting(["payload", "mount"]).isEmpty, "\(kind): \(missing)")
        }
        #expect(told.count == 31)
    }
}
