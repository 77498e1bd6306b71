internal import Glibc

/// The seeds of a property: always the same ones, or others where `PSM_SEED_OFFSET` is set.
package enum Seeds {
    package static func from(_ first: UInt64, count: UInt64) -> ClosedRange<UInt64> {
        let offset = getenv("PSM_SEED_OFFSET").flatMap { UInt64(String(cString: $0)) } ?? 0
        return first + offset...first + offset + count - 1
    }
}
