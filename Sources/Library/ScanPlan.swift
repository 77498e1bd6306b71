internal import Events
internal import SystemPackage

/// What a scan intends to record.
struct ScanPlan {
    /// A file whose tags are to be read before it is recorded.
    struct Reading: Sendable {
        enum Kind: Sendable {
            case new
            /// With what was in it; nil if its bytes prove that it is the same.
            case returned(KnownFile, TaggedContent?)
            case changed(KnownFile, TaggedContent?)
            /// The same, of a file that moved there.
            case rewritten(KnownFile, TaggedContent?)
            /// Same size and mtime: a change only if the tags say so.
            case suspected(KnownFile, TaggedContent?)
        }

        let kind: Kind
        let path: LibraryPath
        var stat: FileStat

        /// The file that the library has there.
        var knownFile: KnownFile? {
            switch kind {
            case .new, .returned: nil
            case .changed(let file, _), .rewritten(let file, _), .suspected(let file, _): file
            }
        }

        /// Whether the library has the file, with tags.
        var isKnown: Bool { knownFile != nil }
    }

    struct Move {
        let file: KnownFile
        let from: LibraryPath
        let to: LibraryPath
        let stat: FileStat
        /// Its content has changed, too, and is read afterwards.
        var isRewritten = false
    }

    /// A known file of which only inode or ctime are others.
    struct Touch {
        let file: KnownFile
        let path: LibraryPath
        let stat: FileStat
    }

    struct Removal {
        let file: KnownFile
        let path: LibraryPath
        /// The user confirmed the removal, whatever is on disk.
        var isAccepted = false
    }

    /// The roots and mount points that were walked. Nothing is removed below one that has become
    /// unavailable since.
    var walked: [KnownRoot] = []
    /// Changes of roots and mount points, recorded before any file.
    var rootEvents: [Event] = []
    /// Roots that end, recorded after their files are removed.
    var endedRoots: [Event] = []
    var removals: [Removal] = []
    var moves: [Move] = []
    var touches: [Touch] = []
    var readings = PlannedReadings()
    /// Other names of files that differ, to be looked at next.
    var otherNames: [FilePath] = []
    var unchangedCount = 0
    /// Whether each look at the device takes long.
    var isSlow = false
    var passedOver = PassedOver()
    var films: Films = [:]
    var errors: [ScanProblem] = []
    var unavailable: [ScanProblem] = []
}

extension ScanSummary {
    mutating func add(_ plan: ScanPlan) {
        unchanged += plan.unchangedCount
        passedOver += plan.passedOver
        films.merge(plan.films) { $1 }
        errors += plan.errors
        // A second look at some files finds the same roots unavailable.
        unavailable += plan.unavailable.filter { problem in
            !unavailable.contains { $0.path == problem.path }
        }
    }

    mutating func add(_ counts: ScanRecorder.Counts) {
        added += counts.added
        returned += counts.returned
        changed += counts.changed
        moved += counts.moved
        removed += counts.removed
        unchanged += counts.unchanged
        passedOver += counts.passedOver
        films.merge(counts.films) { $1 }
        errors += counts.errors
    }
}
