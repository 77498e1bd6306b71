import Journal
import SystemPackage

/// A `psm` executable with a library, and a data folder of its own: what the user's settings say
/// does not count here.
struct Installation {
    let executable: FilePath
    let library: FilePath
    /// Holds the data folder, the playlists, the reports and the logs.
    let directory: FilePath

    var dataDirectory: FilePath { directory.appending("data") }
    var database: FilePath { dataDirectory.appending("psm.db") }
    var playlists: FilePath { directory.appending("playlists") }
    var journal: Journal { Journal(directory: dataDirectory.appending("journal")) }

    /// - Parameter directory: made where it is not there.
    init(executable: FilePath, library: FilePath, directory: FilePath) throws {
        self.executable = executable
        self.library = library
        self.directory = directory
        try Files.makeDirectory(directory)
    }

    func invocation(_ arguments: [String]) -> Invocation {
        Invocation(
            executable: executable,
            arguments: arguments,
            environment: environment,
            log: directory.appending("\(arguments.first ?? "psm").log")
        )
    }

    @discardableResult
    func run(_ arguments: String..., watchingMemory: Bool = false) throws -> ProcessCost {
        try ChildProcess.run(invocation(arguments), watchingMemory: watchingMemory)
    }

    private var environment: [String: String] {
        [
            "HOME": directory.string,
            "PATH": "/usr/bin:/bin",
            "PSM_DATA_DIR": dataDirectory.string,
            "PSM__EXPORT__DIRECTORY": playlists.string,
            "PSM__LIBRARY__PATHS": "[\"\(escaped(library.string))\"]",
            "PSM__REPORTS__DIRECTORY": directory.appending("reports").string,
            "XDG_CONFIG_HOME": directory.appending("config").string,
        ]
    }

    private func escaped(_ text: String) -> String {
        text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    }
}
