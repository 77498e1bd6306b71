@testable import Moments

/// Central European time by its rule of 1996: an hour forward from the last Sunday of March to the
/// last one of October, at 01:00 UTC. The process's own zone stays as it is.
struct Berlin: Zone {
    func offset(at seconds: Int64) -> ZoneOffset {
        let year = CivilTime(secondsSince1970: seconds).year
        let isSummer = (change(year, 3)..<change(year, 10)).contains(seconds)
        return ZoneOffset(seconds: isSummer ? 7_200 : 3_600, name: isSummer ? "CEST" : "CET")
    }

    private func change(_ year: Int64, _ month: Int64) -> Int64 {
        let last = CivilTime(year: year, month: month, day: 31, secondOfDay: 3_600).secondsSince1970
        // 1970-01-01 was a Thursday.
        let weekday = (last / CivilTime.secondsPerDay + 4) % 7
        return last - weekday * CivilTime.secondsPerDay
    }
}

/// A zone that skips the midnight of 2018-11-04, as São Paulo did.
struct MidnightSkipper: Zone {
    static let change: Int64 = 1_541_300_400

    func offset(at seconds: Int64) -> ZoneOffset {
        let isSummer = seconds >= Self.change
        return ZoneOffset(seconds: isSummer ? -7_200 : -10_800, name: isSummer ? "-02" : "-03")
    }
}
