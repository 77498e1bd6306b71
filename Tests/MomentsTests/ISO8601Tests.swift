import Foundation
import Moments
import Testing

@Suite struct ISO8601Tests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2020-05-07T03:15:00Z", 1_588_821_300_000),
        ("2020-05-07T03:15:00.5Z", 1_588_821_300_500), ("2020-05-07 03:15:00", 1_588_821_300_000),
        ("2020-05-07T05:15:00+02:00", 1_588_821_300_000), ("2020-05-07", 1_588_809_600_000),
        ("2020-05-06T21:45:00-0530", 1_588_821_300_000), ("1969-12-31T23:59:59Z", -1_000),
        ("2024-02-29T00:00:00.123456Z", 1_709_164_800_123),
    ])
    func reads(text: String, milliseconds: Int64) {
        #expect(ISO8601.milliseconds(text) == milliseconds)
    }

    @Test(arguments: [
        "", "yesterday", "2020-13-01", "2023-02-29", "2020-05-07T", "2020-05-07T25:00:00Z",
        "2020-05-07T03:15:00X", "2020-05-07T03:15:00.Z", "2020-05-07T03:15:00Zz", "2020-5-7",
        "2020-05-07T03:15:00+2",
    ])
    func refuses(text: String) {
        #expect(ISO8601.milliseconds(text) == nil)
    }

    @Test func agreesWithFoundation() throws {
        let style = Date.ISO8601FormatStyle()
        for step in 0..<2_000 {
            let seconds = Int64(step) * 7_777_777 - 2_000_000_000
            let text = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(style)
            #expect(ISO8601.milliseconds(text) == seconds * 1_000, "\(text)")
        }
    }
}
