package import Messages
package import SystemPackage

/// Why nothing was published.
package enum PublishError: ReportableError, Hashable {
    case locked(FilePath)
    /// The folder's files were written for another journal, or nobody knows for whom.
    case foreign(FilePath)
    /// They were written from a state that this journal never had.
    case diverged(FilePath)
    /// A copy would overwrite files that are kept up to date.
    case published(FilePath)
    /// It is one of the owners' folders in a folder that psm publishes to.
    case ofAnOwner(FilePath, in: FilePath)
    /// Some files could not be written; the sentences were told.
    case incomplete(FilePath, Int)

    package var exitStatus: ExitStatus {
        switch self {
        case .locked: .tryAgain
        case .foreign, .diverged, .published, .ofAnOwner: .settings
        case .incomplete: .inputOutput
        }
    }

    package var description: String {
        switch self {
        case .locked(let directory):
            "Another psm has been writing to \(directory.string) for a minute. Try again."
        case .foreign(let directory):
            "The files in \(directory.string) were written by psm for another data folder, so "
                + "nothing was changed. Is the data folder the right one? If this one is to have "
                + "that folder, run the command once with --take-over."
        case .diverged(let directory):
            "The files in \(directory.string) show a state that this data folder never had: it "
                + "is an older copy, or another copy has been used since. Nothing was changed. If "
                + "this one is to have that folder, run the command once with --take-over."
        case .published(let directory):
            "psm keeps the files in \(directory.string) up to date; a copy would overwrite them. "
                + "Choose another folder with --directory."
        case .ofAnOwner(let directory, let parent):
            "psm publishes to \(parent.string), and \(directory.string) is part of that. Choose "
                + "another folder."
        case .incomplete(let directory, let count):
            "\(Text.count(count, "file")) could not be written in \(directory.string)."
        }
    }
}
