/// Why a model is thrown away and replayed.
enum RebuildReason: Equatable, CustomStringConvertible {
    case askedFor
    case version(Int)
    case settings
    case halfDone(String)
    case dependency(String)
    case otherJournal
    case otherHistory

    /// Whether the tables are not of this journal, so that they tell nothing of what it lost.
    var isOfAnotherJournal: Bool {
        switch self {
        case .otherJournal, .otherHistory: true
        case .askedFor, .version, .settings, .halfDone, .dependency: false
        }
    }

    var description: String {
        switch self {
        case .askedFor: "asked for"
        case .version(let version): "version \(version) is new"
        case .settings: "its settings changed"
        case .halfDone(let error): "it was left half done: \(error)"
        case .dependency(let name): "\(name) is rebuilt"
        case .otherJournal: "it was made from another journal"
        case .otherHistory: "the journal's history is another one"
        }
    }
}

/// What a catch-up does with models that are not what they would be today.
package enum RebuildPolicy: Sendable {
    /// Replays them.
    case whereNeeded
    /// Goes on from where they stand: they may hold the last copy of what the journal lost.
    case never
}
