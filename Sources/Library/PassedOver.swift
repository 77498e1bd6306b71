package import SystemPackage
internal import Watch

/// What a scan came across that looks like music and does not count, by the setting that decides.
package struct PassedOver: Sendable, Equatable {
    /// How many there were, and the first of them.
    package struct Tally: Sendable, Equatable {
        package var count = 0
        /// Absolute; nil if there was none.
        package var first: FilePath?

        package init() {}

        mutating func add(_ path: FilePath) {
            first = first ?? path
            count += 1
        }

        static func += (tally: inout Tally, more: Tally) {
            tally.first = tally.first ?? more.first
            tally.count += more.count
        }
    }

    /// Links to folders and to music that are not followed: `library.follow_symlinks`.
    package var links = Tally()
    /// Folders, and music, with such a name: `library.ignore_patterns`.
    package var ignored = Tally()
    /// Music in formats that are not listed: `library.extensions`.
    package var unlisted = Tally()
    /// Files of a listed format that hold moving pictures.
    package var films = Tally()

    package init() {}

    /// Those that there are, with the name of the setting; of films, what decides is in them.
    package var tallies: [(setting: String, tally: Tally)] {
        [
            ("library.follow_symlinks", links), ("library.ignore_patterns", ignored),
            ("library.extensions", unlisted), ("a picture track", films),
        ].filter { $0.1.count > 0 }
    }

    static func += (passed: inout PassedOver, more: PassedOver) {
        passed.links += more.links
        passed.ignored += more.ignored
        passed.unlisted += more.unlisted
        passed.films += more.films
    }
}
