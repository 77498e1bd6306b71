import App
import ArgumentParser
import Messages
import SystemPackage
import TestSupport
import Testing

@testable import Commands

@Suite struct ServiceUnitTests {
    private func unit(
        _ environment: [String: String],
        config: String? = nil,
        dataDirectory: String? = nil,
        flags: [String] = [],
        logLevel: String? = nil
    ) throws -> ServiceUnit {
        let context = ProcessContext(
            environment: environment.mapValues { Array($0.utf8) },
            workingDirectory: "/here",
            home: "/home/ana"
        )
        // What is in a settings file is not carried, so none is read here.
        let loader = SettingsLoader(
            environment: context.environment,
            workingDirectory: context.workingDirectory,
            home: context.home
        )
        return ServiceUnit(
            executable: Array("/usr/bin/psm".utf8),
            flags: flags,
            config: config.map { Array($0.utf8) },
            dataDirectory: dataDirectory.map { Array($0.utf8) },
            logLevel: logLevel,
            settings: try loader.load(),
            context: context
        )
    }

    private func lines(_ unit: ServiceUnit, _ prefix: String) throws -> [String] {
        try unit.text().split(separator: "\n").map(String.init).filter { $0.hasPrefix(prefix) }
    }

    private func wholeUnit() throws -> ServiceUnit {
        try unit(
            ["PSM__LIBRARY__PATHS": "/my music", "PSM_DATA_DIR": "/other", "PATH": "/bin"],
            dataDirectory: "/my music/.psm",
            flags: ["--no-report"]
        )
    }

    /// systemd's reading of the command line is one that psm understands.
    @Test func whatSystemdStartsIsTheWatcher() throws {
        let directives = try UnitDirectives(try wholeUnit().text())
        let line = try directives.value("Service", "ExecStart")
        #expect(line.first == ":")
        let words = try UnitDirectives.words(line.dropFirst())
        #expect(words.prefix(2) == ["/usr/bin/psm", "build"])
        let command = try BuildCommand.parse(Array(words.dropFirst(2)))
        #expect(command.watching.watch)
        #expect(command.withoutReport)
        #expect(!command.withoutExport)
        #expect(command.global.dataDir == "/my music/.psm")
        let variables = try directives.values("Service", "Environment")
            .flatMap { try UnitDirectives.words($0[...]) }
        #expect(variables == [#"PSM__LIBRARY__PATHS=["/my music"]"#])
    }

    /// What waits for the user is not started again, and everything else is.
    @Test func failuresAreTriedAgainUnlessTheUserIsNeeded() throws {
        let directives = try UnitDirectives(try wholeUnit().text())
        #expect(try directives.value("Service", "Restart") == "on-failure")
        let codes = try directives.value("Service", "RestartPreventExitStatus")
            .split(separator: " ").map { word in try #require(Int32(word)) }
        let statuses = codes.compactMap(ExitStatus.init(rawValue:))
        #expect(Set(statuses) == [.usage, .damagedData, .settings])
        #expect(codes.count == 3)
    }

    @Test func systemdIsToldWhenItIsReadyAndHowToEndIt() throws {
        let directives = try UnitDirectives(try wholeUnit().text())
        #expect(directives.sections == ["Unit", "Service", "Install"])
        for (key, value) in [
            ("Type", "notify"), ("NotifyAccess", "main"), ("TimeoutStartSec", "infinity"),
            ("KillSignal", "SIGTERM"),
            // The socket by which it is told, and no other.
            ("RestrictAddressFamilies", "AF_UNIX"), ("NoNewPrivileges", "yes"),
        ] {
            #expect(try directives.value("Service", key) == value)
        }
        #expect(try directives.value("Install", "WantedBy") == "default.target")
        // These make a mount namespace, in which drives that come later are not seen.
        let hiding = [
            "Protect", "Private", "ReadOnly", "ReadWrite", "Inaccessible", "Bind", "Temporary",
            "Root", "Mount", "Dynamic",
        ]
        for key in directives.keys("Service") {
            #expect(!hiding.contains { key.hasPrefix($0) }, "\(key)")
        }
    }

    /// Wherever it is edited.
    @Test func theSealShowsEveryEdit() throws {
        let folder = try TemporaryDirectory()
        let tree = Tree(folder.path)
        let file = UnitFile(path: folder.path.appending("psm.service"))
        let text = Array(UnitFile.sealed(try wholeUnit().text()).utf8)
        try tree.write("psm.service", text)
        #expect(try file.state() == .own)
        let firstLine = try #require(text.firstIndex(of: 0x0A))
        for offset in stride(from: firstLine + 1, to: text.count, by: 13) {
            var edited = text
            edited[offset] ^= 1
            try tree.write("psm.service", edited)
            #expect(try file.state() == .edited, "at \(offset)")
        }
        try tree.write("psm.service", text + [0x0A])
        #expect(try file.state() == .edited)
        try tree.write("psm.service", Array(text.dropFirst(firstLine + 1)))
        #expect(try file.state() == .foreign)
    }

    @Test func whatWasGivenIsCarried() throws {
        let all = try unit(
            ["PSM_DATA_DIR": "/d", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/x"],
            config: "/own.yaml",
            dataDirectory: "/data",
            flags: ["--no-export", "--no-report"],
            logLevel: "debug"
        )
        #expect(
            try lines(all, "ExecStart=") == [
                "ExecStart=:/usr/bin/psm build --watch --no-export --no-report "
                    + "--config /own.yaml --data-dir /data --log-level debug"
            ]
        )
        #expect(all.environment.isEmpty)
    }

    @Test func whatWasGivenByTheEnvironmentIsCarriedAsItIsMeantHere() throws {
        let unit = try unit([
            "PSM_DATA_DIR": "data", "PSM__LIBRARY__PATHS": "[\"~/music\", \"more\"]",
            "PSM__EXPORT__DIRECTORY": "../lists", "PSM__EXPORT__MODE": "mirrored",
            "PSM__LIBRARY__IGNORE_PATTERNS": "[\"*.tmp\"]", "PSM__LOG_LEVEL": "",
            "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/x", "PSM_OTHER": "1", "LANG": "C",
        ])
        #expect(
            try lines(unit, "Environment=") == [
                "Environment=XDG_CONFIG_HOME=/c", "Environment=PSM_DATA_DIR=/here/data",
                "Environment=PSM__EXPORT__DIRECTORY=/lists",
                "Environment=PSM__EXPORT__MODE=mirrored",
                #"Environment="PSM__LIBRARY__IGNORE_PATTERNS=[\"*.tmp\"]""#,
                #"Environment="PSM__LIBRARY__PATHS=[\"/home/ana/music\", \"/here/more\"]""#,
            ]
        )
    }

    @Test func foldersOfTheSpecificationAreCarriedWhereTheyAreOthers() throws {
        let usual = try unit([
            "XDG_CONFIG_HOME": "/home/ana/.config/", "XDG_DATA_HOME": "/home/ana/.local/share",
        ])
        #expect(usual.environment.isEmpty)
        let ignored = try unit(["XDG_CONFIG_HOME": "relative", "XDG_DATA_HOME": ""])
        #expect(ignored.environment.isEmpty)
        let others = try unit(["XDG_DATA_HOME": "/x/../y"])
        #expect(others.environment == [.init(name: "XDG_DATA_HOME", value: Array("/y".utf8))])
    }

    @Test(arguments: [
        ("/a/b-c_d.e:f=g,h+i@j", "/a/b-c_d.e:f=g,h+i@j"), ("", "\"\""), ("a b", "\"a b\""),
        ("it's", "\"it's\""), ("a\"b", #""a\"b""#), (#"a\b"#, #""a\\b""#), (#"a\"#, #""a\\""#),
        ("100%", "\"100%%\""), ("%h", "\"%%h\""), ("$HOME ${X} $$", "\"$HOME ${X} $$\""),
        ("a\tb", #""a\tb""#), ("# ;", "\"# ;\""), (";", "\";\""), ("Ünïcode", "\"Ünïcode\""),
        ("~", "\"~\""), ("*", "\"*\""),
    ])
    func wordsAreQuotedSoThatSystemdReadsWhatWasMeant(text: String, word: String) throws {
        #expect(try UnitWord.quoted(Array(text.utf8), "It") == word)
    }

    @Test(arguments: [[0x61, 0x0A, 0x62], [0x0D], [0x1B], [0x7F], [0xC3, 0x28], [0x2F, 0xFF]])
    func whatAUnitCannotHoldIsRefused(bytes: [UInt8]) throws {
        let error = #expect(throws: CommandError.self) { try UnitWord.quoted(bytes, "The path") }
        #expect(error?.exitStatus == .settings)
        #expect(error?.description.hasPrefix("The path, ") == true)
        #expect(error?.description.contains { $0.isNewline } == false)
    }

    @Test(arguments: ["/a\"b/psm", "/a'b/psm", "/a\\b/psm"])
    func aProgramInSuchAFolderIsRefused(path: String) {
        #expect(throws: CommandError.self) { try UnitWord.program(Array(path.utf8)) }
    }
}
