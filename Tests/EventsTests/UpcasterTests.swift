import Foundation
import Journal
import SwiftProtobuf
import Testing

@testable import Events

/// What an earlier psm wrote is read as if it had been written today.
@Suite struct UpcasterTests {
    private func decode(_ bytes: [UInt8]) throws -> Event {
        try bytes.withUnsafeBytes { try EventCodec.decode($0, at: Position(42)) }
    }

    /// Whichever decoder reads it: the fast path is no way around an upcaster.
    @Test(arguments: SampleEvents.all)
    func everyEventPassesThroughThem(event: Event) throws {
        let payload: [UInt8] = try event.serializedBytes()
        let sample = Event(.playlistRemoved(PlaylistRemoved.with { $0.provider = "p" }))
        var decoder = EventDecoder(upcasters: Upcasters { _ in { $0 = sample } })
        let decoded = try payload.withUnsafeBytes { try decoder.decode($0, at: .zero) }
        #expect(decoded == sample, "\(event.typeName)")
    }

    private func loss(_ reason: String, _ change: (inout RootLost) -> Void = { _ in }) throws
        -> RootLost
    {
        var event = RootLost()
        event.root = Data("/music".utf8)
        event.reason = reason
        change(&event)
        return try decode(Event(.rootLost(event)).serializedBytes()).rootLost
    }

    /// The golden file is of the time when a loss had a sentence and no cause.
    @Test func theFirstVersionOfRootLost() throws {
        let text = try String(contentsOf: Golden.file("root.lost", version: 1), encoding: .utf8)
        let event = try decode(Golden.unhex(text)).rootLost
        #expect(event.cause == .missing)
        #expect(event.reason.isEmpty)
        #expect(event.root == Data("/music".utf8))
        #expect(event.mount == Data("usb".utf8))
    }

    @Test(arguments: [
        ("it is missing", RootLoss.missing),
        ("it is no longer in library.paths", .notInSettings),
        (
            "another directory stands there, with 12 of 80 files",
            .replaced(found: 12, known: 80)
        ),
        ("it is not mounted: 0 of 1 files are there", .notMounted(found: 0, known: 1)),
    ])
    func sentencesOfOldHaveACause(sentence: String, loss: RootLoss) throws {
        let event = try self.loss(sentence)
        #expect(event.loss == loss)
        #expect(event.reason.isEmpty)
        // What people read, and what tables hold, stays the same.
        #expect(event.loss.sentence == sentence)
    }

    @Test(arguments: [
        "", "it is missing.", "It is missing", "/music cannot be read: Permission denied.",
        "another directory took its place during the scan",
        "another directory stands there, with twelve of 80 files",
        "another directory stands there, with -1 of 80 files",
        "another directory stands there, with 12 of 80 of 9 files",
        "it is not mounted: 99999999999999999999 of 1 files are there",
    ])
    func anyOtherSentenceStays(sentence: String) throws {
        let event = try loss(sentence)
        #expect(event.cause == .unknown)
        #expect(event.reason == sentence)
        #expect(event.loss == .other(sentence))
        #expect(event.loss.sentence == sentence)
    }

    @Test func whatHasACauseStaysWhatItIs() throws {
        let event = try loss("it is missing") { $0.cause = .unreadable }
        #expect(event.cause == .unreadable)
        #expect(event.reason == "it is missing")
        #expect(event.loss == .unreadable("it is missing"))
    }

    /// A cause that only a later psm knows is told by its reason.
    @Test func aLaterCauseIsKept() throws {
        let event = try loss("eaten") { $0.cause = .UNRECOGNIZED(99) }
        #expect(event.cause == .UNRECOGNIZED(99))
        #expect(event.loss == .other("eaten"))
    }

    @Test(arguments: [
        RootLoss.missing, .unreadable("why"), .replaced(found: 1, known: 9),
        .notMounted(found: 0, known: 3), .notInSettings, .other("another way"),
    ])
    func eachLossIsReadAsItWasWritten(loss: RootLoss) throws {
        let event = Event.rootLost(Array("/music".utf8), [], loss)
        #expect(try decode(event.serializedBytes()).rootLost.loss == loss)
    }

    @Test func unknownFieldsOutliveIt() throws {
        var bytes: [UInt8] = try Event.rootLost(Array("/music".utf8), [], .other("it is missing"))
            .serializedBytes()
        let field: [UInt8] = [0xA2, 0x1F, 0x02, 0x68, 0x69]
        bytes[1] += UInt8(field.count)
        let event = try decode(bytes + field)
        #expect(event.rootLost.loss == .missing)
        let again: [UInt8] = try event.serializedBytes()
        #expect(again.suffix(field.count).elementsEqual(field))
    }
}
