/// Why a root, or a mount point below one, is unavailable.
package enum RootLoss: Hashable, Sendable {
    case missing
    /// With the system's error message.
    case unreadable(String)
    /// Another directory is there, with fewer than half of the files.
    case replaced(found: Int, known: Int)
    case notMounted(found: Int, known: Int)
    case notInSettings
    /// Anything else, as a sentence without a full stop.
    case other(String)

    /// For people: the reason, after “is lost:”. Read models store it.
    package var sentence: String {
        switch self {
        case .missing: "it is missing"
        case .unreadable(let reason), .other(let reason): reason
        case .replaced(let found, let known):
            "another directory stands there, with \(found) of \(known) files"
        case .notMounted(let found, let known):
            "it is not mounted: \(found) of \(known) files are there"
        case .notInSettings: "it is no longer in library.paths"
        }
    }
}

extension RootLost {
    package var loss: RootLoss {
        let (found, known) = (Int(clamping: filesFound), Int(clamping: filesKnown))
        return switch cause {
        case .missing: .missing
        case .unreadable: .unreadable(reason)
        case .replaced: .replaced(found: found, known: known)
        case .notMounted: .notMounted(found: found, known: known)
        case .notInSettings: .notInSettings
        // A cause added by a later psm is described by its reason, if it has one.
        case .unknown, .UNRECOGNIZED: .other(reason)
        }
    }

    mutating func set(_ loss: RootLoss) {
        reason = ""
        switch loss {
        case .missing:
            cause = .missing
        case .unreadable(let sentence):
            cause = .unreadable
            reason = sentence
        case .replaced(let found, let known):
            cause = .replaced
            (filesFound, filesKnown) = (UInt64(clamping: found), UInt64(clamping: known))
        case .notMounted(let found, let known):
            cause = .notMounted
            (filesFound, filesKnown) = (UInt64(clamping: found), UInt64(clamping: known))
        case .notInSettings:
            cause = .notInSettings
        case .other(let sentence):
            cause = .unknown
            reason = sentence
        }
    }
}
