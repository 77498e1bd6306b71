import Glibc

/// A time zone: its offset from UTC at any time.
package protocol Zone: Sendable {
    /// - Parameter seconds: since 1970-01-01 00:00 UTC.
    func offset(at seconds: Int64) -> ZoneOffset
}

package struct ZoneOffset: Hashable, Sendable {
    /// Seconds east of UTC.
    var seconds: Int64
    /// An abbreviation such as `CEST`; may be empty.
    var name: String

    static let utc = ZoneOffset(seconds: 0, name: "UTC")
}

extension Zone {
    /// The local date and time at `seconds` since 1970-01-01 00:00 UTC.
    func civil(at seconds: Int64) -> CivilTime {
        CivilTime(secondsSince1970: seconds + offset(at: seconds).seconds)
    }

    /// The time at which it is `civil` in this zone, in seconds since 1970-01-01 00:00 UTC.
    ///
    /// The first of two if clocks are set back. If clocks skip it, the time is later by the amount
    /// they are set forward.
    func seconds(of civil: CivilTime) -> Int64 {
        let local = civil.secondsSince1970
        // No zone is a day from UTC, so any change near `civil` lies between these two.
        let before = offset(at: local - CivilTime.secondsPerDay).seconds
        let after = offset(at: local + CivilTime.secondsPerDay).seconds
        for candidate in [before, after] where offset(at: local - candidate).seconds == candidate {
            return local - candidate
        }
        return local - before
    }
}

/// The system's time zone, or that of TZ.
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

/// A zone with a fixed offset.
package struct FixedZone: Zone {
    let offset: ZoneOffset

    static let utc = FixedZone(offset: .utc)

    package func offset(at seconds: Int64) -> ZoneOffset { offset }
}
