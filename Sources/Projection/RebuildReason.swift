/// Why a model is rebuilt.
package enum RebuildReason: Equatable, CustomStringConvertible {
    case askedFor
    case version(Int)
    case settings
    case halfDone(String)
    case dependency(String)
    case otherJournal
    case otherHistory

    /// Whether the tables belong to another journal, and so cannot show what this one lost.
    var isOfAnotherJournal: Bool {
        switch self {
        case .otherJournal, .otherHistory: true
        case .askedFor, .version, .settings, .halfDone, .dependency: false
        }
    }

    package var description: String {
        switch self {
        case .askedFor: "requested"
        case .version(let version): "version \(version) is new"
        case .settings: "its settings changed"
        case .halfDone(let error): "the last run did not finish: \(error)"
        case .dependency(let name): "\(name) is rebuilt"
        case .otherJournal: "it was built from another journal"
        case .otherHistory: "the journal's history differs"
        }
    }
}

/// What a catch-up does with models that are out of date.
package enum RebuildPolicy: Sendable {
    /// Rebuilds them.
    case whereNeeded
    /// Continues from their checkpoints: they may hold the last copy of what the journal lost.
    case never
}
