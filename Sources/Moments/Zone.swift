import Glibc

/// What a zone's clocks show, compared with UTC.
package protocol Zone: Sendable {
    /// - Parameter seconds: since 1970-01-01 00:00 UTC.
    func offset(at seconds: Int64) -> ZoneOffset
}

package struct ZoneOffset: Hashable, Sendable {
    /// East of UTC.
    var seconds: Int64
    /// Such as `CEST`; may be empty.
    var name: String

    static let utc = ZoneOffset(seconds: 0, name: "UTC")
}

extension Zone {
    /// What a calendar and a clock show at `seconds` since 1970-01-01 00:00 UTC.
    func civil(at seconds: Int64) -> CivilTime {
        CivilTime(secondsSince1970: seconds + offset(at: seconds).seconds)
    }

    /// When the clocks show `civil`, in seconds since 1970-01-01 00:00 UTC.
    ///
    /// The first time, where they show it twice. Where they skip it, as much later as they are put
    /// forward.
    func seconds(of civil: CivilTime) -> Int64 {
        let local = civil.secondsSince1970
        // No zone is a day away from UTC, so a change near `civil` lies between these two.
        let before = offset(at: local - CivilTime.secondsPerDay).seconds
        let after = offset(at: local + CivilTime.secondsPerDay).seconds
        for candidate in [before, after] where offset(at: local - candidate).seconds == candidate {
            return local - candidate
        }
        return local - before
    }
}

/// The zone that the system, or TZ, says.
package struct SystemZone: Zone {
    package init() {}

    package func offset(at seconds: Int64) -> ZoneOffset {
        var time = time_t(seconds)
        var parts = tm()
        guard localtime_r(&time, &parts) != nil else { return .utc }
        let name = parts.tm_zone.map { String(cString: $0) } ?? ""
        return ZoneOffset(seconds: Int64(parts.tm_gmtoff), name: name)
    }
}

/// The same offset for ever.
package struct FixedZone: Zone {
    let offset: ZoneOffset

    static let utc = FixedZone(offset: .utc)

    package func offset(at seconds: Int64) -> ZoneOffset { offset }
}
