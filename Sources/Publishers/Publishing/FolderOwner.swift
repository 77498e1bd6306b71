import Journal
import Projection

/// For whom the files of a folder were written, and from which state of the journal.
struct FolderOwner: Equatable {
    let purpose: PublishRequest.Purpose
    let journalID: String
    /// The files show all events before it.
    let position: Position
    /// The digest of the last of them.
    let lastRecord: UInt64

    /// - Returns: nil for an empty journal, which owns nothing.
    init?(_ purpose: PublishRequest.Purpose, _ checkpoint: Checkpoint) {
        if checkpoint.journalID.isEmpty { return nil }
        self.purpose = purpose
        journalID = checkpoint.journalID
        position = checkpoint.position
        lastRecord = checkpoint.lastRecord
    }

    /// - Parameter line: as in `line`; nil if it is anything else.
    init?(line: some Collection<UInt8>) {
        let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
        guard parts.count == 5, parts[0] == "=", let position = UInt64(parts[3]),
            let digest = UInt64(parts[4], radix: 16)
        else { return nil }
        switch parts[1] {
        case "publication": purpose = .publication
        case "copy": purpose = .copy
        default: return nil
        }
        journalID = String(parts[2])
        self.position = Position(rawValue: position)
        lastRecord = digest
    }

    /// `= publication JOURNAL POSITION DIGEST`
    var line: String {
        let hex = String(lastRecord, radix: 16)
        return "= \(purpose) \(journalID) \(position.rawValue) \(hex)"
    }
}
