import SystemPackage
import TestSupport
import Testing
import Threads

@testable import App

@Suite(.timeLimit(.minutes(1))) struct WatchLockTests {
    private let folder: TemporaryDirectory
    private let holder = WatchLock.Holder(
        pid: 42,
        command: "psm build --watch",
        since: "2026-11-26T00:00:00.000000000Z",
        polled: ["/mnt/nas (NFS)"]
    )

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func isHeld(_ lock: WatchLock) -> Bool {
        if case .held = lock.current { true } else { false }
    }

    @Test func theSecondLearnsWhoIsFirstAndFollows() throws {
        let (first, second) = (lock(Doorbell()), Doorbell())
        let waiting = lock(second)
        #expect(try first.acquire() == nil)
        first.describe(holder)
        #expect(try waiting.acquire() == holder)
        #expect(WatchLock.holder(in: folder.path) == holder)
        #expect(!isHeld(waiting))
        first.release()
        second.wait(until: nil)
        #expect(isHeld(waiting))
        waiting.release()
        #expect(WatchLock.holder(in: folder.path) == nil)
    }

    @Test func whoStoppedWaitingDoesNotGetIt() throws {
        let bell = Doorbell()
        let (first, second) = (lock(Doorbell()), lock(bell))
        #expect(try first.acquire() == nil)
        #expect(try second.acquire() != nil)
        second.release()
        first.release()
        // Its thread gets the lock, and lets it go at once.
        bell.wait(until: nil)
        #expect(WatchLock.holder(in: folder.path) == nil)
        let third = lock(Doorbell())
        #expect(try third.acquire() == nil)
        third.release()
    }

    @Test func aLockFileThatWasDeletedKeepsNobodyOut() throws {
        let (first, second) = (lock(Doorbell()), lock(Doorbell()))
        #expect(try first.acquire() == nil)
        try folder.tree("").remove("watch.lock")
        #expect(try second.acquire() == nil)
        #expect(isHeld(second))
        first.release()
        #expect(WatchLock.holder(in: folder.path) != nil)
        second.release()
    }

    private func lock(_ bell: Doorbell) -> WatchLock {
        WatchLock(dataDirectory: folder.path, bell: bell)
    }
}
