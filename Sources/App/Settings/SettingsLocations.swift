internal import FileIO
package import SystemPackage

/// Where the settings file and psm's data are, by the XDG base directory specification.
package struct SettingsLocations {
    var environment: [String: [UInt8]]
    var workingDirectory: FilePath
    var home: FilePath?

    package init(
        environment: [String: [UInt8]],
        workingDirectory: FilePath,
        home: FilePath? = nil
    ) {
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.home = home
    }

    /// The settings file to read. One given by option must exist; the default one need not. nil if
    /// none was given and there is no home folder.
    func configFile(option: FilePath?) -> (path: FilePath, mustExist: Bool)? {
        if let option {
            return (absolute(option), true)
        }
        guard let base = base("XDG_CONFIG_HOME", inHome: ".config") else { return nil }
        return (base.appending("psm").appending("config.yaml"), false)
    }

    /// The folder of the journal and the database. It need not exist yet.
    func dataDirectory(option: FilePath?) throws(SettingsError) -> FilePath {
        if let option {
            return absolute(option)
        }
        if let bytes = environment["PSM_DATA_DIR"], !bytes.isEmpty {
            return absolute(FilePath(bytes: bytes))
        }
        guard let base = base("XDG_DATA_HOME", inHome: ".local/share") else {
            throw .noHome(what: "psm's data folder", option: "--data-dir or PSM_DATA_DIR")
        }
        return base.appending("psm")
    }

    /// The folder for user units, by systemd.unit(5). It need not exist yet.
    package func userUnitDirectory() throws(SettingsError) -> FilePath {
        guard let base = base("XDG_CONFIG_HOME", inHome: ".config") else {
            throw .noHome(what: "the systemd unit", option: "XDG_CONFIG_HOME")
        }
        return base.appending("systemd").appending("user")
    }

    /// By the specification, a relative path in such a variable is invalid and ignored.
    private func base(_ variable: String, inHome folder: FilePath) -> FilePath? {
        if let bytes = environment[variable], bytes.first == UInt8(ascii: "/") {
            return FilePath(bytes: bytes).lexicallyNormalized()
        }
        return home?.pushing(folder).lexicallyNormalized()
    }

    private func absolute(_ path: FilePath) -> FilePath {
        workingDirectory.pushing(path).lexicallyNormalized()
    }
}
