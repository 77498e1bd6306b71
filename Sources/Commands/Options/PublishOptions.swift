import App
import ArgumentParser
import FileIO
import Publishers
import SystemPackage

/// The options of commands that publish files.
struct PublishOptions: ParsableArguments {
    @Flag(
        name: .customLong("take-over"),
        help: "Write to a folder that psm published to for another data folder."
    )
    var takesOver = false

    @Option(
        help: ArgumentHelp(
            "Write all of them once to this folder, which is not kept up to date.",
            valueName: "folder"
        ),
        completion: .directory
    )
    var directory: String?

    func validate() throws {
        if directory == "" { throw ValidationError("--directory takes the path of a folder.") }
    }

    /// The folder for a copy, if there is to be one.
    ///
    /// - Parameters:
    ///   - published: the folder that psm keeps up to date.
    ///   - differs: whether the files would not be those that are published.
    /// - Throws: `PublishError.published` if different files would overwrite those.
    func copyFolder(besides published: FilePath, differs: Bool) throws -> FilePath? {
        guard let directory else { return nil }
        let folder = WorkingDirectory.absolute(directory)
        guard folder.resolvingLinks() == published.resolvingLinks() else { return folder }
        if differs { throw PublishError.published(folder) }
        return nil
    }
}
