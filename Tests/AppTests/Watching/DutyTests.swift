import Testing

@testable import App

@Suite struct DutyTests {
    private let start = ContinuousClock.now

    private func at(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }

    @Test func whatNobodyWantsIsNeverDue() {
        let duty = Duty()
        #expect(!duty.isDue(at: at(1_000)) && duty.deadline == nil)
    }

    @Test func whatIsWantedLaterIsDueThen() {
        var duty = Duty()
        duty.request(at: at(5))
        #expect(!duty.isDue(at: at(4)) && duty.isDue(at: at(5)))
        #expect(duty.deadline == at(5))
        duty.request()
        #expect(duty.isDue(at: at(0)))
    }

    @Test func pausesGrowToAMinuteAndNoRequestShortensThem() {
        var duty = Duty()
        duty.request()
        var pauses: [Duration] = []
        for _ in 0..<9 { pauses.append(duty.fail(at: at(0))) }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
        duty.request()
        #expect(!duty.isDue(at: at(59)) && duty.isDue(at: at(60)))
        #expect(duty.deadline == at(60))
    }

    @Test func whatIsRequestedMeanwhileIsWantedAgain() {
        var duty = Duty()
        duty.request(at: at(0))
        duty.begin()
        #expect(duty.deadline == nil)
        duty.request(at: at(3))
        duty.succeed()
        #expect(!duty.isDue(at: at(2)) && duty.isDue(at: at(3)))
    }

    @Test func successForgetsTheFailures() {
        var duty = Duty()
        _ = duty.fail(at: at(0))
        _ = duty.fail(at: at(0))
        duty.begin()
        duty.succeed()
        #expect(!duty.isWanted)
        #expect(duty.fail(at: at(0)) == .seconds(1))
    }
}
